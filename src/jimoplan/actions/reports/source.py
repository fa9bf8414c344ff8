"""The plan that a report is made from: which text, and as much of it as can be read."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.history.as_of import open_as_of
from jimoplan.actions.history.journal import Journal, read_journal
from jimoplan.actions.history.main_line import meant_by, own_line, writer_of
from jimoplan.actions.history.versions import (
    describe_choice,
    find_version,
    find_writer,
    read_version,
)
from jimoplan.actions.plan.open import BrokenPlanError, FaultyPlanError, PlanText, read_plan
from jimoplan.actions.plan.workplace import Workplace, find_history, find_workplace
from jimoplan.core.changes.diff import diff
from jimoplan.core.history.commits import Commit
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.problems import Problem
from jimoplan.core.text.reading.load_many import Readable
from jimoplan.core.views.views import Origin
from jimoplan.git.repository import Repository

_SHOWN = 5
_WITHOUT_GIT = (
    "不在 git 仓库里,或还没有提交过:没有改动记录和提交,红黄灯只与上一期比较,且状态按现在所写"
)


class Lineage(NamedTuple):
    """What git has of a plan: its journal, HEAD's own commits, newest first, and the last used.

    `end` is None where the plan is as it was first registered, after the day asked about.
    """

    repository: Repository
    journal: Journal
    line: tuple[Commit, ...]
    end: Commit | None


class ReportSource(NamedTuple):
    """A plan to report on, where it comes from, and what qualifies it.

    `problems` are the errors of a text that could not wholly be relied on.
    """

    workplace: Workplace
    plan: Plan
    origin: Origin
    lineage: Lineage | None
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


class Sources(NamedTuple):
    """Where a plan lies and all that git has of it, read once, to report as of several days."""

    workplace: Workplace
    lineage: Lineage | None
    today: date

    def at(self, as_of: date) -> ReportSource:
        """The plan as it was at the end of a day: the file as it is now, or an earlier commit.

        Which one a day means is decided as for every question; see actions.history.as_of.

        A text that is broken in part is read in part, and one that cannot be read at all gives way
        to the last commit that can; both are noted. Raises BrokenPlanError where nothing can be
        read.
        """
        if self.lineage is None:
            return _open_file(self.workplace)
        lineage = self.lineage._replace(end=meant_by(self.lineage.line, as_of, self.today))
        return _open_committed(self.workplace, lineage, as_of, self.today)


def open_sources(file: Path | None, start: Path, today: date) -> Sources:
    """What there is to report from; raises JimoplanError where there is no file.

    Raises GitMissingError where there is a repository and no git to read it.
    """
    workplace = find_workplace(file, start)
    repository = find_history(workplace, file, start)
    return Sources(workplace, _find_lineage(repository, today), today)


def open_faultless(file: Path | None, start: Path, as_of: date, today: date) -> ReportSource:
    """The plan as it was at the end of a day, for reports that want neither errors nor the past.

    Of history no more is read than that takes. Raises as open_as_of does.
    """
    found = open_as_of(file, start, as_of, today)
    workplace, plan, origin = found.workplace, found.plan, _origin(found.plan, ())
    repository = find_history(workplace, file, start)
    version = found.version or (repository and find_version(repository, as_of, today))
    if repository and version:
        committed = [read_version(repository, version)] if version.is_current else []
        origin = origin._replace(
            commit=find_writer(repository, version, today),
            uncommitted=_count_uncommitted(committed, found.data, plan),
        )
    return ReportSource(workplace, plan, origin, None, found.notes, ())


def plan_of(workplace: Workplace, day: date, today: date) -> Plan | None:
    """The plan of another day than a report's own; None where that has errors."""
    try:
        return open_as_of(workplace.path, workplace.path.parent, day, today).plan
    except FaultyPlanError:
        return None


def _open_file(workplace: Workplace) -> ReportSource:
    """The file as it is now, of which git has nothing."""
    text = workplace.open().text
    found = text.readable
    if found is None:
        raise BrokenPlanError(workplace.path, text.errors)
    notes = (*_describe_faults(text, found, "计划文件"), _WITHOUT_GIT)
    return ReportSource(workplace, found.plan, _origin(*found), None, notes, text.errors)


def _find_lineage(repository: Repository | None, today: date) -> Lineage | None:
    """All that git has of a plan, up to its last commit."""
    if repository is None or not repository.has_commits:
        return None
    journal = read_journal(repository, wants_plan=False)
    line = own_line(journal.history, today)
    return Lineage(repository, journal, line, line[0]) if line else None


def _open_committed(
    workplace: Workplace, lineage: Lineage, as_of: date, today: date
) -> ReportSource:
    is_current = lineage.end is lineage.line[0]
    end = lineage.end or lineage.line[-1]
    notes = list(describe_choice(lineage.journal.history, lineage.line, as_of, today))
    name = "计划文件" if is_current else f"提交 {end.short} 里的计划"
    text = workplace.open().text if is_current else read_plan(_content(lineage, end))
    whole, found = text.comparable, text.readable
    notes += _describe_faults(text, found, name)
    if found is None:
        end, found = _find_readable(workplace, lineage, end, text.errors)
        notes.append(f"本报告改按最后一次读得出来的提交 {end.short}({end.committed.date()})")
    committed = (_content(lineage, commit) for commit in lineage.line)
    uncommitted = _count_uncommitted(committed, text.data, whole) if is_current and whole else 0
    writer = writer_of(lineage.line, lineage.journal.history.blobs, end.id)
    origin = _origin(*found)._replace(commit=writer, uncommitted=uncommitted)
    return ReportSource(workplace, found.plan, origin, lineage, tuple(notes), text.errors)


def _find_readable(
    workplace: Workplace, lineage: Lineage, end: Commit, errors: tuple[Problem, ...]
) -> tuple[Commit, Readable]:
    """The last commit up to one whose plan can be read, at least in part."""
    for commit in lineage.line[lineage.line.index(end) :]:
        found = read_plan(_content(lineage, commit)).readable
        if found:
            return commit, found
    raise BrokenPlanError(workplace.path, errors)


def _describe_faults(text: PlanText, found: Readable | None, name: str) -> Iterator[str]:
    """What of a text cannot be relied on."""
    if not text.errors:
        return
    shown = ";".join(f"第{p.line}行:{p.message}" for p in text.errors[:_SHOWN])
    more = "等" if len(text.errors) > _SHOWN else ""
    yield f"{name}有错误{len(text.errors)}处,据此的内容可能有误:{shown}{more}"
    if found is None:
        yield f"{name}整份读不出来"
    elif found.lost:
        yield f"任务{'、'.join(found.lost)}读不出来,不在本报告里"


def _count_uncommitted(committed: Iterable[bytes], data: bytes, plan: Plan) -> int:
    """How many changes a file has beside the latest of the texts committed that can be read."""
    for text in committed:
        if text == data:
            return 0
        if before := read_plan(text).comparable:
            return len(diff(before, plan))
    return 0


def _content(lineage: Lineage, commit: Commit) -> bytes:
    blob = lineage.journal.history.blobs[commit.id]
    ((_, data),) = lineage.repository.read_objects([blob or ""])
    return data or b""


def _origin(plan: Plan, lost: Sequence[str]) -> Origin:
    readable = len(plan.all_tasks())
    return Origin(readable, readable + len(lost))
