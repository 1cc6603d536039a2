"""The page of the channel: how the line is, and the code that links a phone."""

import asyncio
import contextlib
from datetime import timedelta

from bot.channel import Page
from bot.evolution.advice import TEXTS as ADVICE
from bot.evolution.jids import digits
from bot.evolution.life import Life
from bot.evolution.line import OPEN, Line
from bot.evolution.reading import BUSINESS, Us
from bot.evolution.tokens import pass_for
from bot.evolution.webhook import PICTURE
from bot.verb import length
from domain.clock import Clock
from domain.errors import SparkError
from domain.texts import Texts

CODE_SECONDS = 8.0
"""So long a new code is waited for; the server shows one after two seconds."""
VALID = timedelta(minutes=10)
TEXTS = Texts(
    {
        "open": {
            "pt": "*WhatsApp* pela Evolution API: conectado há {since}.",
            "en": "*WhatsApp* through Evolution API: connected for {since}.",
        },
        "other": {
            "pt": "*WhatsApp* pela Evolution API: sem conexão há {since}.",
            "en": "*WhatsApp* through Evolution API: not connected for {since}.",
        },
        "number": {"pt": "Número: {number}", "en": "Number: {number}"},
        "beginnings": {
            "pt": "A conexão recomeçou {count} vezes nos últimos dez minutos.",
            "en": "The line began anew {count} times in the last ten minutes.",
        },
        "business": {
            "pt": "Integração: {integration}. A API Cloud direta é mais segura para ela.",
            "en": "Integration: {integration}. The Cloud API itself is safer for it.",
        },
        "linked": {
            "pt": "O celular já está conectado; não há código para ler.",
            "en": "The phone is connected already; there is no code to scan.",
        },
        "link": {
            "pt": "A imagem também fica aqui por dez minutos: {url}",
            "en": "The picture is here as well, for ten minutes: {url}",
        },
        "no_code": {
            "pt": "O servidor ainda não mostrou um código. Mande /whatsapp qr de novo em alguns "
            "segundos.",
            "en": "The server has shown no code yet. Send /whatsapp qr again in a few seconds.",
        },
        "restarted": {
            "pt": "Pedi à Evolution API que recomece a conexão.",
            "en": "I asked Evolution API to begin the connection anew.",
        },
        "failed": {
            "pt": "A Evolution API não fez isso ({reason}). _sparkone doctor_ diz o que falta.",
            "en": "Evolution API did not do that ({reason}). _sparkone doctor_ says what is "
            "missing.",
        },
        "qr": {"pt": "Código QR", "en": "QR code"},
        "restart": {"pt": "Recomeçar", "en": "Restart"},
    }
)


class Desk:
    """Answers the owner's questions about the line (see `bot.channel.Serviced`)."""

    def __init__(
        self, line: Line, life: Life, us: Us, clock: Clock, *, address: str, secret: str
    ) -> None:
        self._line = line
        self._life = life
        self._us = us
        self._clock = clock
        self._address = address
        self._secret = secret

    async def page(self, language: str) -> Page:
        """Return how things are, with what can be done about them."""
        line = self._line
        since = length((self._clock.now() - line.since).total_seconds())
        said = [TEXTS.say("open" if line.state == OPEN else "other", language, since=since)]
        number = next((found for jid in sorted(self._us.jids) if (found := digits(jid))), None)
        if number is not None:
            said.append(TEXTS.say("number", language, number=f"+{number}"))
        if line.beginnings > 1:
            said.append(TEXTS.say("beginnings", language, count=line.beginnings))
        if self._us.integration == BUSINESS:
            said.append(TEXTS.say("business", language, integration=self._us.integration))
        said += [ADVICE.say(kind, language) for kind in line.troubles]
        return Page(text="\n".join(said), orders=self._orders(language))

    async def order(self, word: str, language: str) -> Page | None:
        """Show a code, or begin anew; None: it is no word of ours."""
        if word not in {"qr", "restart"}:
            return None
        try:
            return await (self._qr(language) if word == "qr" else self._restart(language))
        except SparkError as error:
            return Page(text=TEXTS.say("failed", language, reason=error.brief))

    async def _qr(self, language: str) -> Page:
        line = self._line
        if line.state == OPEN:
            return Page(text=TEXTS.say("linked", language))
        if line.fresh is None:
            line.coded.clear()
            await self._life.code()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(CODE_SECONDS):
                    await line.coded.wait()
        picture = line.picture()
        if picture is None:
            return Page(text=TEXTS.say("no_code", language), orders=self._orders(language))
        word = pass_for(PICTURE, self._secret, self._clock.now() + VALID)
        link = TEXTS.say("link", language, url=f"{self._address}?key={word}")
        text = f"{ADVICE.say('scan', language)}\n{link}"
        return Page(text=text, picture=picture, drawing=line.drawing)

    async def _restart(self, language: str) -> Page:
        await self._life.restart()
        return Page(text=TEXTS.say("restarted", language))

    def _orders(self, language: str) -> tuple[tuple[str, str], ...]:
        words = ("restart",) if self._line.state == OPEN else ("qr", "restart")
        return tuple((word, TEXTS.say(word, language)) for word in words)
