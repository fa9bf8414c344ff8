"""sync: others' work brought here, one's own brought to them; nothing else ever sends anything."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.commit_base import check_outside_git
from jimoplan.actions.plan.open import FaultyPlanError
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.actions.sharing.incoming import OwnLinkError, check_incoming, find_bad_link
from jimoplan.actions.sharing.joined import Deciding, Joined, Sides, check_branch, join
from jimoplan.actions.sharing.passage import (
    NOTHING,
    Ends,
    Passage,
    describe_passage,
    read_plan_at,
)
from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.git.joining import (
    find_base,
    follow,
    head_of,
    list_authors,
    list_loose,
    measure,
)
from jimoplan.git.obstacles import Obstacle, RemoteError
from jimoplan.git.remote import (
    Line,
    Pushed,
    Remote,
    fetch,
    fetch_what_is_missing,
    find_remote,
    list_branches,
    push,
)
from jimoplan.git.repository import Repository
from jimoplan.system.files import shown_path

_TRIES = 5


class UncommittedError(JimoplanError):
    """The plan has been edited by hand and not committed, so that nobody else would get it."""

    exit_code = ExitCode.NO

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{shown_path(path)} 里有还没有提交的改动,别人收不到",
            "先运行 jimoplan commit,再运行 jimoplan sync",
        )


class Arrangement(NamedTuple):
    """How to share: with which remote, how to speak to it, and who decides what is to be decided.

    `begin` is asked whether to make a branch that the other repository has not got, with the names
    of those that it has.
    """

    remote: str | None
    line: Line
    deciding: Deciding
    begin: Callable[[Remote, tuple[str, ...]], bool]


class Synced(NamedTuple):
    """What came in and what went out, or would; `failure` is what kept the rest from going out.

    `joined` is the last merge that was made, `decided` how many places were decided by a person,
    `is_new` whether the branch was not there before.
    """

    remote: Remote
    received: Passage = NOTHING
    sent: Passage = NOTHING
    joined: str | None = None
    decided: int = 0
    notes: tuple[str, ...] = ()
    is_new: bool = False
    failure: JimoplanError | None = None


class Outset(NamedTuple):
    """Where a plan is shared and from: what was found before anything was asked for."""

    workplace: Workplace
    repository: Repository
    remote: Remote


def set_out(file: Path | None, start: Path, named: str | None) -> Outset:
    """Where the plan is shared.

    Raises UncommittedError over a plan that is not committed as it is, JimoplanError where git is
    busy or there is nothing to share with.
    """
    check_outside_git()
    workplace = find_workplace(file, start)
    workplace.expect_git()
    _ = workplace.mended
    repository = workplace.repository
    if repository is None:
        raise JimoplanError(
            f"{shown_path(workplace.path)} 不在 git 仓库里,没有地方可以共享",
            "向管服务器的人要地址,在别的文件夹里运行 git clone 地址;从头建的,运行 jimoplan init",
        )
    check_branch(repository)
    remote = find_remote(repository, named)
    if repository.read_head().blob is None or repository.path in list_loose(repository):
        raise UncommittedError(workplace.path)
    return Outset(workplace, repository, remote)


def look(outset: Outset, line: Line) -> Synced:
    """What would come in and what would go out; only git's note of the other branch changes.

    Raises RemoteError.
    """
    _, repository, remote = outset
    theirs, ours = fetch(repository, remote, line), head_of(repository)
    if theirs is None:
        everything = Ends(None, ours)
        sent = describe_passage(repository, everything, everything)
        return Synced(remote, sent=sent, is_new=True)
    base = _find_base(outset, line, ours, theirs)
    return Synced(
        remote,
        received=describe_passage(repository, Ends(base, theirs), Ends(ours, theirs)),
        sent=describe_passage(repository, Ends(base, ours), Ends(theirs, ours)),
    )


def sync(outset: Outset, arrangement: Arrangement) -> Synced:
    """Bring in what others have sent, merge, check, and send one's own, again if others are faster.

    Raises JimoplanError where nothing could be done; what fails after something has come in is
    told in the result.
    """
    _, repository, remote = outset
    before = head_of(repository)
    told = _Told()
    for _ in range(_TRIES):
        theirs = fetch(repository, remote, arrangement.line)
        ours = head_of(repository)
        if theirs is None:
            branches = list_branches(repository, remote, arrangement.line)
            if branches and not arrangement.begin(remote, branches):
                raise RemoteError(Obstacle.NO_BRANCH, remote.name, remote.branch)
        elif not _bring_in(outset, arrangement, Ends(ours, theirs), told):
            continue
        told.theirs = theirs
        try:
            if _send(outset, arrangement.line, theirs):
                return _sum_up(outset, before, told)
        except JimoplanError as failure:
            is_faulty = isinstance(failure, FaultyPlanError)
            if not is_faulty and (theirs is None or before == head_of(repository)):
                raise
            return _sum_up(outset, before, told)._replace(sent=NOTHING, failure=failure)
    too_late = RemoteError(Obstacle.MANY_FASTER, remote.name, remote.address)
    return _sum_up(outset, before, told)._replace(sent=NOTHING, failure=too_late)


class _Told:
    """What is to be told in the end, gathered over several tries."""

    def __init__(self) -> None:
        self.theirs: str | None = None
        self.joined: str | None = None
        self.decided = 0
        self.notes: list[str] = []


def _bring_in(outset: Outset, arrangement: Arrangement, ends: Ends, told: _Told) -> bool:
    """Bring theirs into the branch here; False where the branch has moved in the meantime."""
    workplace, repository, _ = outset
    ours, theirs = str(ends.old), ends.new
    distance = measure(repository, ours, theirs)
    if not distance.theirs:
        return True
    base = _find_base(outset, arrangement.line, ours, theirs)
    check_incoming(workplace, repository, base, Ends(ours, theirs))
    new = theirs
    if distance.ours:
        joined = _join(outset, arrangement, Ends(ours, theirs))
        new, told.joined = joined.commit, joined.commit
        told.decided += joined.decided
        told.notes += joined.notes
    with workplace.locked():
        return head_of(repository) == ours and follow(repository, new)


def _join(outset: Outset, arrangement: Arrangement, ends: Ends) -> Joined:
    workplace, repository, remote = outset
    theirs = read_plan_at(repository, ends.new)
    sides = Sides(str(ends.old), ends.new, theirs.errors if theirs else ())
    by = "、".join(list_authors(repository, ends.new, ends.old)) or "别人"
    return join(workplace, sides, f"合并 {remote.shown}:{by}的改动\n", arrangement.deciding)


def _find_base(outset: Outset, line: Line, ours: str, theirs: str) -> str:
    """The last common commit; raises RemoteError where two histories have nothing in common."""
    _, repository, remote = outset
    base = find_base(repository, ours, theirs)
    if base is None and repository.is_shallow:
        fetch_what_is_missing(repository, remote, line)
        base = find_base(repository, ours, theirs)
    if base is None:
        raise RemoteError(Obstacle.UNRELATED, remote.name, remote.address)
    return base


def _send(outset: Outset, line: Line, theirs: str | None) -> bool:
    """Send what is here; False where somebody else was faster.

    Raises FaultyPlanError for a plan with errors, which is never sent, and RemoteError.
    """
    workplace, repository, remote = outset
    commit = head_of(repository)
    plan = read_plan_at(repository, commit)
    if plan and plan.reading is None:
        whose = "收到的计划" if theirs == commit else "没有送出:计划"
        raise FaultyPlanError(
            workplace.path,
            plan.errors,
            f"{whose}有错误 {len(plan.errors)} 处(见上)",
            f"在 {shown_path(workplace.path)} 里改正,运行 jimoplan commit,再运行 jimoplan sync",
        )
    if theirs == commit:
        return True
    if link := find_bad_link(repository, theirs, commit):
        raise OwnLinkError(link)
    return push(repository, remote, commit, line) is Pushed.THERE


def _sum_up(outset: Outset, before: str, told: _Told) -> Synced:
    _, repository, remote = outset
    now, theirs = head_of(repository), told.theirs
    received = NOTHING
    if theirs:
        received = describe_passage(repository, Ends(before, now), Ends(before, theirs))
    sent = describe_passage(repository, Ends(theirs, now), Ends(theirs, now))
    return Synced(
        remote,
        received=received,
        sent=sent,
        joined=told.joined,
        decided=told.decided,
        notes=tuple(dict.fromkeys(told.notes)),
        is_new=theirs is None,
    )
