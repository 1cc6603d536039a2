"""Files: the contents that people send, from the server, or from the event that brought them."""

import base64
import binascii
from collections import OrderedDict

import msgspec

from bot.evolution.client import EvolutionApi
from bot.evolution.events import Media
from bot.evolution.refusals import Refused
from bot.wire import TooLarge

MOST_KEPT = 48 * 1024 * 1024
"""Characters of contents that wait for their fetch, all together."""


class Files:
    """Hands out contents by the id of their message."""

    def __init__(self, api: EvolutionApi) -> None:
        self._api = api
        self._kept: OrderedDict[str, str] = OrderedDict()

    def keep(self, message: str, content: str) -> None:
        """Keep a content in base64 until it is fetched, or until others need the room."""
        self._kept.pop(message, None)
        if len(content) > MOST_KEPT:
            return
        self._kept[message] = content
        while sum(map(len, self._kept.values())) > MOST_KEPT:
            self._kept.popitem(last=False)

    async def fetch(self, message: str, limit: int) -> bytes:
        """Return a content; SparkError where it cannot be had or is larger than `limit` bytes."""
        found = self._kept.pop(message, None)
        try:
            if found is None:
                answer = await self._api.download(message, limit)
                found = msgspec.json.decode(answer, type=Media).base64
            content = base64.b64decode(found.rpartition("base64,")[2], validate=True)
        except TooLarge:
            raise Refused(code=413, reason="the file is too large") from None
        except (msgspec.DecodeError, binascii.Error, ValueError):
            raise Refused(code=200, reason="the file cannot be read") from None
        if not content or len(content) > limit:
            raise Refused(code=413, reason="the file is empty or too large")
        return content
