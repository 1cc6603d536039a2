"""`sparkone understand`: what the grammar makes of sentences, without storing anything."""

import argparse
import io
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.explanation import told
from domain.errors import UnknownZone
from domain.frozen import dataclass
from engine.grammar.explaining import explain
from engine.grammar.reading import Intent, Reading, TimeRead
from engine.grammar.understanding import understand
from engine.zones import zone as zone_named

SUMMARY = "show what sentences are understood as; nothing is stored"
USAGE = 2
EPILOG = """\
examples:
  sparkone understand "me lembra de pagar o boleto sexta 8 e meia"
  sparkone understand --json --now 2026-11-27T08:29 --zone Europe/Lisbon "dentist at 3pm"
  sparkone understand --json < sentences.txt

Without sentences every line of input is answered by one line, at once. With --json a line may
be an object that brings its own circumstances; what it lacks is taken from the options:
  {"text": "dentist at 3pm", "now": "2026-11-27T08:29", "zone": "Europe/Lisbon", "lang": "en"}

The JSON has: text, intent, title, at, end (local times with offset, or dates), rrule (RFC 5545),
grain, place, people, priority, list, items, query, span (characters of the text), confidence
(0 to 1), ask (what would be asked before acting), times (all that were found) and more (further
records of the same message).

exit status: 0; 1 where a line could not be used; 2 for bad options."""
_LOCAL_ZONE = Path("/etc/localtime")
_LABELS = {
    "pt": {"at": "quando", "end": "até", "rrule": "regra", "ask": "falta saber"},
    "en": {"at": "when", "end": "until", "rrule": "rule", "ask": "to be asked"},
}
_INTENTS_PT = {
    "reminder": "lembrete", "task": "tarefa", "event": "evento", "note": "nota",
    "list_add": "lista", "query": "consulta", "complete": "concluir", "snooze": "adiar",
    "cancel": "cancelar", "change": "mudar", "preference": "preferência", "brief": "resumo",
    "coach": "conselho", "help": "ajuda", "none": "nada a fazer", "share": "compartilhar",
    "invitation": "convite",
}  # fmt: skip


class _BadInput(ValueError):
    """An option or a line that cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """A sentence and the circumstances in which it is said."""

    text: str
    now: datetime
    zone: ZoneInfo
    language: str | None


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG
    parser.add_argument("text", nargs="*", help="sentences; without any, one a line from input")
    parser.add_argument(
        "--now", metavar="ISO", help="the moment it is said, such as 2026-11-27T08:29"
    )
    parser.add_argument("--zone", metavar="ZONE", help="time zone, such as America/Sao_Paulo")
    parser.add_argument("--lang", choices=("pt", "en"), help="language (default: by the words)")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    parser.add_argument(
        "--explain",
        action="store_true",
        help="show the tokens, the rules that fitted and the readings that lost",
    )


def run(options: argparse.Namespace) -> int:
    """Print a reading for each sentence; 2 for bad options, 1 where a line was bad."""
    try:
        zone = _zone(options.zone) if options.zone else _machine_zone()
        _now(options.now, zone)
    except _BadInput as fault:
        print(f"sparkone understand: {fault}", file=sys.stderr)  # noqa: T201 - the complaint
        return USAGE
    failed = 0
    for line in options.text or _lines():
        try:
            sentence = _sentence(line, options, zone)
        except _BadInput as fault:
            print(f"sparkone understand: {fault}", file=sys.stderr)  # noqa: T201 - the complaint
            failed = 1
            _print(Reading(text=line, language="en", intent=Intent.NONE), as_json=options.json)
            continue
        reading = understand(
            sentence.text, now=sentence.now, zone=sentence.zone, language=sentence.language
        )
        _print(reading, as_json=options.json)
        if options.explain and not options.json:
            _explain(sentence)
    return failed


def _lines() -> Iterator[str]:
    """Yield the lines of standard input as UTF-8; bad bytes become lone surrogates."""
    buffer = getattr(sys.stdin, "buffer", None)
    if buffer is None:
        yield from (line.rstrip("\r\n") for line in sys.stdin)
        return
    with io.TextIOWrapper(
        buffer, encoding="utf-8", errors="surrogateescape", newline="\n"
    ) as stream:
        for line in stream:
            yield line.rstrip("\r\n")


def _sentence(line: str, options: argparse.Namespace, zone: ZoneInfo) -> _Sentence:
    if not (options.json and not options.text and line.lstrip().startswith("{")):
        return _Sentence(text=line, now=_now(options.now, zone), zone=zone, language=options.lang)
    given = _json_object(line)
    zone = _zone(given["zone"]) if given.get("zone") else zone
    return _Sentence(
        text=given["text"],
        now=_now(given.get("now") or options.now, zone),
        zone=zone,
        language=given.get("lang") or options.lang,
    )


def _json_object(line: str) -> dict[str, str]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise _BadInput(f"this line is no JSON ({type(fault).__name__}): mend it") from None
    texts = all(isinstance(given.get(key) or "", str) for key in ("text", "now", "zone", "lang"))
    if not isinstance(given.get("text"), str) or not texts:
        raise _BadInput('a JSON line needs a "text"; "now", "zone" and "lang" are texts too')
    return given  # type: ignore[no-any-return]  # checked: the keys that are read are texts


def _zone(name: str) -> ZoneInfo:
    try:
        return zone_named(name)
    except UnknownZone:
        raise _BadInput(f"unknown zone {name!r}: use a name such as America/Sao_Paulo") from None


def _machine_zone() -> ZoneInfo:
    """Return the zone of $TZ, else that which /etc/localtime points to, else UTC."""
    name = os.environ.get("TZ", "").removeprefix(":")
    if not name and _LOCAL_ZONE.is_symlink():
        name = str(_LOCAL_ZONE.resolve()).partition("zoneinfo/")[2]
    try:
        return zone_named(name) if name else ZoneInfo("UTC")
    except UnknownZone:
        return ZoneInfo("UTC")


def _now(text: str | None, zone: ZoneInfo) -> datetime:
    """Return the moment; without an offset it is wall time in the zone."""
    if text is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _BadInput(f"bad time {text!r}: write it as 2026-11-27T08:29") from None


def _print(reading: Reading, *, as_json: bool) -> None:
    text = json.dumps(_record(reading)) if as_json else _in_words(reading)
    print(text, flush=True)  # noqa: T201 - this is its job


def _explain(sentence: _Sentence) -> None:
    explained = explain(
        sentence.text, now=sentence.now, zone=sentence.zone, language=sentence.language
    )
    for line in told(explained):
        print(line.encode("utf-8", "replace").decode())  # noqa: T201 - this is its job


def _record(reading: Reading) -> dict[str, Any]:
    return {
        "text": reading.text,
        "intent": reading.intent.value,
        "title": reading.title,
        "at": _time(reading.at),
        "end": _time(reading.end),
        "rrule": reading.rrule,
        "grain": reading.grain.value if reading.grain else None,
        "place": reading.place,
        "people": list(reading.people),
        "priority": reading.priority.value if reading.priority else None,
        "list": reading.list,
        "items": list(reading.items),
        "query": reading.query.value if reading.query else None,
        "span": list(reading.span) if reading.span else None,
        "confidence": reading.confidence,
        "ask": reading.ask,
        "times": [_time_read(one) for one in reading.times],
        "more": [_record(one) for one in reading.more],
    }


def _time_read(one: TimeRead) -> dict[str, Any]:
    return {
        "span": list(one.span),
        "at": _time(one.at),
        "end": _time(one.end),
        "grain": one.grain.value if one.grain else None,
        "rrule": one.rrule,
    }


def _time(moment: datetime | date | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds")
    return moment.isoformat() if moment else None


def _in_words(reading: Reading) -> str:
    labels = _LABELS.get(reading.language, _LABELS["en"])
    intent = reading.intent.value
    name = _INTENTS_PT.get(intent, intent) if reading.language == "pt" else intent.replace("_", " ")
    parts = [name if reading.query is None else f"{name} ({reading.query.value})"]
    parts.extend(one for one in (reading.title, reading.list, ", ".join(reading.items)) if one)
    for key, value in (
        ("at", _time(reading.at)),
        ("end", _time(reading.end)),
        ("rrule", reading.rrule),
        ("ask", reading.ask),
    ):
        if value:
            parts.append(f"{labels[key]}: {value}")
    line = " · ".join(parts).encode("utf-8", "replace").decode()
    return "\n".join([line, *(f"  + {_in_words(one)}" for one in reading.more)])
