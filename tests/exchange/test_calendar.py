"""Calendars: valid for others' parsers, the same for the same plan, and every character whole."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import vobject
from assessed import measure, periodic, plan_of

from jimoplan.core.assessment.assess import assess
from jimoplan.core.desk.dates import KeptDays, find_days
from jimoplan.core.plan.model import Plan
from jimoplan.core.views.query import view_tasks
from jimoplan.core.views.views import make_heading
from jimoplan.exchange.calendar import write_calendar

STAMP = datetime(2024, 6, 14, 1, 30, tzinfo=UTC)
AS_OF = date(2024, 6, 30)
MOVED = {"due": "2024-05-31", "changed": "2024-05-20", "reason": "等批复", "approved_by": "李四"}
PLAN = plan_of(
    measure(1, due="2024-07-31", due_changes=[MOVED], deliverables=["《规则》,第一稿;\\二"]),
    measure(2),
    periodic("每季", due="2024-12-31", id="8-3"),
)


def kept(plan: Plan = PLAN) -> KeptDays:
    assessment = assess(plan, AS_OF)
    days, undated = find_days(view_tasks(plan, assessment), assessment, None)
    return KeptDays(make_heading(plan, assessment), None, days, undated)


def written(plan: Plan = PLAN) -> bytes:
    return write_calendar(kept(plan), STAMP)


def test_an_independent_parser_reads_every_day_with_its_words() -> None:
    calendar = vobject.readOne(written().decode("utf-8"))
    events = {event.uid.value.partition(".")[0]: event for event in calendar.vevent_list}
    found = [(e.dtstart.value, e.dtend.value, e.summary.value) for e in calendar.vevent_list]

    assert found == [(d.day, d.day + timedelta(days=1), d.title) for d in kept().days]
    assert calendar.x_wr_calname.value == "司法局工作要点"
    assert "成果：《规则》,第一稿;\\二" in events["8-1"].description.value
    assert events["8-1"].categories.value == ["完成时限"]


def test_a_round_trip_through_icalendar_changes_nothing() -> None:
    data = written()

    assert icalendar.Calendar.from_ical(data).to_ical() == data


def test_days_are_whole_days_and_one_is_reminded_at_nine_in_the_morning() -> None:
    event = _event("8-1.due")
    (alarm,) = event.subcomponents

    assert b"DTSTART;VALUE=DATE:20240731" in event.to_ical()
    assert b"TRANSP:TRANSPARENT" in event.to_ical()
    assert alarm.decoded("trigger") == timedelta(days=-14, hours=9)


def test_a_moved_deadline_is_the_same_event_in_a_later_version() -> None:
    event, other = _event("8-1.due"), _event("8-3.period.1")

    assert event.decoded("sequence") == 1
    assert event.decoded("last-modified") == datetime(2024, 5, 20, tzinfo=UTC)
    assert (other.decoded("sequence"), "last-modified" in other) == (0, False)


def _events() -> list[icalendar.Event]:
    return [
        each
        for each in icalendar.Calendar.from_ical(written()).walk("VEVENT")
        if isinstance(each, icalendar.Event)
    ]


def _event(key: str) -> icalendar.Event:
    (event,) = (each for each in _events() if str(each["uid"]).startswith(f"{key}."))
    return event


def test_the_same_days_give_the_same_bytes_and_every_event_has_an_identity_of_its_own() -> None:
    identities = [str(event["uid"]) for event in _events()]

    assert written() == written()
    assert len(set(identities)) == len(identities)
    assert {event.decoded("dtstamp") for event in _events()} == {STAMP}


def test_lines_end_as_the_standard_says_and_no_character_is_cut() -> None:
    data = written(
        plan_of(measure(1, due="2024-07-31", deliverables=["《名称很长的办法》😀" * 20]))
    )
    lines = data.split(b"\r\n")

    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") is not None for line in lines)


def test_a_plan_without_a_day_is_still_a_calendar() -> None:
    finished = plan_of(measure(1, status="已完成", finished="2024-05-30"), status="已完成")
    calendar = vobject.readOne(written(finished).decode("utf-8"))

    assert not hasattr(calendar, "vevent_list")
    assert calendar.vtimezone_list


def test_invisible_characters_of_a_plan_are_shown() -> None:
    hidden = plan_of(measure(1, due="2024-07-31")).model_copy(deep=True)
    task = hidden.sections[0].tasks[0]
    renamed = task.measures[0].model_copy(update={"title": "甲\u202e乙\x07"})
    section = hidden.sections[0].model_copy(
        update={"tasks": (task.model_copy(update={"measures": (renamed,)}),)}
    )
    data = written(hidden.model_copy(update={"sections": (section,)}))

    assert "甲<U+202E>乙<U+0007>" in data.decode("utf-8")
