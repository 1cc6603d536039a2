from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.rendering import LONGEST, MOST_ENTITIES, keyboard, parts, units
from domain.markup import escape, plain
from domain.messages import Button

LETTERS = st.sampled_from([*"ab c\n*_~`\\", "é", "💡", "👩‍👩‍👧", "👍🏽", "e\u0301"])


def test_styles_become_entities_counted_in_utf_16_units() -> None:
    (part,) = parts("💡 *pagar o boleto*, _sexta_")

    assert part.text == "💡 pagar o boleto, sexta"
    assert part.entities == (
        {"type": "bold", "offset": 3, "length": 14},
        {"type": "italic", "offset": 19, "length": 5},
    )


def test_code_and_what_is_struck_out_become_entities() -> None:
    (part,) = parts("~foi~ `fui`\n```\nfomos\n```\nfim")

    assert part.text == "foi fui\nfomos\nfim"
    assert [(one["type"], one["offset"], one["length"]) for one in part.entities] == [
        ("strikethrough", 0, 3),
        ("code", 4, 3),
        ("pre", 8, 5),
    ]


def test_a_message_has_no_more_entities_than_telegram_keeps() -> None:
    (part,) = parts("*a* " * 300)

    assert len(part.entities) == MOST_ENTITIES


def test_five_thousand_emoji_with_unbalanced_marks_go_out_whole() -> None:
    text = "*" + "💡" * 5000

    cut = parts(text)

    assert [units(part.text) <= LONGEST for part in cut] == [True] * 3
    assert "".join(part.text for part in cut) == text


def test_a_long_text_is_cut_between_lines() -> None:
    lines = [f"{number}. " + "palavra " * 10 for number in range(100)]

    cut = parts("\n".join(lines))

    assert len(cut) > 1
    assert all(part.text[0].isdigit() for part in cut)


@given(st.lists(LETTERS, max_size=400).map("".join), st.integers(20, 60))
def test_nothing_is_lost_and_no_part_is_too_long(text: str, longest: int) -> None:
    cut = parts(text, longest)

    assert all(units(part.text) <= longest and part.text.strip() for part in cut)
    assert "".join("".join(part.text.split()) for part in cut) == "".join(plain(text).split())
    for part in cut:
        for entity in part.entities:
            assert 0 <= entity["offset"] < entity["offset"] + entity["length"]
            assert entity["offset"] + entity["length"] <= units(part.text)


@given(st.text(max_size=200))
def test_what_a_person_wrote_comes_back_as_it_was(text: str) -> None:
    shown = "".join(part.text for part in parts(escape(text)))

    assert shown == text.strip()


def test_buttons_stand_in_rows_that_a_phone_shows() -> None:
    buttons = tuple(
        Button(label=label, action=f"x:{label}")
        for label in ("Feito", "+10 min", "+1 h", "Hoje à noite", "Amanhã")
    )

    rows = (keyboard(buttons) or {})["inline_keyboard"]

    assert [[button["text"] for button in row] for row in rows] == [
        ["Feito", "+10 min", "+1 h"],
        ["Hoje à noite", "Amanhã"],
    ]
    assert keyboard(()) is None


def test_a_button_may_begin_a_row_of_its_own() -> None:
    buttons = (
        Button(label="Undo", action="undo:1"),
        Button(label="7:00", action="x", new_row=True),
        Button(label="8:00", action="y"),
    )

    rows = (keyboard(buttons) or {})["inline_keyboard"]

    assert [[button["text"] for button in row] for row in rows] == [["Undo"], ["7:00", "8:00"]]
