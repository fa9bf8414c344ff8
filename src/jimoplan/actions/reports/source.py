"""The plan that a report is made from: which text, and as much of it as can be read."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.history.journal import Journal, read_journal
from jimoplan.actions.history.main_line import at_end_of, own_line, removed_before
from jimoplan.actions.history.past import WHERE_CUT
from jimoplan.actions.plan.open import BrokenPlanError, open_plan
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.actions.reports.plan_text import count_uncommitted, describe_faults, read_text
from jimoplan.core.history.commits import Commit
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.problems import Problem
from jimoplan.core.views.views import Origin
from jimoplan.git.history import read_last_commits
from jimoplan.git.process import GitMissingError
from jimoplan.git.repository import Repository
from jimoplan.system.files import read_bytes

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
        """The plan as it was at the end of a day; see open_source."""
        if self.lineage is None:
            return _open_file(self.workplace)
        lineage = self.lineage._replace(end=at_end_of(self.lineage.line, as_of))
        return _open_committed(self.workplace, lineage, as_of, self.today)


def open_source(file: Path | None, start: Path, as_of: date, today: date) -> ReportSource:
    """The plan as it was at the end of a day: the file as it is now, or an earlier commit.

    A text that is broken in part is read in part, and one that cannot be read at all gives way to
    the last commit that can; both are noted. Raises BrokenPlanError where nothing can be read, and
    JimoplanError where there is no file.
    """
    return open_sources(file, start, today).at(as_of)


def open_sources(file: Path | None, start: Path, today: date) -> Sources:
    """What there is to report from; raises JimoplanError where there is no file.

    Raises GitMissingError where there is a repository and no git to read it.
    """
    workplace = _find_workplace(file, start)
    return Sources(workplace, _find_lineage(workplace.repository, today), today)


def open_faultless(file: Path | None, start: Path, as_of: date, today: date) -> ReportSource:
    """The plan as it was at the end of a day, for reports that want neither errors nor the past.

    Of history no more is read than that takes. Raises BrokenPlanError for a plan with errors, and
    else as above.
    """
    opened = open_plan(file, start)
    workplace = _find_workplace(opened.path, start)
    repository = workplace.repository
    head = repository.read_head() if repository else None
    if repository is None or head is None or head.blob is None:
        return ReportSource(workplace, opened.plan, _origin(opened.plan, ()), None, (), ())
    (last,) = read_last_commits(repository, 1) or (None,)
    if last and as_of < min(last.committed.date(), today):
        source = open_source(file, start, as_of, today)
        if source.problems:
            raise BrokenPlanError(opened.path, source.problems)
        return source
    uncommitted = count_uncommitted([head.data], read_bytes(opened.path), opened.plan)
    origin = _origin(opened.plan, ())._replace(commit=last, uncommitted=uncommitted)
    return ReportSource(workplace, opened.plan, origin, None, (), ())


def _find_workplace(file: Path | None, start: Path) -> Workplace:
    workplace = find_workplace(file, start)
    if workplace.lacks_git:
        raise GitMissingError
    return workplace


def _open_file(workplace: Workplace) -> ReportSource:
    """The file as it is now, of which git has nothing."""
    text = read_text(read_bytes(workplace.path))
    if text.plan is None:
        raise BrokenPlanError(workplace.path, text.problems)
    notes = (*describe_faults(text, "计划文件"), _WITHOUT_GIT)
    origin = _origin(text.plan, text.lost)
    return ReportSource(workplace, text.plan, origin, None, notes, text.problems)


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
    notes = list(_notes_on_history(lineage, as_of, today))
    name = "计划文件" if is_current else f"提交 {end.short} 里的计划"
    data = read_bytes(workplace.path) if is_current else _content(lineage, end)
    text = read_text(data)
    notes += describe_faults(text, name)
    plan, lost = text.plan, text.lost
    if plan is None:
        end, plan, lost = _find_readable(workplace, lineage, end, text.problems)
        notes.append(f"本报告改按最后一次读得出来的提交 {end.short}({end.committed.date()})")
    is_file = is_current and text.plan is not None and not lost
    committed = (_content(lineage, commit) for commit in lineage.line)
    uncommitted = count_uncommitted(committed, data, plan) if is_file else 0
    origin = _origin(plan, lost)._replace(commit=_setter(lineage, end), uncommitted=uncommitted)
    return ReportSource(workplace, plan, origin, lineage, tuple(notes), text.problems)


def _notes_on_history(lineage: Lineage, as_of: date, today: date) -> Iterator[str]:
    first = lineage.line[-1]
    removed = removed_before(lineage.journal.history, as_of, today)
    if removed:
        known = f"{removed.short}({removed.committed.date()})"
        yield f"提交 {known}删去了计划文件,按删去以前的计划"
    cut = lineage.journal.history.cut
    if cut:
        yield WHERE_CUT.format(f"{first.short}({first.committed.date()})")
    if lineage.end is None:
        known = f"{first.short}({first.committed.date()})"
        why = "的计划没有取下来" if cut else "还没有登记计划"
        yield f"{as_of}时{why},按最早的提交 {known}里的计划"


def _find_readable(
    workplace: Workplace, lineage: Lineage, end: Commit, problems: Sequence[Problem]
) -> tuple[Commit, Plan, tuple[str, ...]]:
    """The last commit up to one whose plan can be read, at least in part."""
    for commit in lineage.line[lineage.line.index(end) :]:
        text = read_text(_content(lineage, commit))
        if text.plan:
            return commit, text.plan, text.lost
    raise BrokenPlanError(workplace.path, tuple(problems))


def _content(lineage: Lineage, commit: Commit) -> bytes:
    blob = lineage.journal.history.blobs[commit.id]
    ((_, data),) = lineage.repository.read_objects([blob or ""])
    return data or b""


def _setter(lineage: Lineage, end: Commit) -> Commit:
    """The commit that made the plan what it was at a commit."""
    blobs = lineage.journal.history.blobs
    found = end
    for commit in lineage.line[lineage.line.index(end) :]:
        if blobs[commit.id] != blobs[end.id]:
            break
        found = commit
    return found


def _origin(plan: Plan, lost: Sequence[str]) -> Origin:
    readable = len(plan.tasks())
    return Origin(readable, readable + len(lost))
