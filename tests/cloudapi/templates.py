"""Templates, and whether a sending fits the one that it names."""

import re
from dataclasses import dataclass, field
from typing import Any

from tests.cloudapi.errors import GraphError, Payload
from tests.cloudapi.messages import media
from tests.cloudapi.shapes import Check, anything, at, each, fields, one_of, words

VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
FILLED = 1024
_UNWANTED = re.compile(r"[\n\r\t]| {5,}")
_MEDIA = ("image", "video", "document")


@dataclass
class Template:
    """A template as the account holds it; `buttons` are (kind, label) or (kind, label, url)."""

    id: str
    name: str
    language: str
    body: str
    category: str = "UTILITY"
    status: str = "APPROVED"
    header: str | None = None
    footer: str | None = None
    buttons: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def variables(self) -> list[str]:
        return list(dict.fromkeys(VARIABLE.findall(self.body)))

    @property
    def is_named(self) -> bool:
        return any(not name.isdecimal() for name in self.variables)

    def payload(self) -> Payload:
        """Return the template as the list of templates shows it."""
        components: list[Payload] = []
        if self.header in ("IMAGE", "VIDEO", "DOCUMENT"):
            components.append({"type": "HEADER", "format": self.header})
        elif self.header is not None:
            components.append({"type": "HEADER", "format": "TEXT", "text": self.header})
        components.append({"type": "BODY", "text": self.body})
        if self.footer is not None:
            components.append({"type": "FOOTER", "text": self.footer})
        if self.buttons:
            buttons = [_button(*button) for button in self.buttons]
            components.append({"type": "BUTTONS", "buttons": buttons})
        return {
            "id": self.id,
            "name": self.name,
            "language": self.language,
            "status": self.status,
            "category": self.category,
            "parameter_format": "NAMED" if self.is_named else "POSITIONAL",
            "components": components,
        }

    def filled(self, parameters: list[Payload]) -> str:
        """Return the text that the person reads.

        Errors: 132000 for a wrong number or wrong names, 132005 and 132012 for wrong texts.
        """
        names = self.variables
        if len(parameters) != len(names):
            expected = f"number of localizable_params ({len(parameters)}) does not match the "
            raise GraphError(132000, f"body: {expected}expected number of params ({len(names)})")
        values = dict(zip(names, (one["text"] for one in parameters), strict=True))
        if self.is_named:
            values = {one.get("parameter_name", ""): one["text"] for one in parameters}
            if set(values) != set(names):
                raise GraphError(132000, f"body: expected the parameters {', '.join(names)}")
        for value in values.values():
            if _UNWANTED.search(value):
                raise GraphError(132012, "Parameters have no new lines, tabs or rows of spaces.")
        text = VARIABLE.sub(lambda match: values[match[1]], self.body)
        if len(text) > FILLED:
            raise GraphError(132005, f"The text has {len(text)} characters, {FILLED} may be.")
        return text


def _button(kind: str, label: str, url: str = "") -> Payload:
    return {"type": kind, "text": label, **({"url": url} if url else {})}


def _kind(*allowed: str) -> Check:
    """A word in small or in large letters, or a number: Meta's pages show all three."""

    def check(value: Any, path: str) -> None:
        one_of(*allowed)(str(value).lower(), path)

    return check


def _parameter(value: Any, path: str) -> None:
    if not isinstance(value, dict):
        raise GraphError(100, f"Param {path} must be an object.")
    kind = value.get("type")
    shapes: dict[str, Check] = {
        "text": fields({"type": anything, "text": words()}, {"parameter_name": words(20)}),
        "payload": fields({"type": anything, "payload": words(256)}),
        **{one: fields({"type": anything, one: media("filename")}) for one in _MEDIA},
    }
    one_of(*shapes)(kind, at(path, "type"))
    shapes[str(kind)](value, path)


_COMPONENT = fields(
    {"type": _kind("header", "body", "button")},
    {
        "parameters": each(_parameter, least=0, most=50),
        "sub_type": _kind("quick_reply", "url"),
        "index": _kind(*map(str, range(10))),
    },
)


@dataclass(frozen=True)
class Filled:
    """What becomes of a template: the text, the parameters, and the quick replies with payloads."""

    template: Template
    text: str
    parameters: list[str]
    replies: list[tuple[str, str]]


class Templates(list[Template]):
    """The templates of the account."""

    def find(self, name: str, language: str) -> Template:
        """Return a template that may be sent.

        Errors: 132001 where there is none, 132015 and 132016 where it is paused or disabled.
        """
        for one in self:
            if (one.name, one.language) == (name, language):
                if one.status == "PAUSED":
                    raise GraphError(132015)
                if one.status == "DISABLED":
                    raise GraphError(132016)
                if one.status == "APPROVED":
                    return one
        raise GraphError(132001, f"template name ({name}) does not exist in {language}")

    def fill(self, sending: Payload) -> Filled:
        """Return what a sending comes to.

        Errors: as `find`, and 132000, 132005 and 132012 for parameters that do not fit.
        """
        template = self.find(sending["name"], sending["language"]["code"])
        parts: dict[tuple[str, str], list[Payload]] = {}
        for number, part in enumerate(sending.get("components", [])):
            _COMPONENT(part, at("template['components']", number))
            where = (part["type"].lower(), str(part.get("index", "")))
            parts[where] = part.get("parameters", [])
        body = parts.pop(("body", ""), [])
        self._check_header(template, parts.pop(("header", ""), []))
        replies = self._replies(template, parts)
        return Filled(template, template.filled(body), [one["text"] for one in body], replies)

    def _check_header(self, template: Template, given: list[Payload]) -> None:
        header = template.header or ""
        expected = len(VARIABLE.findall(header))
        wanted = "text"
        if header in ("IMAGE", "VIDEO", "DOCUMENT"):
            expected, wanted = 1, header.lower()
        if len(given) != expected:
            raise GraphError(132000, f"header: expected {expected} parameters, got {len(given)}")
        if any(one["type"] != wanted for one in given):
            raise GraphError(132012, f"header: expected {wanted}")

    def _replies(
        self, template: Template, parts: dict[tuple[str, str], list[Payload]]
    ) -> list[tuple[str, str]]:
        """Return the quick replies as (payload, label); without a payload it is the label."""
        replies = []
        for number, (kind, label, *url) in enumerate(template.buttons):
            given = parts.pop(("button", str(number)), [])
            if kind == "QUICK_REPLY":
                payload = given[0].get("payload", label) if given else label
                replies.append((payload, label))
            elif len(given) != len(VARIABLE.findall("".join(url))):
                raise GraphError(132000, f"button {number}: wrong number of parameters")
        if parts:
            raise GraphError(132000, f"the template has no {' '.join(next(iter(parts))).strip()}")
        return replies
