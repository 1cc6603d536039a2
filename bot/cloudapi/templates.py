"""Templates: the approved forms in which something may go out after 24 hours of silence."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import structlog

from bot.cloudapi.costs import UTILITY
from bot.cloudapi.graph import GraphApi, Template
from domain.clock import Clock
from domain.errors import SparkError
from domain.folding import folded
from domain.frozen import dataclass
from domain.markup import plain
from domain.messages import Button, OutboundMessage, Purpose
from domain.texts import FALLBACK

KEPT_SECONDS = timedelta(hours=1).total_seconds()
LONGEST = 1024
"""Characters of a template once it is filled in (Cloud API, templates)."""
SAFE = 900
"""Characters for the text where the template's own words are not known."""
KINDS: Mapping[Purpose, str] = MappingProxyType(
    {Purpose.REMINDER: "reminder", Purpose.BRIEF: "brief", Purpose.NOTICE: "notice"}
)
CODES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"pt": ("pt_BR", "pt_PT"), "en": ("en_US", "en", "en_GB")}
)
"""The service's languages for each of ours, the best first."""
REPLIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"pt": ("Feito", "+1 h", "Amanhã"), "en": ("Done", "+1 h", "Tomorrow")}
)
"""The quick replies of the reminder as docs/channels/whatsapp.md has it."""
APPROVED = "APPROVED"
_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One template in one language: how long a text may be in it, and its quick replies.

    `variable` is the name of its one place, "1" where it is counted, None where it has none.
    """

    name: str
    code: str
    category: str = UTILITY
    variable: str | None = "1"
    room: int = SAFE
    replies: tuple[str, ...] = ()

    def body(self, message: OutboundMessage) -> dict[str, Any]:
        """Return a message in this form: on one line, with our actions under its replies."""
        components: list[dict[str, Any]] = []
        if self.variable is not None:
            parameter = {"type": "text", "text": on_one_line(message.text, self.room)}
            if not self.variable.isdigit():
                parameter["parameter_name"] = self.variable
            components.append({"type": "body", "parameters": [parameter]})
        actions = {folded(one.label): one for one in message.buttons}
        for index, label in enumerate(self.replies):
            button = actions.get(folded(label))
            if button is not None:
                components.append(_quick_reply(index, button))
        filled = {"name": self.name, "language": {"code": self.code}, "components": components}
        return {"type": "template", "template": filled}


def _quick_reply(index: int, button: Button) -> dict[str, Any]:
    payload = {"type": "payload", "payload": button.action}
    return {
        "type": "button",
        "sub_type": "quick_reply",
        "index": str(index),
        "parameters": [payload],
    }


class Templates:
    """The templates of the account, looked at once an hour; without an account, as documented."""

    def __init__(
        self, api: GraphApi, clock: Clock, *, names: Mapping[str, str], account: str | None
    ) -> None:
        self._api = api
        self._clock = clock
        self._names = names
        self._account = account
        self._listed: list[Template] | None = None
        self._until = 0.0
        self._missing: set[tuple[str, str]] = set()

    @property
    def names(self) -> Mapping[str, str]:
        """The name of the template for each kind of message."""
        return self._names

    def forget(self) -> None:
        """Look at the templates anew the next time."""
        self._until = 0.0
        self._missing.clear()

    def missing(self, form: Form) -> None:
        """Note that the service does not have a form, for an hour."""
        self._refresh()
        self._missing.add((form.name, form.code))

    async def forms(self, message: OutboundMessage) -> list[Form]:
        """Return the forms in which a message can go out now, the best first."""
        kind = KINDS.get(message.purpose)
        name = self._names.get(kind or "")
        if name is None:
            return []
        language = message.language or FALLBACK
        codes = CODES.get(language, CODES[FALLBACK])
        listed = await self.listed()
        if listed is None:
            replies = REPLIES.get(language, ()) if message.purpose is Purpose.REMINDER else ()
            found = [Form(name=name, code=code, replies=replies) for code in codes]
        else:
            found = [form for code in codes for form in _approved(listed, name, code)]
        return [one for one in found if (one.name, one.code) not in self._missing]

    async def listed(self) -> Sequence[Template] | None:
        """Return the account's templates; None where they cannot be looked at."""
        if self._account is None:
            return None
        if self._refresh():
            try:
                self._listed = await self._api.templates(self._account)
            except SparkError as error:
                log.warning("templates not listed", reason=error.brief)
        return self._listed

    def _refresh(self) -> bool:
        """Begin a new hour where one is over; tell whether it was."""
        now = self._clock.monotonic()
        if now < self._until:
            return False
        self._until = now + KEPT_SECONDS
        self._missing.clear()
        return True


def _approved(listed: Sequence[Template], name: str, code: str) -> list[Form]:
    """Return the approved form of a name and a language that we can fill in."""
    for one in listed:
        if (one.name, one.language, one.status.upper()) == (name, code, APPROVED):
            form = form_of(one)
            return [form] if form is not None else []
    return []


def form_of(template: Template) -> Form | None:
    """Return a template as a form; None where it has more places than the one for our text."""
    parts = {one.type.upper(): one for one in template.components}
    text = parts["BODY"].text if "BODY" in parts else ""
    places = list(dict.fromkeys(_VARIABLE.findall(text)))
    head = parts["HEADER"].text if "HEADER" in parts else ""
    if len(places) > 1 or _VARIABLE.search(head):
        return None
    buttons = parts["BUTTONS"].buttons if "BUTTONS" in parts else []
    # A place may stand in the text more than once: it is filled in each time.
    times = max(len(_VARIABLE.findall(text)), 1)
    return Form(
        name=template.name,
        code=template.language,
        category=template.category.lower() or UTILITY,
        variable=places[0] if places else None,
        room=max((LONGEST - len(_VARIABLE.sub("", text))) // times, 1),
        replies=tuple(one.text if one.type.upper() == "QUICK_REPLY" else "" for one in buttons),
    )


def on_one_line(markup: str, longest: int) -> str:
    """Return a text as a parameter may be: no line ends, no tabs, no rows of spaces, not empty."""
    lines = (" ".join(line.split()) for line in plain(markup).splitlines())
    text = " · ".join(line for line in lines if line) or "…"
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
