"""diff: two states of the plan compared, by revision, by day, or as the file stands now."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.history.main_line import at_end_of, before, own_line
from jimoplan.actions.history.past import (
    BrokenRevisionError,
    find_departments,
    find_past,
)
from jimoplan.actions.history.versions import WHERE_CUT
from jimoplan.actions.plan.open import read_plan
from jimoplan.actions.plan.workplace import Workplace
from jimoplan.core.history.commits import Commit
from jimoplan.core.plan.model import Plan
from jimoplan.core.views.history_views import Difference, compare
from jimoplan.core.views.views import head_answer
from jimoplan.errors import UsageError
from jimoplan.git.history import find_commit, read_history
from jimoplan.git.repository import Repository


class Between(NamedTuple):
    """Which states of the plan are compared: revisions, or days, or HEAD and the file."""

    revisions: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


def read_difference(
    file: Path | None, start: Path, between: Between, department: str | None, today: date
) -> Difference:
    """What differs between two states of the plan; departments are those of the newer one.

    Raises UsageError for a revision or a day that history does not have, BrokenRevisionError where
    the plan in one cannot be read, BrokenPlanError for such a file.
    """
    workplace, repository = find_past(file, start)
    old, new = _find_ends(workplace, repository, between, today)
    former = {department.name for department in old.plan.departments}
    names = find_departments(new.plan, department, former)
    records = compare(old.plan, new.plan, names)
    if between == Between() and (me := workplace.name_of_author):
        records = tuple(record.made_by(me) for record in records)
    known = dict.fromkeys(d.name for plan in (new.plan, old.plan) for d in plan.departments)
    by_department = tuple(name for name in known if not names or name in names)
    heading = head_answer(new.plan, between.until or today, ())
    return Difference(heading, old.name, new.name, records, by_department)


class _End(NamedTuple):
    """A state of the plan, and what it is called."""

    name: str
    plan: Plan


def _find_ends(
    workplace: Workplace, repository: Repository, between: Between, today: date
) -> tuple[_End, _End]:
    if between.revisions and (between.since or between.until):
        raise UsageError("版本和日期只能写一样", "去掉版本,或去掉 --since、--until")
    if between.since and between.until and between.since > between.until:
        raise UsageError(f"--since {between.since} 比 --until {between.until} 还晚", "换过来写")
    if between.until and not between.since:
        raise UsageError(
            "--until 要和 --since 一起写", "例如 --since 2024-03-01 --until 2024-06-30"
        )
    ends = [_at_revision(workplace, repository, revision) for revision in between.revisions]
    if between.since:
        ends = [_at_day(workplace, repository, between.since, today, at_start=True)]
    elif not ends:
        ends = [_at_revision(workplace, repository, "HEAD")]
    if between.until:
        ends.append(_at_day(workplace, repository, between.until, today, at_start=False))
    elif len(ends) == 1:
        ends.append(_End("工作区", workplace.open().compare()))
    return ends[0], ends[1]


def _at_revision(workplace: Workplace, repository: Repository, revision: str) -> _End:
    commit = find_commit(repository, revision)
    history = read_history(repository, ("HEAD", commit))
    found = next(each for each in history.commits if each.id == commit)
    name = "上次提交" if revision == "HEAD" else revision
    return _read_at(workplace, repository, found, history.blobs[commit], name)


def _at_day(
    workplace: Workplace, repository: Repository, day: date, today: date, *, at_start: bool
) -> _End:
    """The plan as HEAD's own line had it at the beginning or at the end of a day.

    At the beginning of days before the plan was registered, it is as it was registered.
    """
    history = read_history(repository)
    line = own_line(history, today)
    found = before(line, day) if at_start else at_end_of(line, day)
    if found:
        name = f"{day} {'开始' if at_start else '结束'}时"
        return _read_at(workplace, repository, found, history.blobs[found.id], name)
    if line and at_start and not history.cut:
        first = line[-1]
        return _read_at(workplace, repository, first, history.blobs[first.id], "登记时")
    earliest = f"最早的在 {line[-1].committed.date()}" if line else ""
    missing = WHERE_CUT.format(line[-1].committed.date()) if line and history.cut else earliest
    raise UsageError(f"{day} 以前没有提交过计划", missing)


def _read_at(
    workplace: Workplace, repository: Repository, commit: Commit, blob: str | None, name: str
) -> _End:
    words = f"{name}({commit.short},{commit.committed.date()})"
    if blob is None:
        raise UsageError(f"{words}里没有计划文件", "换一个版本;jimoplan log 列出计划的每一次改动")
    ((_, data),) = repository.read_objects([blob])
    text = read_plan(data or b"")
    if text.comparable is None:
        raise BrokenRevisionError(workplace.path, words, text.errors)
    return _End(words, text.comparable)
