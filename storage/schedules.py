"""Schedules as columns: form, start, rule and zone, in any table that has them."""

from datetime import datetime

from domain.schedules import Form, Schedule

SCHEDULE_COLUMNS = ("form", "start", "rule", "zone")


def schedule_values(schedule: Schedule) -> dict[str, str | None]:
    """Return the columns of a schedule; the start is ISO 8601, with offset for instants."""
    return {
        "form": schedule.form.value,
        "start": schedule.start.isoformat(),
        "rule": schedule.rule,
        "zone": schedule.zone,
    }


def schedule_from(form: str, start: str, rule: str | None, zone: str | None) -> Schedule:
    """Return the schedule of four columns."""
    return Schedule(form=Form(form), start=datetime.fromisoformat(start), rule=rule, zone=zone)
