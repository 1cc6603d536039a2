"""Texts as the test server reads them: marks, entities, units."""

from typing import TYPE_CHECKING, Any

import pytest

from tests.telegram.client import markup, refusal
from tests.telegram.html import parse_html
from tests.telegram.server import BotApiServer

if TYPE_CHECKING:
    from aiogram import Bot


BOLD: dict[str, Any] = {"type": "bold", "offset": 0, "length": 2}


async def test_a_message_is_stored_as_it_shows(server: BotApiServer, bot: "Bot") -> None:
    ana = server.user(7, started=True)
    text = "<b>🔥</b> veja https://a.example/x &lt;3  "
    sent = await bot.send_message(7, text, parse_mode="HTML", reply_markup=markup(("Ok", "ok")))
    stored = ana.chat.last
    assert sent.message_id == stored.message_id
    assert stored.text == "🔥 veja https://a.example/x <3"
    assert stored.entities[0] == BOLD
    assert stored.entities[1] == {"type": "url", "offset": 8, "length": 19}
    assert stored.labels == [["Ok"]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("é <b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("é</b>", "Unexpected end tag at byte offset 2"),
        ("<b>é</i>", 'Unmatched end tag at byte offset 5, expected "</b>", found "</i>"'),
        ("2 <", "Unclosed start tag at byte offset 2"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href='x>a</a>", "Unclosed start tag at byte offset 0"),
    ],
)
async def test_marks_that_cannot_be_read_are_refused(
    server: BotApiServer, bot: "Bot", text: str, words: str
) -> None:
    server.user(7, started=True)
    expected = f"Bad Request: can't parse entities: {words}"
    assert await refusal(bot.send_message(7, text, parse_mode="HTML")) == expected
    server.judge.forgive(words)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("<i>a</i><u>b</u><s>c</s>", ["italic", "underline", "strikethrough"]),
        ('<span class="tg-spoiler">a</span>', ["spoiler"]),
        ('<pre><code class="language-py">a</code></pre>', ["pre"]),
        ("<code>a</code>", ["code"]),
        ("<blockquote expandable>a</blockquote>", ["expandable_blockquote"]),
        ('<a href="https://a.example">a</a>', ["text_link"]),
        ('<a href="tg://user?id=7">a</a>', ["text_mention"]),
        ("<b><i>a</i> b</b>", ["bold", "italic"]),
        ("<b></b>", []),
    ],
)
def test_every_tag_of_the_manual_is_read(text: str, kinds: list[str]) -> None:
    assert [entity["type"] for entity in parse_html(text).entities] == kinds


def test_a_character_reference_is_read_as_the_real_server_does() -> None:
    assert parse_html("&lt;&#33;&#x1F525;&nbsp;&amp").text == "<!🔥&nbsp;&"


async def test_a_text_has_at_most_4096_units(server: BotApiServer, bot: "Bot") -> None:
    ana = server.user(7, started=True)
    await bot.send_message(7, "🔥" * 2048)
    await bot.send_message(7, f"<b>{'a' * 4096}</b>", parse_mode="HTML")
    too_long = bot.send_message(7, "🔥" * 2048 + "a")
    assert await refusal(too_long) == "Bad Request: message is too long"
    edit = bot.edit_message_text("a" * 4097, chat_id=7, message_id=1)
    assert await refusal(edit) == "Bad Request: MESSAGE_TOO_LONG"
    server.judge.forgive("4097 units")
    assert len(ana.chat.messages) == 2


async def test_an_empty_text_is_refused(server: BotApiServer, bot: "Bot") -> None:
    server.user(7, started=True)
    assert await refusal(bot.send_message(7, "")) == "Bad Request: message text is empty"
    assert await refusal(bot.send_message(7, " \n")) == "Bad Request: text must be non-empty"
    server.judge.forgive("text is empty")
    server.judge.forgive("text: Field required")


async def test_entities_are_taken_as_they_are(server: BotApiServer, bot: "Bot") -> None:
    from aiogram.types import MessageEntity

    ana = server.user(7, started=True)
    bold = MessageEntity(**BOLD)
    await bot.send_message(7, "🔥 a", entities=[bold])
    assert ana.chat.last.entities == [BOLD]
    wrong = MessageEntity(type="bold", offset=1, length=9)
    words = await refusal(bot.send_message(7, "🔥 a", entities=[wrong]))
    assert words.startswith("Bad Request: entity beginning at UTF-16 offset 1 ends after")
    server.judge.forgive("ends after the end")
