"""The calendar from the command line: the same bytes until the plan is committed anew."""

import vobject
from repositories import Work


def test_the_calendar_of_a_department_is_written_and_counted(work: Work) -> None:
    outcome = work.jimoplan("export", "ics", "--dept", "甲科", "-o", "时限.ics")

    calendar = vobject.readOne((work.folder / "时限.ics").read_text("utf-8"))
    assert (outcome.code, outcome.text) == (0, "")
    assert outcome.errors.startswith("已写入 时限.ics\n共")
    assert calendar.x_wr_calname.value.endswith("（甲科）")


def test_nothing_but_a_commit_changes_its_bytes(work: Work) -> None:
    first = work.jimoplan("export", "ics", "--as-of", "2024-06-14").out
    later = work.jimoplan("export", "ics", "--as-of", "2024-09-14").out
    work.update("1-1", "--due", "2024-09-30", "--reason", "等批复", "--approved-by", "李四")
    moved = work.jimoplan("export", "ics", "--as-of", "2024-09-14").out

    assert first == later
    assert b"DTSTAMP:20240506T010000Z" in first
    assert b"SEQUENCE:1" in moved
    assert _identities(moved) == _identities(first)


def _identities(data: bytes) -> list[bytes]:
    return sorted(line for line in data.split(b"\r\n") if line.startswith(b"UID:"))


def test_an_unknown_department_is_named_with_the_nearest(work: Work) -> None:
    outcome = work.jimoplan("export", "ics", "--dept", "假科")

    assert (outcome.code, outcome.text) == (2, "")
