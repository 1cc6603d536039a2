"""The calls under /instance and /webhook."""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.evolution import line
from tests.evolution.chats import Payload, row_id
from tests.evolution.errors import ApiError, bad_request, crash, not_found, unreadable
from tests.evolution.instance import BAILEYS, BUSINESS, EVOLUTION, Home, Instance
from tests.evolution.schemas import EVENTS
from tests.evolution.wire import Call

_SETTINGS: Payload = {
    "rejectCall": False,
    "msgCall": "",
    "groupsIgnore": False,
    "alwaysOnline": False,
    "readMessages": False,
    "readStatus": False,
    "syncFullHistory": False,
    "wavoipToken": "",
}
_NONE = ("Chatwoot", "Proxy", "Rabbitmq", "Nats", "Sqs", "Websocket")
_HAPPY = {"status": "SUCCESS", "error": False}


class Managing:
    """Instances and their webhooks: made, connected, looked at, taken away."""

    def __init__(self, home: Home, instances: dict[str, Instance]) -> None:
        self._home = home
        self._instances = instances
        self.calls: dict[str, Callable[[Instance, Call], Awaitable[Any]]] = {
            "connect": self._connect,
            "connectionState": self._state,
            "restart": self._restart,
            "logout": self._logout,
            "delete": self._delete,
            "set": self._set_webhook,
            "find": self._find_webhook,
        }

    async def create(self, call: Call) -> Payload:
        """Make an instance. Errors: 403 for a name in use, 400 for what cannot be."""
        params = call.params
        name, integration = params.get("instanceName", ""), params.get("integration")
        if name in self._instances:
            raise ApiError(403, [f'This name "{name}" is already in use.'])
        self._check_new(params, integration)
        instance = Instance(
            self._home,
            name,
            integration=str(integration),
            token=params.get("token", ""),
            number=params.get("number", "5511900000000"),
        )
        if "webhook" in params:
            instance.webhook.row = webhook_row(instance, {"enabled": True, **params["webhook"]})
        self._instances[name] = instance
        about = {"instanceName": name, "instanceId": instance.id}
        instance.emit("instance.create", about)
        instance.settings = {
            **_SETTINGS,
            **{key: params[key] for key in _SETTINGS if key in params},
        }
        if not params.get("qrcode") or not instance.is_baileys:
            return self._created(instance, params)
        line.connects(instance)
        line.shows_code(instance)
        return {**self._created(instance, params), "qrcode": line.code(instance)}

    def _check_new(self, params: Payload, integration: str | None) -> None:
        if integration == BUSINESS and not params.get("token"):
            raise bad_request("token is required")
        if integration not in (BAILEYS, BUSINESS, EVOLUTION):
            raise bad_request("Invalid integration")
        if integration == BUSINESS and not params.get("number"):
            raise bad_request("number is required")
        if "webhook" in params and "events" not in params["webhook"]:
            raise bad_request(unreadable("length"))

    def _created(self, instance: Instance, params: Payload) -> Payload:
        given = params.get("webhook", {})
        fields = ("url", "headers", "byEvents", "base64")
        business = instance.is_business
        return {
            "instance": {
                "instanceName": instance.name,
                "instanceId": instance.id,
                "integration": instance.integration,
                "webhookWaBusiness": f"{self._home.base}/webhook/meta" if business else None,
                "accessTokenWaBusiness": "evolution" if business else "",
                "status": instance.state,
            },
            "hash": instance.token,
            "webhook": {
                f"webhook{one[0].upper()}{one[1:]}": given[one] for one in fields if one in given
            },
            **{name: {} for name in ("websocket", "rabbitmq", "nats", "sqs")},
            "settings": instance.settings,
        }

    async def fetch(self, call: Call, token: str | None) -> list[Payload]:
        """Return the instances; with the token of one, only that. Errors: 404."""
        name = call.query.get("instanceName")
        if name and name not in self._instances:
            raise not_found(f'Instance "{name}" not found')
        return [
            _described(one)
            for one in self._instances.values()
            if (not name or one.name == name) and token in (None, one.token)
        ]

    async def _state(self, instance: Instance, call: Call) -> Payload:
        return {"instance": {"instanceName": instance.name, "state": instance.state}}

    async def _connect(self, instance: Instance, call: Call) -> Payload:
        if instance.state == "open":
            return await self._state(instance, call)
        if instance.state == "close":
            line.connects(instance)
            line.shows_code(instance)
        return line.code(instance)

    async def _restart(self, instance: Instance, call: Call) -> Payload:
        if instance.state == "close":
            return {"error": True, "message": "[object Object]"}
        answer = await self._connect(instance, call)
        if instance.is_baileys and instance.state == "open":
            line.connects(instance)
            line.opens(instance)
        return answer

    async def _logout(self, instance: Instance, call: Call) -> Payload:
        if instance.state == "close":
            raise bad_request(f'The "{instance.name}" instance is not connected')
        if instance.is_baileys:
            line.breaks(instance, 401)
        instance.state = "close"
        return {**_HAPPY, "response": {"message": "Instance logged out"}}

    async def _delete(self, instance: Instance, call: Call) -> Payload:
        about = {"instanceName": instance.name, "instanceId": instance.id}
        instance.emit("instance.delete", about)
        instance.emit("remove.instance", None)
        del self._instances[instance.name]
        return {**_HAPPY, "response": {"message": "Instance deleted"}}

    async def _set_webhook(self, instance: Instance, call: Call) -> Payload:
        given = call.params["webhook"]
        if given["enabled"] and "events" not in given:
            raise crash(unreadable("length"))
        instance.webhook.row = webhook_row(instance, given)
        return instance.webhook.row

    async def _find_webhook(self, instance: Instance, call: Call) -> Payload | None:
        return instance.webhook.row


def webhook_row(instance: Instance, given: Payload) -> Payload:
    """Return a webhook as the vendor stores it; an empty list of events means all."""
    now = f"{instance.home.clock():%Y-%m-%dT%H:%M:%S}.000Z"
    events = (given.get("events") or list(EVENTS)) if given["enabled"] else []
    return {
        "id": row_id(f"webhook {instance.name}"),
        "url": given["url"],
        "headers": given.get("headers"),
        "enabled": given["enabled"],
        "events": events,
        "webhookByEvents": given.get("byEvents", False),
        "webhookBase64": given.get("base64", False),
        "createdAt": now,
        "updatedAt": now,
        "instanceId": instance.id,
    }


def _described(instance: Instance) -> Payload:
    is_open = instance.is_baileys and instance.was_open
    return {
        "id": instance.id,
        "name": instance.name,
        "connectionStatus": instance.state,
        "ownerJid": instance.own_jid if is_open else None,
        "profileName": instance.profile_name if is_open else None,
        "profilePicUrl": None,
        "integration": instance.integration,
        "number": None if instance.is_baileys else instance.number,
        "businessId": None,
        "token": instance.token,
        "clientName": "evolution",
        "disconnectionReasonCode": instance.reason if instance.state == "close" else None,
        "disconnectionObject": None,
        "disconnectionAt": None,
        **dict.fromkeys(_NONE),
        "Setting": instance.settings,
        "_count": {"Message": len(instance.messages), "Contact": 0, "Chat": len(instance.chats)},
    }
