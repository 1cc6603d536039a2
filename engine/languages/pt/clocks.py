"""How Portuguese says times of the day, and from when to when."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar import clocks
from engine.grammar.productions import Row, rows
from engine.grammar.values import Clock, Length, Part, When

_MOST_LASTING = 6 * 3600
_AT = "(as|pras|aas|das|pelas | pra as | la pras | la pelas | ali pelas | por volta das | perto das | umas | la pra umas)"


def clock_times() -> Iterator[Row]:
    """Yield the productions of times of the day."""
    yield from rows(
        "hour",
        ("<int>", lambda hour: hour if hour <= 24 else None),
        ("<small>", int),
        ("vinte [e <small>]", lambda unit: 20 + (unit or 0) if (unit or 0) <= 4 else None),
    )
    yield from rows(
        "minute",
        ("<d2>", lambda minute: minute if minute <= 59 else None),
        ("<number>", lambda minute: minute if 1 <= minute <= 59 else None),
        ("meia", lambda: 30),
    )
    yield from rows(
        "written_clock",  # with a sign that makes it a time wherever it stands
        ("<int> ~ h|hs|hr [~ <d2>] [min|m|hs|h]", clocks.clock),
        ("<int> h|hs|hr|horas [e <minute>] [minutos|min]", clocks.clock),
        ("<int> : <d2> [: <d2>] [h|hs|hr|horas|hora]", clocks.clock),
        ("<int> : <d2> h|hs|hr <d2>", lambda *_: None),
        ("<int> ~ h ~ <d2> ~ m", clocks.clock),
        ("<hour> horas [e <minute>] [em ponto]", clocks.bare),
        ("<hour> e meia [em ponto]", lambda hour: clocks.bare(hour, 30), 0.3),
        ("uma hora", lambda: None),
        ("<written_clock> em ponto", lambda at: at),
    )
    yield from rows(
        "bare_clock",  # a number that is a time only after "às" or beside a day
        ("<hour> [e <minute>]", clocks.bare),
        ("<int> . <d2>", clocks.clock),
        ("<d2> <d2>", _dictated),
        ("<minute> [minutos|min] (pra as|a | pro|pras|pra) <hour> [horas|h]", clocks.before),
        (
            "<minute> [minutos|min] (pro | pra o | pra) meio dia",
            lambda left: clocks.before(left, 12),
        ),
        ("<minute> [minutos|min] (pra|pra a) meia noite", lambda left: clocks.clock(23, 60 - left)),
        ("meia", lambda: None),
    )
    yield from rows(
        "clock",
        ("<written_clock>", lambda at: at),
        ("<bare_clock>", lambda at: at),
        ("meio dia [e <minute>]", _noon),
        ("meia noite [e <minute>]", lambda minute: clocks.clock(24 if not minute else 0, minute)),
    )
    yield from rows(
        "time",
        (
            "[as|das|pelas] <written_clock> , [uns|umas] <length> $",
            lambda at, length: (
                When(clock=at, length=length) if 0 < length.seconds <= _MOST_LASTING else None
            ),
            1.3,
        ),
        (f"{_AT} <written_clock>", _at),
        ("a <written_clock>", _at, 0.7),
        ("[de|pra] <written_clock>", _at, 0.9),
        ("umas <written_clock>", _at),
        (f"{_AT} <bare_clock> [horas|hora|hs|h|hrs]", _at),
        (
            "[as|la pelas|pelas] <minute> [minutos|min] (pras | pra as|a | pras as) <hour> [horas|h|hs]",
            lambda left, hour: _at(clocks.before(left, hour)),
        ),
        ("a uma [hora] [e <minute>]", lambda minute: _at(clocks.bare(1, minute))),
        ("<bare_clock>", lambda at: When(clock=at, weak=True), 0.5),
        (f"[{_AT}] [a|de] <clock> [horas] da|de|na <day_part>", _at_part),
        (f"[{_AT}] [a] <clock> am", lambda at: _meridiem(at, afternoon=False)),
        (f"[{_AT}] [a] <clock> pm", lambda at: _meridiem(at, afternoon=True)),
        ("antes (das|da|do | de as) <clock>", lambda at: When(clock=at), 1.05),
        (
            "quando (for|der|forem|derem|chegar|bater) [as|a|umas | la pelas | mais ou menos] <clock> [horas]",
            lambda at: When(clock=at),
            1.05,
        ),
        ("[ao|pro|no|a|o] meio dia [e <minute>]", lambda minute: When(clock=_noon(minute))),
        ("[apos|depois] [ao|do|o] meio dia", lambda: When(part=Part.NOON)),
        ("[a|as|pra|na|da] meia noite", lambda: When(part=Part.MIDNIGHT)),
        ("[a|as] meia noite e <minute>", lambda minute: When(clock=clocks.clock(0, minute))),
        (
            f"[{_AT}] <minute> (pro | pra o | pra) meio dia",
            lambda left: When(clock=clocks.before(left, 12)),
        ),
    )


def _dictated(hour: int, minute: int) -> Clock | None:
    """Return a time dictated without a sign: "19 30"."""
    return clocks.clock(hour, minute) if minute % 5 == 0 and hour < 24 else None


def _noon(minute: int | None) -> Clock | None:
    return clocks.clock(12, minute)


def _at(at: Clock | None) -> When | None:
    return When(clock=at) if at else None


def _at_part(at: Clock, part: Part) -> When:
    return When(clock=at, part=part)


def _meridiem(at: Clock, *, afternoon: bool) -> When | None:
    found = clocks.meridiem(at, afternoon=afternoon)
    return When(clock=found) if found else None


def spans() -> Iterator[Row]:
    """Yield the productions of spans: from one time to another, and how long."""
    yield from rows(
        "time",
        (
            "(das|de|da|dsa | entre as | entre) <clock> [horas|hs] (as|ate|a|ao|e | ate as | ate a | ate o | e as | pras) <clock> [horas|hs]",
            _span,
        ),
        ("<written_clock> (as|ate|a | ate as) <clock>", _span),
        ("<bare_clock> (as | ate as) <bare_clock>", _weak_span),
        (
            "(saida|ida|comeco|inicio|entrada) [as|:] <clock> [,|e] (volta|retorno|fim|termino|saida|chegada) [as|:] <clock>",
            _span,
            1.1,
        ),
        ("<clock> ~ -|– ~ <written_clock>", _span),
        ("<written_clock> -|– <written_clock>", _span),
        (
            "(das|de|da | entre as) <clock> (as|ate|a | ate as | e) <clock> [horas] da <day_part>",
            _span_part,
        ),
        ("por|durante <length>", lambda length: When(length=length)),
        ("(com | de) [duracao de] <length> [de duracao] !de", _duration, 0.8),
        ("[deve|vai|deveria] durar [uns|umas] <length>", lambda length: When(length=length)),
        ("duracao de|: <length>", lambda length: When(length=length)),
        ("dura|durando|duracao [de] <length>", lambda length: When(length=length)),
        (
            "[deve|vai|deveria] (leva|levar|demora|demorar|dura|durar|ocupa|ocupar|toma|tomar|gasta|sao|e) [no maximo] (uns|umas | cerca de | mais ou menos | por volta de | quase | no maximo) <length>",
            lambda length: When(length=length),
        ),
        ("(leva|demora|dura) <length> $", lambda length: When(length=length)),
        ("<length> de duracao", lambda length: When(length=length)),
        ("<length>", lambda length: When(length=length, weak=True), 0.6),
    )


def _duration(length: Length) -> When | None:
    return When(length=length, weak=True)


def _span(first: Clock, last: Clock) -> When | None:
    return When(clock=first, end_clock=last)


def _weak_span(first: Clock, last: Clock) -> When | None:
    return When(clock=first, end_clock=last, weak=True)


def _span_part(first: Clock, last: Clock, part: Part) -> When:
    return When(clock=first, end_clock=last, part=part)


def productions() -> Iterator[Row]:
    """Yield every production of this module."""
    yield from clock_times()
    yield from spans()
