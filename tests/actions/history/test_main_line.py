"""HEAD's own line in the order of time, whatever the clocks said."""

from datetime import date, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jimoplan.actions.history.main_line import at_end_of, before, own_line, removed_before
from jimoplan.core.history.commits import BEIJING, Commit, Identity
from jimoplan.git.history import History

TODAY = date(2024, 6, 30)
WHO = Identity("张三", "zhang@example.cn")


def history(*days: str, without: frozenset[int] = frozenset()) -> History:
    """A line of commits made on these days, the first one first, some of them without a plan."""
    commits = [
        Commit(f"c{n}", (f"c{n - 1}",) if n else (), WHO, when, WHO, when, f"第{n}次")
        for n, day in enumerate(days)
        for when in (datetime.fromisoformat(f"{day}T10:00:00").replace(tzinfo=BEIJING),)
    ]
    blobs = {c.id: None if n in without else f"b{n}" for n, c in enumerate(commits)}
    return History(tuple(reversed(commits)), blobs, ("plan.yaml",), frozenset())


def ids_on(found: History, day: str) -> tuple[str | None, str | None]:
    line = list(own_line(found, TODAY))
    that_day = date.fromisoformat(day)
    end, start = at_end_of(line, that_day), before(line, that_day)
    return end.id if end else None, start.id if start else None


def test_the_last_commit_of_a_day_stands_at_its_end() -> None:
    found = history("2024-06-03", "2024-06-05", "2024-06-05", "2024-06-07")

    assert ids_on(found, "2024-06-05") == ("c2", "c0")
    assert ids_on(found, "2024-06-02") == (None, None)


def test_a_commit_from_a_slow_clock_does_not_change_the_days_before_it() -> None:
    found = history("2024-06-03", "2024-06-05", "2024-06-07", "1970-01-01")

    assert ids_on(found, "2024-06-05") == ("c1", "c0")
    assert ids_on(found, "2024-06-07") == ("c3", "c1")


def test_a_commit_from_a_fast_clock_does_not_hide_those_after_it() -> None:
    found = history("2024-06-03", "2099-01-01", "2024-06-05", "2024-06-07")

    assert ids_on(found, "2024-06-05") == ("c2", "c1")


def test_the_last_commit_is_not_hidden_by_a_fast_clock() -> None:
    found = history("2024-06-03", "2024-06-05", "2025-06-07")

    assert ids_on(found, "2024-06-05") == ("c2", "c0")
    assert ids_on(found, "2024-06-30") == ("c2", "c2")


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 12, 31)), max_size=12))
def test_time_never_goes_back_along_the_line(days: list[date]) -> None:
    line = list(own_line(history(*(day.isoformat() for day in days)), date(2030, 12, 31)))

    assert [c.id for c in line] == [f"c{n}" for n in range(len(days))][::-1]
    assert all(one.committed >= other.committed for one, other in pairwise(line))
    assert days != sorted(days) or [c.committed.date() for c in line] == days[::-1]


def test_a_commit_that_took_the_plan_away_is_known() -> None:
    found = history(
        "2024-06-03", "2024-06-05", "2024-06-06", "2024-06-10", without=frozenset({1, 2})
    )

    assert removed_before(found, date(2024, 6, 4), TODAY) is None
    gone = removed_before(found, date(2024, 6, 7), TODAY)
    assert gone is not None
    assert gone.id == "c1"
    assert removed_before(found, date(2024, 6, 10), TODAY) is None
