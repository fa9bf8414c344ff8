"""Days as a calendar that others open or subscribe to: iCalendar (RFC 5545), .ics."""

from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from jimoplan.core.desk.dates import KeptDay, KeptDays
from jimoplan.core.display.cells import gap, reveal
from jimoplan.core.plan.header import Header
from jimoplan.errors import needing

if TYPE_CHECKING:
    from icalendar import Alarm, Event, Timezone

_PRODUCT = "-//jimoplan//jimoplan//ZH-CN"
_MORNING = timedelta(hours=9)
_DAY = timedelta(days=1)
_ZONE, _OFFSET = "Asia/Shanghai", timedelta(hours=8)
_SIGNS_OF_IDENTITY = 16


def write_calendar(kept: KeptDays, stamp: datetime) -> bytes:
    """The days as a calendar of all-day events; the same days give the same bytes.

    `stamp` is when the plan came to say what it says. Raises MissingExtraError without icalendar.
    """
    with needing("calendar", "写 .ics 日历"):
        from icalendar import Calendar
    plan = kept.heading.plan
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    name = f"{plan.unit}{gap(plan.unit, plan.title)}{plan.title}"
    whose = f"（{kept.department}）" if kept.department else ""
    calendar.add("x-wr-calname", reveal(f"{name}{whose}"))
    calendar.add_component(_zone())
    identity = _identity(plan)
    for day in kept.days:
        calendar.add_component(_event(day, identity, stamp))
    data: bytes = calendar.to_ical()
    return data


def _identity(plan: Header) -> str:
    """What tells the plan from other plans, whoever writes the calendar and where."""
    said = "\n".join((plan.unit, plan.title, str(plan.period.start)))
    return sha256(said.encode("utf-8")).hexdigest()[:_SIGNS_OF_IDENTITY]


def _event(day: KeptDay, identity: str, stamp: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{day.key}.{identity}@jimoplan")
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", day.day)
    event.add("dtend", day.day + min(_DAY, date.max - day.day))
    event.add("summary", reveal(day.title))
    event.add("description", reveal("\n".join(day.lines)))
    event.add("categories", [day.kind.value])
    event.add("transp", "TRANSPARENT")  # a deadline takes nobody's time
    event.add("status", "CONFIRMED")
    event.add("sequence", day.moves)
    if day.moved:
        event.add("last-modified", datetime.combine(day.moved, time(), UTC))
    event.add_component(_alarm(day))
    return event


def _alarm(day: KeptDay) -> "Alarm":
    """In the morning of the day from which on it is due soon."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", reveal(day.title))
    alarm.add("trigger", day.remind - day.day + _MORNING)
    return alarm


def _zone() -> "Timezone":
    """China's time, which has no summer time; with it a calendar without a day is one as well."""
    from icalendar import Timezone, TimezoneStandard

    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - in the zone's own time
    standard.add("tzname", "CST")
    standard.add("tzoffsetfrom", _OFFSET)
    standard.add("tzoffsetto", _OFFSET)
    zone = Timezone()
    zone.add("tzid", _ZONE)
    zone.add_component(standard)
    return zone
