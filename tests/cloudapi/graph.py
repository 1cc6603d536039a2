"""The other calls: files, the number, the templates, and which apps are told."""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.cloudapi.errors import GraphError, Payload
from tests.cloudapi.sending import mark, send
from tests.cloudapi.wire import Upload
from tests.cloudapi.world import APP_ID, DISPLAY_NUMBER, PHONE_NUMBER_ID, WABA_ID, World

Handler = Callable[[str, Payload, dict[str, Upload]], Awaitable[Payload]]
NUMBER: Payload = {
    "verified_name": "Spark",
    "code_verification_status": "VERIFIED",
    "display_phone_number": f"+{DISPLAY_NUMBER}",
    "quality_rating": "GREEN",
    "platform_type": "CLOUD_API",
    "throughput": {"level": "STANDARD"},
    "id": PHONE_NUMBER_ID,
}
MORE: Payload = {
    "status": "CONNECTED",
    "name_status": "APPROVED",
    "account_mode": "LIVE",
    "is_official_business_account": False,
    "messaging_limit_tier": "TIER_2K",
    "health_status": {"can_send_message": "AVAILABLE", "entities": []},
}


def unknown(node: str, method: str = "get", *, is_fault: bool | None = None) -> GraphError:
    """What Graph says to an id that is not there or not yours."""
    words = f"Unsupported {method} request. Object with ID '{node}' does not exist, cannot be "
    why = "loaded due to missing permissions, or does not support this operation."
    return GraphError(100, words + why, subcode=33, is_fault=is_fault)


class Graph:
    """The calls by method and edge; each has a name that `Call.name` and troubles use."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.number: Payload = {**NUMBER, **MORE}
        self.edges: dict[tuple[str, str], tuple[str, str, Handler]] = {
            ("POST", "messages"): ("messages", PHONE_NUMBER_ID, self._messages),
            ("POST", "media"): ("upload", PHONE_NUMBER_ID, self._upload),
            ("GET", "message_templates"): ("templates", WABA_ID, self._templates),
            ("GET", "subscribed_apps"): ("subscriptions", WABA_ID, self._subscriptions),
            ("POST", "subscribed_apps"): ("subscribe", WABA_ID, self._subscribe),
            ("DELETE", "subscribed_apps"): ("unsubscribe", WABA_ID, self._unsubscribe),
        }

    def route(self, method: str, node: str, edge: str) -> tuple[str, Handler]:
        """Return the name of a call and what answers it.

        Errors: 100 with subcode 33 for an id that is not there, 2500 for an edge.
        """
        if edge:
            if (method, edge) not in self.edges:
                raise GraphError(2500, f"{method} …/{edge}")
            name, owner, handler = self.edges[method, edge]
            if node != owner:
                raise unknown(node, method.lower())
            return name, handler
        if node == PHONE_NUMBER_ID and method == "GET":
            return "number", self._number
        if method in ("GET", "DELETE") and node not in (PHONE_NUMBER_ID, WABA_ID):
            is_get = method == "GET"
            return ("media", self._media) if is_get else ("delete", self._delete)
        raise unknown(node, method.lower())

    async def _messages(self, node: str, params: Payload, files: dict[str, Upload]) -> Payload:
        return mark(self._world, params) if "status" in params else send(self._world, params)

    async def _upload(self, node: str, params: Payload, files: dict[str, Upload]) -> Payload:
        if params.get("messaging_product") != "whatsapp":
            raise GraphError(100, "The parameter messaging_product is required.")
        strange = (set(params) - {"messaging_product", "type"}) | (set(files) - {"file"})
        if strange or "file" not in files:
            raise GraphError(100, "The parameter file is required, and no other.")
        upload = files["file"]
        mime = str(params.get("type") or upload.mime)
        return {"id": self._world.files.upload(upload.data, mime, upload.name).id}

    async def _media(self, node: str, params: Payload, files: dict[str, Upload]) -> Payload:
        file = self._world.files.find(node)
        if file is None or params.pop("phone_number_id", PHONE_NUMBER_ID) != PHONE_NUMBER_ID:
            raise unknown(node, is_fault=False)
        _no_more(params)
        return {
            "url": self._world.files.address(file),
            "mime_type": file.mime,
            "sha256": file.sha256.hex(),
            "file_size": len(file.data),
            "id": file.id,
            "messaging_product": "whatsapp",
        }

    async def _delete(self, node: str, params: Payload, files: dict[str, Upload]) -> Payload:
        if self._world.files.find(node) is None:
            raise unknown(node, is_fault=False)
        del self._world.files.all[node]
        return {"success": True}

    async def _number(self, node: str, params: Payload, files: dict[str, Upload]) -> Payload:
        asked = str(params.pop("fields", ",".join(NUMBER))).split(",")
        _no_more(params)
        return {"id": PHONE_NUMBER_ID, **_picked(self.number, asked)}

    async def _templates(self, node: str, params: Payload, files: dict[str, Upload]) -> Payload:
        limit, after = int(params.pop("limit", 25)), int(params.pop("after", 0))
        asked = params.pop("fields", "")
        found = [one.payload() for one in self._world.templates]
        for key in ("name", "status", "language", "category"):
            if key in params:
                wanted = params.pop(key)
                found = [one for one in found if one[key] == wanted]
        _no_more(params)
        page = found[after : after + limit]
        if asked:
            page = [{"id": one["id"], **_picked(one, asked.split(","))} for one in page]
        paging: Payload = {"cursors": {"before": str(after), "after": str(after + len(page))}}
        if after + limit < len(found):
            paging["next"] = f"{self._world.files.base}/next"
        return {"data": page, "paging": paging}

    async def _subscriptions(self, node: str, params: Payload, files: dict[str, Upload]) -> Payload:
        app = {"id": APP_ID, "name": "Spark", "link": "https://www.facebook.com/games/?app_id=0"}
        apps = [{"whatsapp_business_api_data": app}] if self._world.apps else []
        return {"data": apps}

    async def _subscribe(self, node: str, params: Payload, files: dict[str, Upload]) -> Payload:
        url, token = params.pop("override_callback_uri", ""), params.pop("verify_token", "")
        _no_more(params)
        if url and not await self._world.webhook.set(str(url), str(token)):
            raise GraphError(100, "The webhook could not be verified.", is_fault=False)
        self._world.apps[:] = [APP_ID]
        return {"success": True}

    async def _unsubscribe(self, node: str, params: Payload, files: dict[str, Upload]) -> Payload:
        self._world.apps.clear()
        return {"success": True}


def _no_more(params: Payload) -> None:
    if params:
        raise GraphError(100, f'Unexpected key "{next(iter(params))}".')


def _picked(whole: Payload, asked: list[str]) -> Payload:
    found: dict[str, Any] = {}
    for key in asked:
        if key not in whole:
            raise GraphError(100, f"Tried accessing nonexisting field ({key})")
        found[key] = whole[key]
    return found
