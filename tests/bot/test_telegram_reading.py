"""What each kind of update is to us; the fixtures have the shape of real ones, judged as such."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.telegram.reading import Bot, Membership, Migration, read
from bot.telegram.updates import decode_update
from domain.messages import InboundMessage, Kind
from domain.origin import Origin

LATER = datetime(2030, 1, 1, tzinfo=UTC)
DATA = Path(__file__).parents[1] / "telegram" / "data" / "updates.jsonl"
UPDATES: dict[str, dict[str, Any]] = {
    line["name"]: line["update"] for line in map(json.loads, DATA.read_text().splitlines())
}
WORDS = [
    "private text in Portuguese",
    "private text in English",
    "private text with emoji",
    "command",
    "command with arguments",
    "deep link start",
    "text with every mark",
    "private reply with a quote",
]
ADDRESSED = [
    "group mention",
    "group command for the bot",
    "group reply to the bot",
    "topic reply to the bot",
]
NOT_OURS = [
    "group chatter",
    "group command for another bot",
    "topic created",
    "anonymous administrator",
    "automatic forward of a channel post",
    "channel post",
    "callback query of an inline message",
    "reaction removed",
    "anonymous reactions counted",
    "dice",
    "poll",
    "poll answer",
    "member joined",
    "service message: pinned",
    "service message: timer",
    "inline query",
    "join request",
    "unknown kind of update",
    "unknown content of a message",
]
FORWARDED = ["forwarded from a user", "forwarded from a hidden user", "forwarded from a channel"]
FILES = {
    "voice": "voice",
    "audio": "audio",
    "photo in sizes": "photo",
    "photo with a caption": "photo",
    "document": "document",
    "video": "video",
    "video note": "video",
    "animation": "video",
    "sticker": "sticker",
}


def bot() -> Bot:
    said = UPDATES["group reply to the bot"]["message"]["reply_to_message"]["from"]
    return Bot(id=said["id"], username=said["username"])


def reading(name: str) -> Any:
    return read(decode_update(msgspec.json.encode(UPDATES[name])), bot(), LATER)


@pytest.mark.parametrize("name", WORDS)
def test_words_in_private_are_the_persons_own(name: str) -> None:
    update = UPDATES[name]
    found = reading(name)

    assert isinstance(found, InboundMessage)
    assert found.text == update["message"]["text"]
    assert (found.kind, found.origin, found.private) == (Kind.WORDS, Origin.OWNER, None)
    assert found.sender == found.address.chat == str(update["message"]["from"]["id"])
    assert found.key == f"{bot().id}:{update['update_id']}:{update['message']['message_id']}"
    assert found.received_at == datetime.fromtimestamp(update["message"]["date"], UTC)


def test_a_message_that_comes_at_once_is_said_now() -> None:
    update = decode_update(msgspec.json.encode(UPDATES["command"]))
    now = datetime.fromtimestamp(UPDATES["command"]["message"]["date"], UTC)

    found = read(update, bot(), now + timedelta(seconds=2))

    assert isinstance(found, InboundMessage)
    assert found.received_at == now + timedelta(seconds=2)


@pytest.mark.parametrize("name", ADDRESSED)
def test_in_a_group_what_is_addressed_to_us_comes_without_our_name(name: str) -> None:
    found = reading(name)

    assert isinstance(found, InboundMessage)
    assert found.private is not None
    assert found.private.chat == found.sender
    assert found.address.chat.startswith("-")
    assert f" @{bot().username}" not in f" {found.text}" or found.text.startswith("/")


@pytest.mark.parametrize("name", NOT_OURS)
def test_what_is_not_for_us_is_nothing(name: str) -> None:
    assert reading(name) is None


@pytest.mark.parametrize("name", FORWARDED)
def test_forwarded_words_are_somebody_elses(name: str) -> None:
    assert reading(name).origin is Origin.THIRD_PARTY


@pytest.mark.parametrize("name", FILES)
def test_a_file_comes_with_what_is_known_of_it(name: str) -> None:
    found = reading(name)

    assert found.kind is Kind.FILE
    assert found.attachment.kind == FILES[name]
    assert found.attachment.file


def test_of_a_photo_the_largest_size_is_meant_and_its_caption_is_words() -> None:
    sizes = UPDATES["photo with a caption"]["message"]["photo"]
    found = reading("photo with a caption")

    largest = max(sizes, key=lambda size: size["file_size"])
    assert found.attachment.file == largest["file_id"]
    assert found.text == UPDATES["photo with a caption"]["message"]["caption"]


def test_an_edit_names_the_message_it_changes() -> None:
    found = reading("edited")

    assert found.kind is Kind.EDIT
    assert (
        found.concerns == found.external == str(UPDATES["edited"]["edited_message"]["message_id"])
    )


def test_a_press_names_the_message_with_the_button() -> None:
    query = UPDATES["callback query in private"]["callback_query"]
    found = reading("callback query in private")

    assert found.callback == query["data"]
    assert found.concerns == str(query["message"]["message_id"])
    assert found.sender == str(query["from"]["id"])
    assert reading("callback query in a group").private is not None


def test_a_new_reaction_is_its_emoji() -> None:
    found = reading("reaction added")

    assert found.kind is Kind.REACTION
    assert found.text == UPDATES["reaction added"]["message_reaction"]["new_reaction"][-1]["emoji"]


@pytest.mark.parametrize("name", ["location", "live location", "venue"])
def test_a_place_has_its_degrees(name: str) -> None:
    found = reading(name)

    assert found.kind is Kind.LOCATION
    assert -90 <= found.attachment.latitude <= 90
    assert -180 <= found.attachment.longitude <= 180


def test_a_contact_has_its_name_and_number() -> None:
    found = reading("contact")

    assert found.kind is Kind.CONTACT
    assert found.attachment.name
    assert found.attachment.phone


def test_a_private_chat_is_one_whatever_its_topics() -> None:
    said = UPDATES["private text in English"]
    message = {**said["message"], "message_thread_id": 5, "is_topic_message": True}
    update = decode_update(msgspec.json.encode({**said, "message": message}))

    found = read(update, bot(), LATER)

    assert isinstance(found, InboundMessage)
    assert found.address.chat == found.sender


def test_a_topic_is_a_chat_of_its_own() -> None:
    message = UPDATES["topic reply to the bot"]["message"]
    topic = f"{message['chat']['id']}/{message['message_thread_id']}"

    assert reading("topic reply to the bot").address.chat == topic


@pytest.mark.parametrize(
    ("name", "is_open"),
    [
        ("bot blocked", False),
        ("bot unblocked", True),
        ("bot added to a group", True),
        ("bot removed from a supergroup", False),
    ],
)
def test_who_takes_our_messages_and_who_does_not(name: str, *, is_open: bool) -> None:
    found = reading(name)

    assert isinstance(found, Membership)
    assert found.is_open is is_open


def test_a_group_that_moved_says_where() -> None:
    found = reading("service message: migrated to")

    message = UPDATES["service message: migrated to"]["message"]
    assert found == Migration(old=found.old, chat=str(message["migrate_to_chat_id"]))
    assert found.old.chat == str(message["chat"]["id"])


@pytest.mark.parametrize("name", UPDATES)
def test_no_update_is_unreadable(name: str) -> None:
    reading(name)
