"""sync: others' work brought here, one's own brought to them; nothing else ever sends anything."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.commit_base import check_outside_git
from jimoplan.actions.plan.open import FaultyPlanError
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.actions.sharing.audited import (
    Auditing,
    BreachError,
    Findings,
    find_breaches,
    name_findings,
)
from jimoplan.actions.sharing.incoming import check_incoming
from jimoplan.actions.sharing.joined import Deciding, Joined, Sides, check_branch, join
from jimoplan.actions.sharing.outgoing import check_outgoing
from jimoplan.actions.sharing.passage import (
    NOTHING,
    Ends,
    Passage,
    describe_passage,
    read_plan_at,
)
from jimoplan.actions.sharing.withdrawn import WithdrawnError, name_withdrawn
from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.git.joining import (
    find_base,
    follow,
    head_of,
    list_authors,
    list_commits,
    list_loose,
    list_withdrawn,
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
    """How to share: how to speak to the other repository, and who decides what is to be decided.

    `auditing` makes an audit; `begin` is asked whether to make a branch that the other repository
    has not got, with the names of those that it has.
    """

    line: Line
    auditing: Auditing
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


def look(outset: Outset, line: Line, auditing: Auditing) -> Synced:
    """What would come in and what would go out; only git's note of the other branch changes.

    Raises RemoteError.
    """
    _, repository, remote = outset
    theirs, ours = fetch(repository, remote, line), head_of(repository)
    if theirs is None:
        everything = Ends(None, ours)
        sent = describe_passage(repository, everything, everything)
        return Synced(remote, sent=_audit(auditing, sent, None, ours), is_new=True)
    base = _find_base(outset, line, ours, theirs)
    received = describe_passage(repository, Ends(base, theirs), Ends(ours, theirs))
    sent = describe_passage(repository, Ends(base, ours), Ends(theirs, ours))
    withdrawn = list_withdrawn(repository, remote.tracking, ours, theirs)
    return Synced(
        remote,
        received=_audit(auditing, received, base, theirs),
        sent=_audit(auditing, sent, base, ours),
        notes=(name_withdrawn(remote, withdrawn),) if withdrawn else (),
    )


def _audit(auditing: Auditing, passage: Passage, base: str | None, tip: str) -> Passage:
    return passage._replace(findings=find_breaches(auditing, base, tip)) if passage else passage


def sync(outset: Outset, arrangement: Arrangement) -> Synced:
    """Bring in what others have sent, merge, check, and send one's own, again if others are faster.

    Raises JimoplanError where nothing could be done; what fails after something has come in is
    told in the result.
    """
    _, repository, remote = outset
    told = _Told(head_of(repository))
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
            if _send(outset, arrangement, told):
                return _sum_up(outset, told)
        except JimoplanError as failure:
            is_faulty = isinstance(failure, FaultyPlanError)
            if not is_faulty and (theirs is None or told.before == head_of(repository)):
                raise
            return _sum_up(outset, told)._replace(sent=NOTHING, failure=failure)
    too_late = RemoteError(Obstacle.MANY_FASTER, remote.name, remote.address)
    return _sum_up(outset, told)._replace(sent=NOTHING, failure=too_late)


class _Told:
    """What is to be told in the end, gathered over several tries; `agreed` is not asked again."""

    def __init__(self, before: str) -> None:
        self.before = before
        self.theirs: str | None = None
        self.joined: str | None = None
        self.decided = 0
        self.notes: list[str] = []
        self.agreed: set[str] = set()
        self.findings: Findings | None = None


def _bring_in(outset: Outset, arrangement: Arrangement, ends: Ends, told: _Told) -> bool:
    """Bring theirs into the branch here; False where the branch has moved in the meantime."""
    workplace, repository, remote = outset
    ours, theirs = str(ends.old), ends.new
    if withdrawn := list_withdrawn(repository, remote.tracking, ours, theirs):
        asked = f"{name_withdrawn(remote, withdrawn)};同步就会把它们送回去,照样送吗?"
        if not _agrees(arrangement, told, asked):
            raise WithdrawnError(remote, withdrawn)
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


def _agrees(arrangement: Arrangement, told: _Told, question: str) -> bool:
    """Whether the person agrees, who is asked once."""
    if question not in told.agreed and not arrangement.deciding.agree(question):
        return False
    told.agreed.add(question)
    return True


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


def _send(outset: Outset, arrangement: Arrangement, told: _Told) -> bool:
    """Send what is here; False where somebody else was faster.

    Raises FaultyPlanError for a plan with errors, which is never sent, BreachError, OwnLinkError
    and RemoteError.
    """
    _, repository, remote = outset
    commit, theirs = head_of(repository), told.theirs
    check_outgoing(outset.workplace, repository, theirs, commit)
    base = find_base(repository, told.before, theirs) if theirs else None
    if base != commit:
        told.findings = find_breaches(arrangement.auditing, base, commit)
    if theirs == commit:
        return True
    found = _of_sent(outset, told, commit)
    if (
        found
        and found.found
        and not _agrees(arrangement, told, f"{name_findings(found)};照样送吗?")
    ):
        raise BreachError(found)
    return push(repository, remote, commit, arrangement.line) is Pushed.THERE


def _of_sent(outset: Outset, told: _Told, commit: str) -> Findings | None:
    """What an audit found of what the others have not got yet."""
    if told.findings is None or told.theirs is None:
        return told.findings
    return told.findings.among(list_commits(outset.repository, commit, told.theirs))


def _sum_up(outset: Outset, told: _Told) -> Synced:
    _, repository, remote = outset
    before, now, theirs = told.before, head_of(repository), told.theirs
    received = NOTHING
    if theirs:
        received = describe_passage(repository, Ends(before, now), Ends(before, theirs))
        if told.findings:
            found = told.findings.among(list_commits(repository, theirs, before))
            received = received._replace(findings=found)
    sent = describe_passage(repository, Ends(theirs, now), Ends(theirs, now))
    return Synced(
        remote,
        received=received,
        sent=sent._replace(findings=_of_sent(outset, told, now)),
        joined=told.joined,
        decided=told.decided,
        notes=tuple(dict.fromkeys(told.notes)),
        is_new=theirs is None,
    )
