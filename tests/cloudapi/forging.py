"""Posts that do not come from Meta, or that nobody would expect from it."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator

from tests.cloudapi.people import Person
from tests.cloudapi.updates import Update, encoded, envelope, signature
from tests.cloudapi.world import WABA_ID, World


class Forger:
    """Each deed posts once and returns the HTTP status of the answer, 0 where there was none."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._webhook = world.webhook

    def body(self, text: str = "oi", *, person: Person | None = None, **value: object) -> bytes:
        """Return a body with a message of a person; `value` replaces parts of its value."""
        who = person or self._world.person("5511999990000", "Falsa")
        message = {
            "from": who.wa_id,
            "id": self._world.next_id(who.key),
            "timestamp": str(self._world.now()),
            "type": "text",
            "text": {"body": text},
        }
        whole = self._world.value(contacts=[who.contact()], messages=[message])
        return encoded(envelope(WABA_ID, [Update("messages", {**whole, **value})]))

    async def posts(self, body: bytes, signed: str | None = None) -> int:
        """Post any bytes, signed well unless told otherwise."""
        return await self._webhook.post(body, self._sign(body) if signed is None else signed)

    def _sign(self, body: bytes) -> str:
        return signature(self._webhook.secret, body)

    async def unsigned(self) -> int:
        return await self._webhook.post(self.body(), None)

    async def signed_by_another(self) -> int:
        body = self.body()
        return await self.posts(body, signature("another secret", body))

    async def signed_oddly(self, signed: str) -> int:
        """A header that is no signature: "sha256=", "sha1=…", letters that are not ASCII."""
        return await self.posts(self.body(), signed)

    async def signed_for_another_body(self) -> int:
        return await self.posts(self.body("troca"), self._sign(self.body("oi")))

    async def reserialised(self) -> int:
        """The same JSON in other bytes, under the signature of the old ones."""
        body = self.body("é/")
        other = json.dumps(json.loads(body), ensure_ascii=False).encode()
        return await self.posts(other, self._sign(body))

    async def foreign_number(self) -> int:
        """Signed well, about a number that is not ours."""
        metadata = {"display_phone_number": "15550000000", "phone_number_id": "999"}
        return await self.posts(self.body(metadata=metadata))

    async def empty(self) -> int:
        return await self.posts(b"{}")

    async def broken(self) -> int:
        return await self.posts(self.body()[:-7])

    async def nested(self, depth: int = 200_000) -> int:
        return await self.posts(b"[" * depth)

    async def huge(self, size: int = 50 * 1024 * 1024) -> int:
        """Many bytes, signed well, sent in pieces: nobody has to hold them all."""
        piece = b" " * 65536
        count = size // len(piece)
        signed = hmac.new(self._webhook.secret.encode(), digestmod=hashlib.sha256)
        for _ in range(count):
            signed.update(piece)

        async def pieces() -> AsyncIterator[bytes]:
            for _ in range(count):
                yield piece

        return await self._webhook.post(pieces(), f"sha256={signed.hexdigest()}")
