"""The sender: hands messages to the Cloud API, each part once, and minds what they cost."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.cloudapi.composing import (
    CAPTION,
    TEXTS,
    Body,
    addressed,
    file_body,
    file_kind,
    texts,
    wordless,
)
from bot.cloudapi.costs import TEMPLATE, TEXT, Costs
from bot.cloudapi.graph import GraphApi
from bot.cloudapi.health import Health
from bot.cloudapi.marks import Marks
from bot.cloudapi.reading import NAME
from bot.cloudapi.refusals import GraphRefused, Refused, meaning_of
from bot.cloudapi.templates import Templates
from bot.cloudapi.verdicts import TEMPLATE as NO_TEMPLATE
from bot.cloudapi.verdicts import Verdicts
from bot.progress import Progress
from bot.whatsapp.formatting import render
from domain.capabilities import capabilities
from domain.errors import SparkError
from domain.messages import OutboundMessage
from domain.sending import NotSent, OutcomeUnknown, RateLimited, Withheld
from domain.texts import FALLBACK

_RESUMED = (NotSent, RateLimited)
"""After these the rest of a message goes out, and what went out does not go again."""


class Sender:
    """Sends for one number; errors are those of `domain.sending`."""

    def __init__(
        self,
        api: GraphApi,
        *,
        templates: Templates,
        verdicts: Verdicts,
        costs: Costs,
        marks: Marks,
        health: Health,
    ) -> None:
        self._api = api
        self._templates = templates
        self._verdicts = verdicts
        self._costs = costs
        self._marks = marks
        self._health = health
        self.progress = Progress()

    async def free(self, message: OutboundMessage) -> str | None:
        """Send a text or a file, in as many parts as it needs; returns the id of the last one."""
        chat = message.address.chat
        plain = wordless(message)
        if plain is not None:
            bodies = [plain]
        elif message.file is not None:
            bodies = await self._with_file(message, Path(message.file))
        else:
            # The key of what it answers ends with the service's id of it.
            asked = (message.reply_to or "").rpartition(":")[2]
            quoted = asked if self._marks.overtaken(chat, asked) else None
            bodies = texts(message, capabilities(NAME), quoted=quoted)
        return await self._parts(message, addressed(bodies, message))

    async def template(self, message: OutboundMessage) -> str:
        """Send a message as an approved template. Errors: Withheld where there is none."""
        for form in await self._templates.forms(message):
            await self._costs.allow(self._costs.price(form.category))
            body = addressed([form.body(message)], message)[0]
            try:
                return await self._one(message, body, sort=TEMPLATE, category=form.category)
            except Withheld as error:
                if error.reason != NO_TEMPLATE:
                    raise
                self._templates.missing(form)
        raise Withheld(reason=NO_TEMPLATE)

    async def _parts(self, message: OutboundMessage, bodies: Sequence[Body]) -> str | None:
        count = len(bodies)
        done = await self.progress.done(message, count)
        category = self._costs.text_category
        await self._costs.allow(self._costs.price(category) * (count - len(done)))

        async def part(number: int) -> str:
            return await self._one(message, bodies[number], sort=TEXT, category=category)

        return await self.progress.rest(message, count, done, part, _RESUMED)

    async def _one(self, message: OutboundMessage, body: Body, *, sort: str, category: str) -> str:
        chat = message.address.chat
        self._verdicts.check()
        try:
            external = await self._api.send(body)
        except GraphRefused as error:
            raise await self._refused(error, chat) from None
        self._verdicts.taken(chat)
        await self._health.well()
        await self._costs.charge(external, sort=sort, category=category)
        return external

    async def _refused(self, error: GraphRefused, chat: str) -> SparkError:
        """Return the outcome of a refusal; what only the owner can mend, the owner is told."""
        advice = meaning_of(error.code, error.status).advice
        if advice is not None:
            await self._health.trouble(error.brief, advice)
        return self._verdicts.answered(error.code, error.status, chat)

    async def _with_file(self, message: OutboundMessage, path: Path) -> list[Body]:
        """Return the bodies of a file with its text; the text alone where it is not taken."""
        can = capabilities(NAME)
        try:
            size = (await asyncio.to_thread(path.stat)).st_size
            shown = message.attachment
            name = (shown and shown.name) or path.name
            found = file_kind(name, size, shown)
            if found is None:
                sorry = TEXTS.say("no_file", message.language or FALLBACK)
                return texts(replace(message, text=f"{message.text}\n\n{sorry}", buttons=()), can)
            kind, mime = found
            media = await self._uploaded(message, path, mime, name)
        except OSError as error:
            raise Refused(code=0, reason=f"the file cannot be read: {error.strerror}") from None
        caption = render(message.text)
        before = texts(replace(message, buttons=()), can) if len(caption) > CAPTION else []
        if kind == "audio" and caption and not before:  # it takes no caption
            before = texts(replace(message, buttons=()), can)
        return [*before, file_body(kind, media, name, "" if before else caption)]

    async def _uploaded(self, message: OutboundMessage, path: Path, mime: str, name: str) -> str:
        """Hand a file over; nothing of it is shown yet, so that it can be done again."""
        try:
            return await self._api.upload(path, mime, name)
        except GraphRefused as error:
            outcome = await self._refused(error, message.address.chat)
        except OutcomeUnknown as error:
            outcome = error
        if isinstance(outcome, OutcomeUnknown):
            outcome = NotSent(reason=outcome.brief)
        raise outcome
