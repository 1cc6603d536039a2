"""What the business sent, as the person sees it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from tests.cloudapi.errors import Payload
from tests.cloudapi.media import File
from tests.cloudapi.templates import Filled

if TYPE_CHECKING:
    from tests.cloudapi.people import Group, Person

Choice = tuple[str, str]
"""The id and the title of a button or a row."""


@dataclass
class Sent:
    """One message that was accepted; `statuses` are those told, `failure` is its code."""

    id: str
    person: "Person | Group"
    payload: Payload
    at: datetime
    by_user_id: bool
    in_window: bool
    filled: Filled | None = None
    media: File | None = None
    statuses: list[str] = field(default_factory=list)
    failure: int | None = None

    @property
    def type(self) -> str:
        return str(self.payload.get("type", "text"))

    @property
    def content(self) -> Payload:
        """What stands under the name of the type."""
        content: Payload = self.payload[self.type]
        return content

    @property
    def text(self) -> str:
        """What can be read: the body of a text or an interactive message, a caption, a template."""
        if self.filled is not None:
            return self.filled.text
        if self.type == "text":
            return str(self.content["body"])
        if self.type == "interactive":
            return str(self.content["body"]["text"])
        return str(self.content.get("caption", "")) if self.type != "contacts" else ""

    @property
    def buttons(self) -> list[Choice]:
        """Reply buttons, or the quick replies of a template."""
        if self.filled is not None:
            return self.filled.replies
        buttons = self._action.get("buttons", [])
        return [(one["reply"]["id"], one["reply"]["title"]) for one in buttons]

    @property
    def rows(self) -> list[Choice]:
        sections = self._action.get("sections", [])
        return [(row["id"], row["title"]) for one in sections for row in one["rows"]]

    @property
    def labels(self) -> list[str]:
        return [title for _, title in self.buttons + self.rows]

    @property
    def template(self) -> str | None:
        return None if self.filled is None else self.filled.template.name

    @property
    def parameters(self) -> list[str]:
        return [] if self.filled is None else self.filled.parameters

    @property
    def reply_to(self) -> str | None:
        found: str | None = self.payload.get("context", {}).get("message_id")
        return found

    @property
    def tracker(self) -> str | None:
        found: str | None = self.payload.get("biz_opaque_callback_data")
        return found

    @property
    def _action(self) -> Payload:
        action: Payload = self.content.get("action", {}) if self.type == "interactive" else {}
        return action

    def row(self, choice: str) -> Payload:
        """Return a row by its id or its title."""
        for section in self._action.get("sections", []):
            for row in section["rows"]:
                if choice in (row["id"], row["title"]):
                    found: Payload = row
                    return found
        raise AssertionError(f"no row {choice!r} in {self.labels}")

    def choice(self, label: str) -> Choice:
        """Return a button or a row by its id or its title."""
        for one in self.buttons + self.rows:
            if label in one:
                return one
        raise AssertionError(f"nothing to tap like {label!r} in {self.labels}")
