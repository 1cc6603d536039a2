"""A strict reader of iCalendar (RFC 5545), for what we write ourselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST_LINE = 75
_LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=(?:\"[^\"]*\"|[^\";:,]+))*):(.*)", re.DOTALL)
_ONCE = {
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VTODO": {"UID", "DTSTAMP"},
    "VALARM": {"ACTION", "TRIGGER"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "VCALENDAR": {"VERSION", "PRODID"},
}


@dataclass
class Component:
    """One component: its properties by name, each with its parameters, and what is in it."""

    name: str
    properties: dict[str, tuple[dict[str, str], str]] = field(default_factory=dict)
    parts: list["Component"] = field(default_factory=list)

    def value(self, name: str) -> str:
        return self.properties[name][1]

    def text(self, name: str) -> str:
        return _unescaped(self.value(name))

    def all(self, name: str) -> list["Component"]:
        return [part for part in self.parts if part.name == name]


def parse(octets: bytes) -> Component:
    """Read one calendar; an AssertionError says what is not as the standard has it."""
    assert octets.endswith(b"\r\n")
    raw = octets.split(b"\r\n")[:-1]
    assert all(len(line) <= LONGEST_LINE for line in raw)
    assert not any(b"\n" in line or b"\r" in line for line in raw)
    for line in raw:
        line.decode("utf-8")  # folded between characters
    lines = octets.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]
    assert lines[0] == "BEGIN:VCALENDAR"
    calendar = Component("VCALENDAR")
    rest = iter(lines[1:])
    _fill(calendar, rest)
    assert next(rest, None) is None
    _check_zones(calendar)
    return calendar


def _fill(component: Component, lines: Iterator[str]) -> None:
    for line in lines:
        matched = _LINE.fullmatch(line)
        assert matched, line
        name, parameters, value = matched.groups()
        if name == "END":
            assert value == component.name
            missing = _ONCE[component.name] - set(component.properties)
            assert not missing, (component.name, missing)
            return
        if name == "BEGIN":
            part = Component(value)
            _fill(part, lines)
            component.parts.append(part)
            continue
        assert name not in component.properties, (component.name, name)
        given = dict(one.split("=", 1) for one in parameters.split(";")[1:])
        component.properties[name] = (given, value)
    raise AssertionError(f"{component.name} has no end")


def _check_zones(calendar: Component) -> None:
    """Every TZID that is used is described (RFC 5545, 3.2.19)."""
    described = {zone.value("TZID") for zone in calendar.all("VTIMEZONE")}
    used = {
        parameters["TZID"]
        for part in calendar.parts
        for parameters, _ in part.properties.values()
        if "TZID" in parameters
    }
    assert used == described


def _unescaped(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)
