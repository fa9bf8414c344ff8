"""sync: others' work brought here, one's own brought to them; nothing else ever sends anything."""

from collections.abc import Callable
from typing import NamedTuple

from jimoplan.actions.plan.open import FaultyPlanError
from jimoplan.actions.sharing.audited import (
    Auditing,
    BreachError,
    Breaches,
    find_breaches,
    name_breaches,
)
from jimoplan.actions.sharing.incoming import check_incoming
from jimoplan.actions.sharing.joined import Deciding, Joined, Sides, foresee_conflicts, join
from jimoplan.actions.sharing.outgoing import check_outgoing
from jimoplan.actions.sharing.outset import Outset, find_common
from jimoplan.actions.sharing.passage import (
    NOTHING,
    Ends,
    Passage,
    describe_passage,
    list_undone,
    read_plan_at,
)
from jimoplan.actions.sharing.withdrawn import WithdrawnError, name_withdrawn
from jimoplan.errors import JimoplanError
from jimoplan.git.joining import (
    find_base,
    follow,
    head_of,
    list_authors,
    list_commits,
    list_withdrawn,
    measure,
)
from jimoplan.git.obstacles import Obstacle, RemoteError
from jimoplan.git.remote import (
    Line,
    Pushed,
    Remote,
    fetch,
    list_branches,
    push,
)
from jimoplan.system.lock import undisturbed

_TRIES = 5


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
    `to_decide` where both have changed the same and a person will be asked, `undone` what others
    had changed and is as before by that,
    `is_new` whether the branch was not there before.
    """

    remote: Remote
    received: Passage = NOTHING
    sent: Passage = NOTHING
    joined: str | None = None
    decided: int = 0
    to_decide: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    is_new: bool = False
    failure: JimoplanError | None = None


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
    base = find_common(outset, ours, theirs)
    received = describe_passage(repository, Ends(base, theirs), Ends(ours, theirs))
    sent = describe_passage(repository, Ends(base, ours), Ends(theirs, ours))
    withdrawn = list_withdrawn(repository, remote.tracking, ours, theirs)
    return Synced(
        remote,
        received=_audit(auditing, received, base, theirs),
        sent=_audit(auditing, sent, base, ours),
        to_decide=foresee_conflicts(repository, base, ours, theirs),
        notes=(name_withdrawn(remote, withdrawn),) if withdrawn else (),
    )


def _audit(auditing: Auditing, passage: Passage, base: str | None, tip: str) -> Passage:
    return passage._replace(breaches=find_breaches(auditing, base, tip)) if passage else passage


def sync(outset: Outset, arrangement: Arrangement) -> Synced:
    """Bring in what others have sent, merge, check, and send one's own, again if others are faster.

    Raises JimoplanError where nothing could be done, KeyboardInterrupt with how far it went; what
    fails after something has come in is told in the result.
    """
    told = _Told()
    try:
        return _sync(outset, arrangement, told)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(f"中断了,{_say_how_far(outset, told)}") from None


def _say_how_far(outset: Outset, told: "_Told") -> str:
    if told.is_sending:
        return "正在送出,送到没有不一定;再运行一次 jimoplan sync 就知道,自己的改动都在本机"
    if told.before and told.before != head_of(outset.repository):
        return "收到的已经合在本机,没有送出"
    return "什么都没有动"


def _sync(outset: Outset, arrangement: Arrangement, told: "_Told") -> Synced:
    _, repository, remote = outset
    told.before = head_of(repository)
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

    def __init__(self) -> None:
        self.before = ""
        self.theirs: str | None = None
        self.joined: str | None = None
        self.decided = 0
        self.notes: list[str] = []
        self.undone: list[str] = []
        self.agreed: set[str] = set()
        self.breaches: Breaches | None = None
        self.is_sending = False


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
    base = find_common(outset, ours, theirs)
    check_incoming(workplace, repository, base, Ends(ours, theirs))
    new = theirs
    if distance.ours:
        joined = _join(outset, arrangement, Ends(ours, theirs))
        new, told.joined = joined.commit, joined.commit
        told.decided += joined.decided
        told.notes += joined.notes
        if joined.decided:
            told.undone += list_undone(repository, base, (ours, theirs), new)
    with workplace.locked(), undisturbed():
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


def _send(outset: Outset, arrangement: Arrangement, told: _Told) -> bool:
    """Send what is here; False where somebody else was faster.

    Raises FaultyPlanError for a plan with errors, which is never sent, BreachError, OwnLinkError
    and RemoteError.
    """
    _, repository, remote = outset
    commit, theirs = head_of(repository), told.theirs
    check_outgoing(outset, told.before, theirs, commit)
    base = find_base(repository, told.before, theirs) if theirs else None
    if base != commit:
        told.breaches = find_breaches(arrangement.auditing, base, commit)
    if theirs == commit:
        return True
    found = _of_sent(outset, told, commit)
    if (
        found
        and found.found
        and not _agrees(arrangement, told, f"{name_breaches(found)};照样送吗?")
    ):
        raise BreachError(found)
    told.is_sending = True
    pushed = push(repository, remote, commit, arrangement.line)
    told.is_sending = False
    return pushed is Pushed.THERE


def _of_sent(outset: Outset, told: _Told, commit: str) -> Breaches | None:
    """What an audit found of what the others have not got yet."""
    if told.breaches is None or told.theirs is None:
        return told.breaches
    return told.breaches.among(list_commits(outset.repository, commit, told.theirs))


def _sum_up(outset: Outset, told: _Told) -> Synced:
    _, repository, remote = outset
    before, now, theirs = told.before, head_of(repository), told.theirs
    received = NOTHING
    if theirs:
        received = describe_passage(repository, Ends(before, now), Ends(before, theirs))
        if told.breaches:
            found = told.breaches.among(list_commits(repository, theirs, before))
            received = received._replace(breaches=found)
    sent = describe_passage(repository, Ends(theirs, now), Ends(theirs, now))
    return Synced(
        remote,
        received=received,
        sent=sent._replace(breaches=_of_sent(outset, told, now)),
        joined=told.joined,
        decided=told.decided,
        undone=tuple(told.undone),
        notes=tuple(dict.fromkeys(told.notes)),
        is_new=theirs is None,
    )
