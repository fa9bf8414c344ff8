"""The plan that a periodic report is made from: which text, and as much of it as can be read."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.journal import Journal, read_journal
from jimoplan.actions.past import WHERE_CUT
from jimoplan.actions.plans import BrokenPlanError, only_errors
from jimoplan.actions.timeline import at_end_of, own_line, removed_before
from jimoplan.actions.workplace import Workplace, find_workplace
from jimoplan.core.change.diff import diff
from jimoplan.core.change.outline import are_told_apart
from jimoplan.core.commits import Commit
from jimoplan.core.model import Plan
from jimoplan.core.problems import Problem
from jimoplan.core.reading.pieces import PieceReader
from jimoplan.core.reading.reader import load_bytes
from jimoplan.core.report import Origin
from jimoplan.files import read_bytes
from jimoplan.git.history import read_last_commits
from jimoplan.git.process import GitMissingError
from jimoplan.git.repository import Repository

_SHOWN = 5
_WITHOUT_GIT = (
    "不在 git 仓库里,或还没有提交过:没有改动记录和提交,红黄灯只与上一期比较,且状态按现在所写"
)


class Past(NamedTuple):
    """What git has of a plan: its journal, HEAD's own commits, newest first, and the last used.

    `end` is None where the plan is as it was first registered, after the day asked about.
    """

    repository: Repository
    journal: Journal
    line: tuple[Commit, ...]
    end: Commit | None


class Source(NamedTuple):
    """A plan to report on, where it comes from, and what qualifies it.

    `problems` are the errors of a text that could not wholly be relied on.
    """

    workplace: Workplace
    plan: Plan
    origin: Origin
    past: Past | None
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


class Sources(NamedTuple):
    """Where a plan lies and all that git has of it, read once, to report as of several days."""

    workplace: Workplace
    past: Past | None

    def at(self, as_of: date) -> Source:
        """The plan as it was at the end of a day; see open_source."""
        if self.past is None:
            return _open_file(self.workplace)
        past = self.past._replace(end=at_end_of(self.past.line, as_of))
        return _open_committed(self.workplace, past, as_of)


class _Text(NamedTuple):
    """What a text says: the plan as far as it can be read, the tasks that are lost, its errors."""

    plan: Plan | None
    lost: tuple[str, ...]
    problems: tuple[Problem, ...]


def open_source(file: Path | None, start: Path, as_of: date) -> Source:
    """The plan as it was at the end of a day: the file as it is now, or an earlier commit.

    A text that is broken in part is read in part, and one that cannot be read at all gives way to
    the last commit that can; both are noted. Raises BrokenPlanError where nothing can be read, and
    JimoplanError where there is no file.
    """
    return open_sources(file, start).at(as_of)


def open_sources(file: Path | None, start: Path) -> Sources:
    """What there is to report from; raises JimoplanError where there is no file."""
    workplace = find_workplace(file, start)
    if workplace.lacks_git:
        raise GitMissingError
    return Sources(workplace, _find_past(workplace.repository))


def find_origin(path: Path, plan: Plan) -> Origin:
    """Where a file that has no errors comes from: the commit that changed it last, if any.

    Raises GitMissingError where there is a repository and no git to read it.
    """
    workplace = find_workplace(path, path)
    if workplace.lacks_git:
        raise GitMissingError
    repository = workplace.repository
    head = repository.read_head() if repository else None
    if repository is None or head is None or head.blob is None:
        return _origin(plan, ())
    (commit,) = read_last_commits(repository, 1) or (None,)
    committed = (
        None if head.data == read_bytes(path) else load_bytes(head.data, with_advice=False).plan
    )
    uncommitted = len(diff(committed, plan)) if committed and are_told_apart(committed) else 0
    return _origin(plan, ())._replace(commit=commit, uncommitted=uncommitted)


def _open_file(workplace: Workplace) -> Source:
    """The file as it is now, of which git has nothing."""
    text = _read(read_bytes(workplace.path))
    if text.plan is None:
        raise BrokenPlanError(workplace.path, text.problems)
    notes = (*_describe(text, "计划文件"), _WITHOUT_GIT)
    origin = _origin(text.plan, text.lost)
    return Source(workplace, text.plan, origin, None, notes, text.problems)


def _find_past(repository: Repository | None) -> Past | None:
    """All that git has of a plan, up to its last commit."""
    if repository is None or repository.read_head().commit is None:
        return None
    journal = read_journal(repository, wants_plan=False)
    line = tuple(own_line(journal.history))
    return Past(repository, journal, line, line[0]) if line else None


def _open_committed(workplace: Workplace, past: Past, as_of: date) -> Source:
    is_current = past.end is past.line[0]
    end = past.end or past.line[-1]
    notes = list(_notes_on_history(past, as_of))
    name = "计划文件" if is_current else f"提交 {end.short} 里的计划"
    data = read_bytes(workplace.path) if is_current else _content(past, end)
    text = _read(data)
    notes += _describe(text, name)
    plan, lost = text.plan, text.lost
    if plan is None:
        end, plan, lost = _find_readable(workplace, past, end, text.problems)
        notes.append(f"本报告改按最后一次读得出来的提交 {end.short}({end.committed.date()})")
    is_file = is_current and text.plan is not None and not lost
    uncommitted = _count_uncommitted(past, data, plan) if is_file else 0
    origin = _origin(plan, lost)._replace(commit=_setter(past, end), uncommitted=uncommitted)
    return Source(workplace, plan, origin, past, tuple(notes), text.problems)


def _read(data: bytes) -> _Text:
    loaded = load_bytes(data, with_advice=False)
    problems = only_errors(loaded.problems)
    if loaded.plan and are_told_apart(loaded.plan):
        return _Text(loaded.plan, (), problems)
    readable = PieceReader().read_readable(data)
    if readable and are_told_apart(readable.plan):
        return _Text(readable.plan, readable.lost, problems)
    return _Text(None, (), problems)


def _describe(text: _Text, name: str) -> Iterator[str]:
    """What of a text cannot be relied on."""
    if not text.problems:
        return
    shown = ";".join(f"第{p.line}行:{p.message}" for p in text.problems[:_SHOWN])
    more = "等" if len(text.problems) > _SHOWN else ""
    yield f"{name}有错误{len(text.problems)}处,据此的内容可能有误:{shown}{more}"
    if text.lost:
        which = "、".join(text.lost)
        yield f"任务{which}读不出来,不在本报告里"
    if text.plan is None:
        yield f"{name}整份读不出来"


def _notes_on_history(past: Past, as_of: date) -> Iterator[str]:
    first = past.line[-1]
    removed = removed_before(past.journal.history, as_of)
    if removed:
        known = f"{removed.short}({removed.committed.date()})"
        yield f"提交 {known}删去了计划文件,按删去以前的计划"
    cut = past.journal.history.cut
    if cut:
        yield WHERE_CUT.format(f"{first.short}({first.committed.date()})")
    if past.end is None:
        known = f"{first.short}({first.committed.date()})"
        why = "的计划没有取下来" if cut else "还没有登记计划"
        yield f"{as_of}时{why},按最早的提交 {known}里的计划"


def _find_readable(
    workplace: Workplace, past: Past, end: Commit, problems: Sequence[Problem]
) -> tuple[Commit, Plan, tuple[str, ...]]:
    """The last commit up to one whose plan can be read, at least in part."""
    for commit in past.line[past.line.index(end) :]:
        text = _read(_content(past, commit))
        if text.plan:
            return commit, text.plan, text.lost
    raise BrokenPlanError(workplace.path, tuple(problems))


def _count_uncommitted(past: Past, data: bytes, plan: Plan) -> int:
    """How many changes a file has beside the last commit whose plan can be read."""
    for commit in past.line:
        committed = _content(past, commit)
        if committed == data:
            return 0
        text = _read(committed)
        if text.plan and not text.lost:
            return len(diff(text.plan, plan))
    return 0


def _content(past: Past, commit: Commit) -> bytes:
    blob = past.journal.history.blobs[commit.id]
    ((_, data),) = past.repository.read_objects([blob or ""])
    return data or b""


def _setter(past: Past, end: Commit) -> Commit:
    """The commit that made the plan what it was at a commit."""
    blobs = past.journal.history.blobs
    found = end
    for commit in past.line[past.line.index(end) :]:
        if blobs[commit.id] != blobs[end.id]:
            break
        found = commit
    return found


def _origin(plan: Plan, lost: Sequence[str]) -> Origin:
    readable = len(plan.tasks())
    return Origin(readable, readable + len(lost))
