"""Files that go out, and the shapes of messages."""

from pathlib import Path

import pytest

from bot.cloudapi.composing import recipient, texts
from bot.cloudapi.graph import Button as TemplateButton
from bot.cloudapi.graph import Component, Template
from bot.cloudapi.templates import REPLIES, form_of, on_one_line
from domain.capabilities import capabilities
from domain.messages import Address, Button, OutboundMessage, Purpose
from domain.sending import Rejected
from engine import echo
from tests.cloudapi_channel.home import CloudHome
from tests.fakes import until


def _message(text: str, *buttons: Button, language: str = "pt") -> OutboundMessage:
    return OutboundMessage(
        key="k",
        address=Address(channel="whatsapp", chat="5511988887777"),
        text=text,
        purpose=Purpose.REPLY,
        buttons=buttons,
        language=language,
    )


@pytest.mark.parametrize(
    ("name", "kind", "mime"),
    [
        ("qr.png", "image", "image/png"),
        ("foto.jpg", "image", "image/jpeg"),
        ("convite.ics", "document", "text/plain"),
        ("relatorio.pdf", "document", "application/pdf"),
    ],
)
async def test_a_file_goes_out_with_its_text(
    home: CloudHome, tmp_path: Path, name: str, kind: str, mime: str
) -> None:
    await home.ask("oi")
    (tmp_path / name).write_bytes(b"content")

    await home.promises("*Aqui está*", file=str(tmp_path / name))
    await home.settled()

    sent = home.owner.last
    assert (sent.type, sent.text) == (kind, "*Aqui está*")
    assert sent.media is not None
    assert (sent.media.data, sent.media.mime) == (b"content", mime)
    assert sent.content.get("filename", name) == name
    assert sent.tracker == "promise:" + str(sent.tracker).rpartition(":")[2]


async def test_a_file_that_whatsapp_does_not_take_is_said_so(
    home: CloudHome, tmp_path: Path
) -> None:
    await home.ask("oi")
    (tmp_path / "tudo.zip").write_bytes(b"PK")

    await home.promises("Tudo o que é seu.", file=str(tmp_path / "tudo.zip"))
    await home.settled()

    assert home.owner.last.text.startswith("Tudo o que é seu.\n\n_O WhatsApp não aceita")
    assert not home.server.called("upload")


async def test_a_text_that_is_longer_than_a_caption_goes_before_its_file(
    home: CloudHome, tmp_path: Path
) -> None:
    await home.ask("oi")
    (tmp_path / "a.txt").write_bytes(b"content")

    await home.promises("palavra " * 200, file=str(tmp_path / "a.txt"))
    await home.settled()

    text, file = home.owner.sent[1:]
    assert text.text == ("palavra " * 200).strip()
    assert (file.type, file.text) == ("document", "")


@pytest.mark.parametrize("trouble", ["lose", "cut"])
async def test_an_upload_that_was_cut_off_is_done_again_and_nothing_comes_twice(
    home: CloudHome, tmp_path: Path, trouble: str
) -> None:
    await home.ask("oi")
    (tmp_path / "a.txt").write_bytes(b"content")
    getattr(home.server.troubles, trouble)(call="upload")

    await home.promises("aqui", file=str(tmp_path / "a.txt"))
    await until(lambda: home.outcome("not_sent"), what="the cut")
    await home.passes(seconds=1)
    await until(lambda: len(home.owner.sent) == 2, what="the file")
    await home.settled()

    assert home.owner.last.text == "aqui"


async def test_a_file_that_is_gone_is_no_endless_trouble(home: CloudHome, tmp_path: Path) -> None:
    await home.ask("oi")

    await home.promises("aqui", file=str(tmp_path / "gone.txt"))

    await until(lambda: home.outcome("rejected"), what="the outcome")
    await home.passes(minutes=5)
    assert home.outcome("rejected") == 1


async def test_a_file_outside_the_window_waits(home: CloudHome, tmp_path: Path) -> None:
    await home.ask("oi")
    (tmp_path / "a.txt").write_bytes(b"content")
    home.clock.advance(hours=25)

    await home.promises("aqui", file=str(tmp_path / "a.txt"), purpose=Purpose.NOTICE)

    await home.waits(window=1, template=1)


async def test_our_token_goes_to_no_place_that_is_not_metas(home: CloudHome) -> None:
    home.server.world.files.base = "http://localhost:1"
    sent = await home.owner.sends_voice(b"OggS")
    await home.settled()

    from domain.errors import SparkError

    with pytest.raises(SparkError, match="not Meta's"):
        await home.channel.fetch(sent.payload["audio"]["id"], 1000)


async def test_a_file_that_is_larger_than_asked_for_is_refused(home: CloudHome) -> None:
    from domain.errors import SparkError

    sent = await home.owner.sends_voice(b"OggS" * 1000)
    await home.settled()

    with pytest.raises(SparkError, match="larger"):
        await home.channel.fetch(sent.payload["audio"]["id"], 100)


@pytest.mark.parametrize(
    ("chat", "named"),
    [
        ("5511988887777", {"to": "+5511988887777"}),
        ("+5511988887777", {"to": "+5511988887777"}),
        ("BR.13491208655302741918", {"recipient": "BR.13491208655302741918"}),
        ("US.ENT.11815799212886844830", {"recipient": "US.ENT.11815799212886844830"}),
    ],
)
def test_a_chat_is_a_number_or_a_user_id(chat: str, named: dict[str, str]) -> None:
    assert recipient(chat) == named


@pytest.mark.parametrize("chat", ["", "owner", "5511 9888", "B.1", "../x"])
def test_anything_else_is_no_chat(chat: str) -> None:
    with pytest.raises(Rejected):
        recipient(chat)


def test_numbers_are_asked_for_in_the_persons_language() -> None:
    buttons = tuple(Button(label=f"Choice {n}", action=f"a:{n}") for n in range(11))

    (body,) = texts(_message("Which?", *buttons, language="en"), capabilities("whatsapp"))

    assert body["text"]["body"].endswith("*11.* Choice 10\n\n_Reply with the number._")


def test_titles_that_are_cut_still_differ() -> None:
    buttons = tuple(Button(label=f"Uma escolha muito longa {n}", action=f"a:{n}") for n in range(3))

    (body,) = texts(_message("Qual?", *buttons), capabilities("whatsapp"))

    titles = [one["reply"]["title"] for one in body["interactive"]["action"]["buttons"]]
    assert len(set(titles)) == 3
    assert all(len(one) <= 20 for one in titles)


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("*Oi*\n\n• um\t dois     três", "Oi · • um dois três"),
        ("\r\n \n", "…"),
        ("a" * 20, "a" * 9 + "…"),
    ],
)
def test_a_parameter_is_one_line(markup: str, line: str) -> None:
    assert on_one_line(markup, 10 if len(markup) == 20 else 100) == line


@pytest.mark.parametrize("language", ["pt", "en"])
def test_the_documented_quick_replies_are_titles_of_ours(language: str) -> None:
    ours = [one.label for one in echo.snooze_buttons(language, 1)]

    assert set(REPLIES[language]) <= set(ours)


@pytest.mark.parametrize(
    ("body", "variable"),
    [("Oi", None), ("Oi {{1}}.", "1"), ("Oi {{ text }}.", "text"), ("{{1}}, sim {{1}}.", "1")],
)
def test_a_template_has_one_place_or_none(body: str, variable: str | None) -> None:
    form = form_of(_template(Component(type="BODY", text=body)))

    assert form is not None
    assert form.variable == variable


@pytest.mark.parametrize(
    "components",
    [
        [Component(type="BODY", text="{{1}} {{2}}")],
        [Component(type="HEADER", text="{{1}}"), Component(type="BODY", text="{{1}}")],
    ],
)
def test_a_template_with_more_places_is_not_ours(components: list[Component]) -> None:
    assert form_of(_template(*components)) is None


def test_only_the_quick_replies_of_a_template_get_our_actions() -> None:
    buttons = [
        TemplateButton(type="URL", text="Site"),
        TemplateButton(type="QUICK_REPLY", text="Feito"),
    ]
    form = form_of(
        _template(Component(type="BODY", text="{{1}}."), Component(type="BUTTONS", buttons=buttons))
    )
    assert form is not None

    body = form.body(_message("x", Button(label="feito", action="done:1")))

    assert body["template"]["components"][1:] == [
        {
            "type": "button",
            "sub_type": "quick_reply",
            "index": "1",
            "parameters": [{"type": "payload", "payload": "done:1"}],
        }
    ]


def _template(*components: Component) -> Template:
    return Template(
        name="t",
        language="pt_BR",
        status="APPROVED",
        category="UTILITY",
        components=list(components),
    )
