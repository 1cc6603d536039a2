"""When a schedule comes again: RFC 5545 rules over wall clocks and over elapsed time."""

from engine.recurrence.moments import moment_for_key, moments_between, next_moment
from engine.recurrence.rules import Frequency, Rule, WeekdayRule, parse
from engine.recurrence.validity import skips, validate
from engine.recurrence.walls import clock_times, day_positions, rule_from

__all__ = [
    "Frequency",
    "Rule",
    "WeekdayRule",
    "clock_times",
    "day_positions",
    "moment_for_key",
    "moments_between",
    "next_moment",
    "parse",
    "rule_from",
    "skips",
    "validate",
]
