"""audit: whether each commit's changes to the plan were its author's to make."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.history.journal import KEPT_AS
from jimoplan.actions.history.past import find_departments
from jimoplan.actions.history.repository_files import RepositoryFiles
from jimoplan.actions.history.signers import find_allowed_keys
from jimoplan.actions.plan.evidence import path_from_top, trace_files
from jimoplan.actions.plan.open import only_errors
from jimoplan.actions.plan.workplace import locate_plan
from jimoplan.core.audit.allowed_signers import AllowedKey
from jimoplan.core.audit.audited_range import AuditedRange, Scope
from jimoplan.core.audit.facts import Memo, NoMemo
from jimoplan.core.audit.item_changes import AuditedChange, choose, tell_changes
from jimoplan.core.audit.trail import Content, Trail, TrailText
from jimoplan.core.audit.verdicts import Ending, Judged
from jimoplan.core.changes.changes import ROOT, Ref, Subject
from jimoplan.core.changes.items import items_by_id, names_by_id, refer_to
from jimoplan.core.plan.evidence import each_evidence_file
from jimoplan.core.plan.ids import find_by_id, task_of
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import ReviewedFile
from jimoplan.core.plan.traverse import each_item, each_section
from jimoplan.core.rules.checks import ERROR_RULES
from jimoplan.core.rules.evidence import FoundFile, check_evidence_files
from jimoplan.core.text.reading.load import Loaded, load_bytes
from jimoplan.core.text.reading.load_many import PieceReader
from jimoplan.core.views.history_views import Sought
from jimoplan.errors import JimoplanError, UnknownNameError, UsageError
from jimoplan.git.cache import open_cache
from jimoplan.git.contents import find_entries
from jimoplan.git.history import History, find_commit, read_history
from jimoplan.git.objects import ObjectReader, find_blobs, open_objects
from jimoplan.git.repository import TO_COMPLETE, Repository
from jimoplan.git.signatures import read_seals


class Demands(NamedTuple):
    """What is audited, and what is asked of it: a range or revision, signatures, by which keys.

    Keys are good or not as of `now`. `root` is the full id of the only commit that may have
    registered the plan. Without a cache every verdict is found anew, whatever stands in the
    repository's folder.
    """

    now: datetime
    range: str | None = None
    require_signed: bool = False
    allowed_signers: Path | None = None
    root: str | None = None
    reads_cache: bool = True


class Part(NamedTuple):
    """Of what alone an audit tells: items by ids, from a day on, by an author, of a department.

    `author` is a part of a name or address.
    """

    ids: tuple[str, ...] = ()
    since: date | None = None
    author: str = ""
    department: str | None = None


class Audit(NamedTuple):
    """The commits of the plan that were audited, newest first, and what is wrong with each.

    `lines` says where each item stands in the plan at the end of the range. `unlisted` counts the
    commits before which nobody was listed, so that permission was not asked about. `root` is the
    commit that counts as having registered the plan. `changes` are all those of the items asked
    about, oldest first.
    """

    path: Path
    range: str
    root: str | None
    judged: tuple[Judged, ...]
    unlisted: int
    lines: Mapping[Ref, int]
    notes: tuple[str, ...]
    changes: tuple[AuditedChange, ...] = ()

    @property
    def violations(self) -> int:
        """How many violations stand; those that have been taken back or accepted do not."""
        return self.count(None)

    def count(self, ending: Ending | None) -> int:
        """How many violations ended so, or stand (None)."""
        breaches = (breach for each in self.judged for breach in each.breaches)
        return sum((b.settled.ending if b.settled else None) is ending for b in breaches)


_ALL = Part()


class ShallowError(JimoplanError):
    """The range reaches back to commits that have not been fetched."""

    def __init__(self, commit: str) -> None:
        super().__init__(
            f"这是浅克隆,提交 {commit[:9]} 以前的历史没有取下来,审计不全",
            f"{TO_COMPLETE},再审计(在 CI 里让检出取全部历史,"
            "如 fetch-depth: 0),或审计一个更短的范围",
        )


def audit(file: Path | None, start: Path, demands: Demands, part: Part = _ALL) -> Audit:
    """Judge each commit of the plan in a range, without range all that HEAD has come from.

    Raises UsageError for a revision, item, author or department that is not there, ShallowError,
    JimoplanError where there is no repository or the plan is in none of its commits.
    """
    _check_root(demands.root)
    path, repository = locate_plan(file, start)
    if demands.allowed_signers and not demands.allowed_signers.is_file():
        raise JimoplanError(
            f"没有找到 {demands.allowed_signers}", "--allowed-signers 写允许的签名人名单文件"
        )
    base, tip = _read_range(repository, demands.range)
    with open_audit(path, repository, demands, (base, tip)) as opened:
        trail, objects, history = opened.trail, opened.objects, opened.history
        sought = _seek(trail.plan_at(tip), part, history)
        judged = tuple(choose(opened.judge(), sought))
        changes = tuple(tell_changes(trail, judged, sought)) if part.ids else ()
        judged = _of_items(judged, changes) if part.ids else judged
        end = history.blobs[tip]
        advice = tuple(_advise_on_files(objects, opened.names, trail.plan_at(tip), tip))
        lines = _find_lines(load_bytes(objects.read(end), with_advice=False)) if end else {}
    return Audit(
        path=path,
        range=demands.range or "HEAD",
        root=opened.audited.registration.commit,
        judged=tuple(reversed(judged)),
        unlisted=opened.audited.unlisted,
        lines=lines,
        notes=(*_notes(history), *([] if part != _ALL else advice)),
        changes=changes,
    )


class OpenedAudit(NamedTuple):
    """A range about to be judged, with all that is read for it while it is open.

    `names` are the plan's own, and that of the file where the plan is a link to one.
    """

    objects: ObjectReader
    history: History
    names: tuple[str, ...]
    trail: Trail
    audited: AuditedRange
    demands: Demands
    keys: tuple[AllowedKey, ...]

    def judge(self) -> tuple[Judged, ...]:
        """Each commit of the plan in the range with its breaches, parents before children."""
        repository, demands = self.objects.repository, self.demands
        wanted = self.audited.wants_signatures()
        seals = read_seals(repository, wanted, self.keys, demands.now)
        return self.audited.judge_all(seals, demands.now, require_signed=demands.require_signed)


@contextmanager
def open_audit(
    path: Path, repository: Repository, demands: Demands, range_: tuple[str | None, str]
) -> Iterator[OpenedAudit]:
    """The commits that led to a tip, but not to a base if there is one; raises as `audit` does."""
    base, tip = range_
    keys = find_allowed_keys(repository, demands.allowed_signers, base)
    history = read_history(repository, (tip, base) if base else (tip,))
    names = _real_names(path, repository)
    with _open_memo(repository, demands) as memo, open_objects(repository) as objects:
        trail = _open_trail(objects, history, names)
        sources = (history.names, sorted(history.cut))
        files = RepositoryFiles(objects, (*history.names, *names))
        audited = AuditedRange(trail, files, Scope(tip, base, demands.root), memo, sources)
        _check_known(history, audited, path)
        yield OpenedAudit(objects, history, names, trail, audited, demands, keys)


def _of_items(judged: Iterable[Judged], changes: Iterable[AuditedChange]) -> tuple[Judged, ...]:
    """The commits that changed items asked about, or are at fault for what they brought of them."""
    ids = {change.commit.id for change in changes}
    return tuple(each for each in judged if each.commit.id in ids or each.breaches)


def _seek(plan: Plan | None, part: Part, history: History) -> Sought:
    """The part as what is sought of a plan's history; raises UnknownNameError, UsageError."""
    if plan is None or part == _ALL:
        return Sought()
    authors = dict.fromkeys(str(commit.author) for commit in history.commits)
    if not any(part.author.casefold() in author.casefold() for author in authors):
        raise UnknownNameError("改动人", part.author, authors)
    known = {number: number for number in (*items_by_id(plan), *plan.plan.retired)}
    gaps, names = plan.plan.known_gaps, names_by_id(plan)
    wanted = {find_by_id(known, each, gaps, names=names) for each in part.ids}
    tasks = {task.id for task in plan.all_tasks()}
    ids = (n for n in known if n in wanted or (n not in tasks and task_of(n) in wanted))
    return Sought(
        ids=frozenset(ids if wanted else ()),
        departments=find_departments(plan, part.department),
        since=part.since,
        author=part.author,
    )


@contextmanager
def audit_ahead(repository: Repository, merged: Sequence[str] = ()) -> Iterator[AuditedRange]:
    """What led to whatever is committed next, as an audit would ask it of history.

    That is a merge where commits are `merged`, HEAD among them. Raises ShallowError where one of
    them has not been fetched back to where they parted.
    """
    history = read_history(repository, merged or ("HEAD",))
    with open_cache(repository, KEPT_AS) as memo, open_objects(repository) as objects:
        trail = _open_trail(objects, history, (repository.path,))
        if apart := sorted(history.cut & trail.graph.apart(merged)):
            raise ShallowError(apart[0])
        grounds = (history.names, sorted(history.cut))
        files = RepositoryFiles(objects, (*history.names, repository.path))
        yield AuditedRange(trail, files, Scope(history.commits[0].id), memo, grounds)


def _open_trail(objects: ObjectReader, history: History, names: Iterable[str]) -> Trail:
    pieces = PieceReader()
    return Trail(
        tuple(reversed(history.commits)),
        _contents(objects.repository, history),
        cache(lambda blob: _interpret(pieces, objects.read(blob))),
        partial(_holds, objects, (*history.names, *names)),
    )


def _check_root(written: str | None) -> None:
    """Raises UsageError for what does not say for ever which commit registered the plan."""
    if written and not re.fullmatch("[0-9a-f]{40}|[0-9a-f]{64}", written):
        raise UsageError(
            f"--root 写的“{written}”不是完整的提交编号",
            "写登记计划的提交的完整编号(40 位),jimoplan audit --format json 的 root 就是;"
            "分支、标签和缩短的编号都可能被人换掉",
        )


def _open_memo(repository: Repository, demands: Demands) -> AbstractContextManager[Memo]:
    return open_cache(repository, KEPT_AS) if demands.reads_cache else nullcontext(NoMemo())


def _read_range(repository: Repository, written: str | None) -> tuple[str | None, str]:
    """The commit whose history is left out, if any, and the one that is audited."""
    if written and "..." in written:
        raise UsageError(f"“{written}”有三个点,说不清审计哪些提交", "写两个点,如 main..HEAD")
    base, dots, tip = (written or "HEAD").partition("..")
    if not dots:
        return None, find_commit(repository, base)
    if not base:
        raise UsageError(f"“{written}”没有写从哪里起", "写全,如 main..HEAD;审计全部历史就不写范围")
    return find_commit(repository, base), find_commit(repository, tip or "HEAD")


def _contents(repository: Repository, history: History) -> dict[str, Content]:
    entries = find_entries(repository, [commit.id for commit in history.commits])
    return {commit: Content(history.blobs[commit], entries[commit]) for commit in entries}


def _check_known(history: History, audited: "AuditedRange", path: Path) -> None:
    """Raises JimoplanError where what there is to audit is not all there."""
    needed = history.cut if audited.registration.held else history.cut & audited.range
    if cut := next(iter(sorted(needed)), None):
        raise ShallowError(cut)
    if not any(history.blobs.values()):
        raise JimoplanError(
            f"提交历史里没有 {path.name},没有什么可审计", "先提交计划,或用 --file 指明文件"
        )


def _notes(history: History) -> tuple[str, ...]:
    if not history.cut:
        return ()
    return ("这是浅克隆,范围以前谁报的已完成,只查了取下来的提交",)


def _holds(objects: ObjectReader, names: Iterable[str], commit: str, file: ReviewedFile) -> bool:
    """Whether a commit has a file with what a review recorded, beside any place of the plan's."""
    return file.blob in _find_beside(objects, names, commit, file.path)


def _find_beside(
    objects: ObjectReader, names: Iterable[str], commit: str, file: str
) -> Iterator[str]:
    """What a commit has under a file's path from the folders in which the plan has these names."""
    places = (objects.repository._replace(path=name) for name in names)
    paths = dict.fromkeys(path_from_top(place, file) for place in places)
    yield from find_blobs(objects, commit, filter(None, paths)).values()


def _real_names(path: Path, repository: Repository) -> tuple[str, ...]:
    """The plan's path from the top, and that of the file where it is a link to one."""
    real = Path(os.path.realpath(path))
    linked = real.is_relative_to(repository.top)
    return repository.path, *([real.relative_to(repository.top).as_posix()] if linked else [])


def _advise_on_files(
    objects: ObjectReader, names: Iterable[str], plan: Plan | None, tip: str
) -> Iterator[str]:
    """The approved evidence that is not there any more, or says something else now.

    That is no violation: evidence may be amended, and no commit of the plan has done it.
    """
    approved = [each for each in each_evidence_file(plan) if each.approval] if plan else []
    found: dict[str, FoundFile] = {}
    for each in approved:
        blob = next(_find_beside(objects, names, tip, each.name), None)
        found[each.name] = FoundFile(is_there=blob is not None, blob=blob)
    gone = {e.name: e.approval.blob for e in approved if e.approval and not found[e.name].is_there}
    found |= trace_files(objects.repository, tip, gone) if gone else {}
    if plan and found:
        yield from (f"{f.message}(在 {tip[:9]})" for f in check_evidence_files(plan, found))


def _interpret(pieces: PieceReader, data: bytes) -> TrailText:
    """The plan a content says, if it has no errors; else what is wrong with it first."""
    plan = pieces.read(data)
    if plan and not any(True for rule in ERROR_RULES for _ in rule.check(plan)):
        return TrailText(plan)
    errors = only_errors(load_bytes(data, with_advice=False).problems)
    first = f",第一处在第 {errors[0].line} 行:{errors[0].message}" if errors else ""
    return TrailText(None, f"计划有错误 {len(errors)} 处{first}")


def _find_lines(loaded: Loaded) -> dict[Ref, int]:
    """The line at which each item begins; nothing for a plan with errors."""
    plan = loaded.plan
    if plan is None:
        return {}
    paths = {refer_to(item): path for path, item in each_item(plan)}
    for number, department in enumerate(plan.departments):
        paths[Ref(Subject.DEPARTMENT, department.name)] = ("departments", number)
    for path, section in each_section(plan):
        paths[Ref(Subject.SECTION, section.key)] = path
    spans = {ref: loaded.document.key_span(path) for ref, path in paths.items()}
    text = loaded.document.text
    lines = {ref: text.count("\n", 0, span.start) + 1 for ref, span in spans.items()}
    return {ROOT: 1, **lines}
