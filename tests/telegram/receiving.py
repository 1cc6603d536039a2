"""The methods by which a bot gets its updates: `getUpdates` and the webhook's."""

import re
from typing import Any

from tests.telegram.chats import Payload
from tests.telegram.errors import bad_request, conflict
from tests.telegram.limits import SECRET
from tests.telegram.sending import Request
from tests.telegram.updates import LONGEST_WAIT, WEBHOOK_ACTIVE
from tests.telegram.webhook import Webhook
from tests.telegram.world import World

PORTS = ("443", "80", "88", "8443")


class Receiving:
    """Polling and the webhook, of which one is in use at a time."""

    def __init__(self, world: World, webhook: Webhook, *, local: bool) -> None:
        self._world = world
        self._webhook = webhook
        self._local = local
        self.methods = {
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._webhook_info,
        }

    async def _get_updates(self, request: Request) -> list[Payload]:
        if self._webhook.url:
            raise conflict(WEBHOOK_ACTIVE)
        self._world.queue.allow(request.params.get("allowed_updates"))
        limit = min(max(request.number("limit", 100), 1), 100)
        wait = min(max(request.number("timeout"), 0), LONGEST_WAIT)
        return await self._world.queue.get(request.number("offset"), limit, wait)

    async def _set_webhook(self, request: Request) -> bool:
        url, secret = request.word("url"), request.word("secret_token")
        if not url:
            return await self._delete_webhook(request)
        if len(secret) > 256:
            raise bad_request("secret token is too long")
        if secret and not SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self._check_url(url)
        if request.flag("drop_pending_updates"):
            self._world.queue.clear()
        self._world.queue.terminate("terminated by setWebhook request")
        self._world.queue.allow(request.params.get("allowed_updates"))
        await self._webhook.set({**request.params, "url": url})
        return True

    def _check_url(self, url: str) -> None:
        match = re.match(r"(https?)://[^/:?#]+(?::(\d+))?(?:[/?#]|$)", url)
        if match is None:
            raise bad_request("invalid webhook URL specified")
        if self._local:
            return
        if match.group(1) != "https":
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if match.group(2) not in (None, *PORTS):
            words = "Webhook can be set up only on ports 80, 88, 443 or 8443"
            raise bad_request(f"bad webhook: {words}")

    async def _delete_webhook(self, request: Request) -> bool:
        await self._webhook.remove()
        if request.flag("drop_pending_updates"):
            self._world.queue.clear()
        return True

    async def _webhook_info(self, request: Request) -> Payload:
        info: dict[str, Any] = {
            "url": self._webhook.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._world.queue.waiting),
        }
        if self._webhook.url:
            most = int(self._webhook.params.get("max_connections", 40))
            info |= {"max_connections": most, "ip_address": "127.0.0.1"}
        if self._webhook.last_error:
            words = self._webhook.last_error
            info |= {"last_error_date": self._world.now(), "last_error_message": words}
        if self._world.queue.allowed:
            info["allowed_updates"] = self._world.queue.allowed
        return info
