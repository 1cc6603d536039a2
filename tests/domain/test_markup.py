import pytest

from domain.markup import Span, Style, escape, parse, plain

BOLD, ITALIC = Style.BOLD, Style.ITALIC
STRUCK, CODE, BLOCK = Style.STRUCK, Style.CODE, Style.BLOCK


@pytest.mark.parametrize(
    ("markup", "spans"),
    [
        ("", []),
        ("milk", [Span(text="milk")]),
        ("*milk*", [Span(text="milk", style=BOLD)]),
        ("buy _now_!", [Span(text="buy "), Span(text="now", style=ITALIC), Span(text="!")]),
        ("*a* _b_", [Span(text="a", style=BOLD), Span(text=" "), Span(text="b", style=ITALIC)]),
        ("2 * 3", [Span(text="2 * 3")]),
        ("**", [Span(text="**")]),
        (r"\*milk\*", [Span(text="*milk*")]),
        (r"*2 \* 3*", [Span(text="2 * 3", style=BOLD)]),
        ("a\\", [Span(text="a\\")]),
        ("*a_b*", [Span(text="a_b", style=BOLD)]),
        ("~foi~ fui", [Span(text="foi", style=STRUCK), Span(text=" fui")]),
        ("~10 km, ~1 h", [Span(text="~10 km, ~1 h")]),
        ("`a*b*`", [Span(text="a*b*", style=CODE)]),
        ("`a\nb`", [Span(text="`a\nb`")]),
        (
            "x\n```\na\n\\`\n```\ny",
            [Span(text="x\n"), Span(text="a\n`", style=BLOCK), Span(text="\ny")],
        ),
        ("```\na", [Span(text="```\na")]),
        ("a ```b```", [Span(text="a ```b```")]),
    ],
    ids=[
        "nothing",
        "plain",
        "bold",
        "italic inside",
        "two styles",
        "a mark that is never closed",
        "an empty pair",
        "escaped marks",
        "an escaped mark inside",
        "a backslash at the end",
        "the other mark inside",
        "struck out",
        "about so much, twice",
        "code",
        "no code over two lines",
        "a block of code",
        "a block that is never closed",
        "fences inside a line",
    ],
)
def test_markup_is_split_into_spans(markup: str, spans: list[Span]) -> None:
    assert parse(markup) == spans


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "_",
        "\\",
        "~1 h~",
        "`ls`",
        "```\nls\n```",
        "snake_case_name",
        "2*3*4",
        "\\*",
        "\\\\",
        "C:\\new\\",
        "😀*_\n_*",
        "",
    ],
)
def test_what_is_escaped_is_read_back_literally(text: str) -> None:
    assert plain(escape(text)) == text
    assert plain(f"*{escape(text)}*") == (text or "**")


def test_plain_text_has_no_marks() -> None:
    assert plain(r"*Done:* _call Ana_ \*") == "Done: call Ana *"
