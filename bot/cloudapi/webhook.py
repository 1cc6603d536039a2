"""The webhook: Meta asks once whose it is, then brings what happens; 200 says that it is stored."""

import hashlib
import hmac
import re
from urllib.parse import parse_qs

from bot.cloudapi.intake import Intake
from bot.webhook import Answer, Request
from domain.errors import Overloaded, StorageUnavailable

PATH = "/whatsapp/cloud"
SIGNATURE = b"x-hub-signature-256"
LARGEST = 4 * 1024 * 1024
"""Bytes; Meta sends 3 MB at most."""
LONGEST_CHALLENGE = 256
RETRY_AFTER_SECONDS = 5
_SIGNED = re.compile(rb"sha256=[0-9a-f]{64}")


class Webhook:
    """What the HTTP server does about `/whatsapp/cloud` (see `bot.webhook`)."""

    path = PATH
    has_further_paths = False
    largest = LARGEST

    def __init__(self, secret: str, verify_token: str, intake: Intake) -> None:
        self._secret = secret.encode()
        self._verify_token = verify_token.encode()
        self._intake = intake

    async def show(self, request: Request) -> Answer:
        """Answer the handshake: whoever knows our word gets the challenge back."""
        try:
            asked = parse_qs(request.query, max_num_fields=20)
        except ValueError:
            return Answer(status=403)
        word = asked.get("hub.verify_token", [""])[-1].encode("utf-8", "replace")
        challenge = asked.get("hub.challenge", [""])[-1]
        is_meta = bool(self._verify_token) and hmac.compare_digest(word, self._verify_token)
        is_asked = asked.get("hub.mode") == ["subscribe"]
        if not (is_meta and is_asked and 0 < len(challenge) <= LONGEST_CHALLENGE):
            return Answer(status=403)
        return Answer(status=200, body=challenge.encode("utf-8", "replace"))

    def admits(self, request: Request) -> bool:
        """Tell whether there is a signature at all: it can be checked with the body only."""
        return _SIGNED.fullmatch(request.headers.get(SIGNATURE, b"")) is not None

    async def take(self, request: Request, body: bytes) -> Answer:
        """Store a delivery; 401 where the signature is not that of these very bytes."""
        made = b"sha256=" + hmac.new(self._secret, body, hashlib.sha256).hexdigest().encode()
        is_signed = hmac.compare_digest(made, request.headers.get(SIGNATURE, b""))
        if not self._secret or not is_signed:
            return Answer(status=401)
        await self._intake.opened.wait()
        try:
            await self._intake.take(body)
        except (Overloaded, StorageUnavailable):
            return Answer(status=503, retry_after=RETRY_AFTER_SECONDS)
        return Answer(status=200)
