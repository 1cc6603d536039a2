"""Markdown of models in neutral markup: styles where they are meant, every word kept."""

from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.rendering import parts
from domain.markup import plain
from engine.markdown import LONGEST, neutral

SHOWN = {
    "bold and italic": ("It is **forty-two**, _really_.", "It is *forty-two*, _really_."),
    "struck out": ("~~foi~~ fui", "~foi~ fui"),
    "nested emphasis": ("**a _b_ c**", "*a b c*"),
    "bold inside italic": ("*a **b** c*", "_a_ *b* _c_"),
    "bold and italic at once": ("***a***", "*a*"),
    "code in a line": ("use `a*b`", r"use `a\*b`"),
    "code in bold": ("**use `ls` now**", "*use* `ls` *now*"),
    "a block of code": ("a\n```python\nx * 2\n```\nb", "a\n```\nx \\* 2\n```\nb"),
    "a fence of no language": ("```leite e\npão\n```", "```\nleite e\npão\n```"),
    "a heading": ("# Plano **B**\ntexto", "*Plano B*\ntexto"),
    "a heading apart": ("a\n\n## B\n\nc", "a\n\n*B*\n\nc"),
    "bullets": ("- um\n* dois\n+ três", "• um\n• dois\n• três"),
    "a list in a list": ("- um\n  - dois\n- três", "• um\n  • dois\n• três"),
    "numbers": ("3. três\n4. quatro", "3. três\n4. quatro"),
    "numbers all the same": ("1. um\n1. dois", "1. um\n2. dois"),
    "zero": ("0. nada\n1. um", "0. nada\n1. um"),
    "tasks": ("- [ ] leite\n- [x] pão", "• ☐ leite\n• ☑ pão"),
    "a quotation": ("> um\n> dois\n\ntrês", "> um\n> dois\n\ntrês"),
    "a link": ("see [the page](https://a.org/b_c)", r"see the page (https://a.org/b\_c)"),
    "a link in bold": ("**[a](http://b.c)**", "*a* (http://b.c)"),
    "a link with a title": ('[a](http://b.c "d")', "a (http://b.c, d)"),
    "a link named as itself": ("[http://b.c](http://b.c)", "http://b.c"),
    "an address": ("<https://a.org>", "https://a.org"),
    "a mail address": ("<ana@a.org>", "ana@a.org"),
    "a definition of a link": ("[a]: http://b.c", "[a]: http://b.c"),
    "an image": ("![um gato](http://b.c/g.png)", "um gato (http://b.c/g.png)"),
    "raw HTML": ("<b>oi</b><script>x()</script>", "<b>oi</b><script>x()</script>"),
    "a table": ("| A | B |\n|---|---|\n| 1 | **2** |", "*A | B*\n• 1 | *2*"),
    "a cell too many": ("| A |\n|---|\n| 1 | 2 |", "*A*\n• 1 | 2"),
    "a line across": ("a\n\n---\n\nb", "a\n\n———\n\nb"),
    "dashes below a line": ("a\n---\nb", "a\n———\nb"),
    "sums and names": ("2 * 3 * 4 and snake_case_name", r"2 \* 3 \* 4 and snake\_case\_name"),
    "about so much": ("~10 km, ~1 h", r"\~10 km, \~1 h"),
    "never closed": ("never **closed", r"never \*\*closed"),
    "never opened": ("never opened**", r"never opened\*\*"),
    "blanks inside the marks": ("** no ** and `  `", r"\*\* no \*\* and   "),
    "a line pushed in": ("    four blanks", "four blanks"),
    "signs of HTML": ("a &amp; b &lt; c", "a & b < c"),
    "nothing": ("", ""),
}
PARTIAL = {
    "an open bold": ("This is **bol", "This is *bol*"),
    "half a closing": ("This is **bold*", "This is *bold*"),
    "a mark alone": ("This is **", "This is"),
    "an open italic in an open bold": ("**a *b", "*a b*"),
    "an open code": ("write `ls", "write `ls`"),
    "an open block": ("so:\n\n```py\nx = 1", "so:\n\n```\nx = 1\n```"),
    "a fence alone": ("so:\n\n``", "so:"),
    "half a link": ("see [the page](http", "see the page"),
    "half the name of a link": ("see [the pa", "see the pa"),
    "a bullet alone": ("- um\n-", "• um"),
    "a heading's sign alone": ("um\n\n##", "um"),
    "a sum": ("2 * 3 is", r"2 \* 3 is"),
    "nothing open": ("**a** b", "*a* b"),
}
PIECES = st.sampled_from(
    [
        *("amor", "bolo", "ção", "k", "7", " ", " ", "\n", "\n\n", "\t"),
        *("*", "**", "_", "__", "~~", "~", "`", "```", "\\", "|", "-", "---", "#", "##", ">"),
        *("- ", "1. ", "[", "]", "(", ")", "](", "![", "<", "</", ":", "|---|---|\n", "    "),
    ]
)


@pytest.mark.parametrize(("markdown", "shown"), SHOWN.values(), ids=SHOWN)
def test_markdown_is_shown_as_meant(markdown: str, shown: str) -> None:
    assert neutral(markdown) == shown


@pytest.mark.parametrize(("markdown", "shown"), PARTIAL.values(), ids=PARTIAL)
def test_an_unfinished_text_looks_as_it_will(markdown: str, shown: str) -> None:
    assert neutral(markdown, is_partial=True) == shown


def test_while_a_text_grows_no_mark_is_seen() -> None:
    text = "# Plano\n\nCompre **pão e leite** e *volte*:\n\n- `um`\n- ~~dois~~ [x y](http://b.c)"

    grown = [plain(neutral(text[:end], is_partial=True)) for end in range(len(text) + 1)]

    assert not [one for one in grown if set("*_`#~[]") & set(one)]


@given(st.lists(PIECES, max_size=60).map("".join), st.booleans())
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost(markdown: str, is_partial: bool) -> None:  # noqa: FBT001 - drawn
    shown = plain(neutral(markdown))

    assert _letters(shown) == _letters(markdown)
    assert parts(neutral(markdown, is_partial=is_partial)) is not None


def _letters(text: str) -> str:
    return "".join(sorted(letter for letter in text if letter.isalpha()))


def test_what_is_too_long_ends_between_words_with_its_marks_closed() -> None:
    shown = neutral("**" + "palavra " * 2000 + "**")

    assert len(plain(shown)) <= LONGEST
    assert shown.startswith("*palavra")
    assert shown.endswith("palavra*…")


def test_a_hundred_kilobytes_take_less_than_a_tenth_of_a_second() -> None:
    text = "Uma frase **forte** com palavras e *mais* coisas.\n\n- item\n\n" * 1700
    neutral("the parser is loaded")

    begin = thread_time()
    neutral(text)

    assert thread_time() - begin < 0.1


@pytest.mark.parametrize("sign", ["[", "![", "**a", "_a", ">", "- ", "<", "[a](", "`", "\\", "~~a"])
def test_signs_without_end_are_shown_in_bounded_time(sign: str) -> None:
    begin = thread_time()
    neutral(sign * LONGEST, is_partial=True)

    assert thread_time() - begin < 2.0
