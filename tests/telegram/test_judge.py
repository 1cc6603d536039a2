"""The judge: what Telegram would not send or take is told, and the fixtures are as it sends."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.telegram.judge import Violation, judge_call, judge_update

UPDATES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "updates.jsonl").read_text("utf-8").splitlines()
]
NAMES = [one["name"] for one in UPDATES]
CHAT = {"id": 7, "first_name": "Ana", "type": "private"}
MESSAGE: dict[str, Any] = {"message_id": 1, "date": 1795273200, "chat": CHAT, "text": "oi"}


def test_there_are_fixtures_of_every_kind_and_each_has_its_name() -> None:
    assert len(NAMES) >= 40
    assert len(set(NAMES)) == len(NAMES)
    ids = [one["update"]["update_id"] for one in UPDATES]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("fixture", UPDATES, ids=NAMES)
def test_a_fixture_is_what_telegram_sends(fixture: dict[str, Any]) -> None:
    if fixture["name"].startswith("unknown"):
        with pytest.raises(Violation, match="is unknown to"):
            judge_update(fixture["update"])
    else:
        judge_update(fixture["update"])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"texts": "oi"}, "update.message.texts is unknown to Message"),
        ({"chat": {**CHAT, "nick": "A"}}, "update.message.chat.nick is unknown to Chat"),
        ({"chat": {**CHAT, "type": "salon"}}, "no chat is of type 'salon'"),
        ({"chat": {**CHAT, "id": -7}}, "a private chat cannot have the id -7"),
        ({"entities": [{"type": "shout", "offset": 0, "length": 1}]}, "no entity is of type"),
        ({"entities": [{"type": "bold", "offset": 1, "length": 2}]}, "ends after the end"),
        ({"reply_to_message": {**MESSAGE, "x": 1}}, "reply_to_message.x is unknown"),
        ({"date": "soon"}, "date"),
    ],
)
def test_an_update_that_telegram_would_not_send_is_refused(
    change: dict[str, Any], words: str
) -> None:
    judge_update({"update_id": 1, "message": MESSAGE})
    with pytest.raises(Violation, match=words):
        judge_update({"update_id": 1, "message": {**MESSAGE, **change}})


def button(**facts: Any) -> dict[str, Any]:
    keyboard = {"inline_keyboard": [[{"text": "Ok", "callback_data": "ok", **facts}]]}
    return {"chat_id": 7, "text": "a", "reply_markup": keyboard}


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMessage", {"chat_id": 7, "text": "a", "txt": 1}, "txt is unknown to SendMessage"),
        ("sendMessage", {"chat_id": 7}, "Field required"),
        ("sendMessage", {"chat_id": 7, "text": "a" * 4097}, "4097 units, more than 4096"),
        ("sendMessage", {"chat_id": 7, "text": "a", "parse_mode": None}, "parse_mode is null"),
        ("sendMessage", button(call_data="x"), "call_data is unknown to InlineKeyboardButton"),
        ("sendMessage", button(callback_data="é" * 33), "66 bytes, not 1 to 64"),
        ("sendMessage", button(url="https://a.example"), "needs exactly one deed"),
        ("sendMessage", button(style="loud"), "no style is called 'loud'"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "a" * 201}, "201 units"),
        ("sendChatAction", {"chat_id": 7, "action": "dancing"}, "no action is called"),
        ("setMyCommands", {"commands": [{"command": "A", "description": "b"}]}, "must match"),
        ("setMyCommands", {"commands": [{"command": "a", "description": ""}]}, "1 to 256"),
        ("getUpdates", {"allowed_updates": ["messages"]}, "no update is called 'messages'"),
        ("getUpdates", {"limit": 101}, "limit is 101, not 1 to 100"),
        ("setWebhook", {"url": "https://a.example", "secret_token": "a b"}, "secret_token"),
        ("sendDocument", {"chat_id": 7, "document": "x", "caption": "a" * 1025}, "1025 units"),
        ("sendEverything", {}, "no method is called so"),
    ],
)
def test_a_call_that_breaks_a_rule_is_told(method: str, params: dict[str, Any], words: str) -> None:
    assert any(words in fault for fault in judge_call(method, params)), judge_call(method, params)


def test_a_good_call_has_no_fault() -> None:
    assert judge_call("sendMessage", button(style="primary")) == []
