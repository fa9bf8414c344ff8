"""Making a proposed change: under a lock, on what is there now, committed by itself or not."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from jimoplan.actions.changing.commit_base import (
    Done,
    NotCommittableError,
    describe_commit,
    find_commit_base,
)
from jimoplan.actions.changing.proposal import ClashedError, Proposal, RefusedChangeError, redo
from jimoplan.actions.plan.open import BrokenFileError, Reading, interpret
from jimoplan.core.changes.changes import Changes, invert
from jimoplan.core.changes.told import tell
from jimoplan.core.text.writing.apply import Made
from jimoplan.errors import JimoplanError, UnfinishedError
from jimoplan.git.commit import (
    BaseMovedError,
    CommitBase,
    CommitRefusedError,
    Placing,
    commit_content,
)
from jimoplan.git.objects import ObjectReader, identify, open_objects
from jimoplan.git.patches import FileChange
from jimoplan.git.process import find_cause, runs_inside_git
from jimoplan.system.files import Replacement, read_bytes, replace_bytes, replaced, shown_path
from jimoplan.system.lock import undisturbed

_TRIES = 20


class CommitFailedError(JimoplanError):
    """Git, a hook or the signing program refused; `words` are theirs, `state` says what is left."""

    def __init__(self, words: str, state: str) -> None:
        why, remedy = find_cause(words) or ("git 没有接受这次提交", "按上面的话处理后再运行一次")
        super().__init__(f"{why},{state}", remedy)
        self.words = words


def carry_out(proposal: Proposal, *, commit: bool) -> Done:
    """Write the proposed change and commit it, unless policy or the person has it otherwise.

    What has changed since the proposal was made is kept: the change is made once more on what is
    there. Raises ClashedError and RefusedChangeError where it does not fit any more,
    NotCommittableError before anything is written, CommitFailedError when the file has been put
    back, JimoplanError where the file or the lock fails.
    """
    workplace = proposal.workplace
    inside = runs_inside_git()
    commits_to = workplace.repository if commit and not inside else None
    with (
        workplace.locked(),
        open_objects(commits_to) if commits_to else nullcontext() as objects,
    ):
        for _ in range(_TRIES):
            base, notes = _find_base(proposal, objects)
            with undisturbed():
                done = _try_once(proposal, base, notes)
            if done:
                return done._replace(notes=(*done.notes, *([_INSIDE] if commit and inside else [])))
    name = shown_path(workplace.path)
    raise JimoplanError(f"{name} 一直在变,没有写入", "等别的程序停下来再运行一次")


_INSIDE = "由 git 启动(钩子、别名等):只写了文件,没有提交;这次 git 操作做完以后,运行 jimoplan commit"


def tell_uncommitted(proposal: Proposal) -> tuple[str, ...]:
    """What to mind where a file says already what was to be written: that git may not have it."""
    repository = proposal.workplace.repository
    head = repository.read_head() if repository else None
    if head is None or head.blob is None or head.data == proposal.reading.data:
        return ()
    return ("计划文件里有还没有提交的改动;这一次的也在里面的话,运行 jimoplan commit 提交",)


def _find_base(
    proposal: Proposal, objects: ObjectReader | None
) -> tuple[CommitBase | None, tuple[str, ...]]:
    """Where the change would be committed, None with the reason where it will not be."""
    workplace = proposal.workplace
    if objects:
        return find_commit_base(objects, workplace, proposal.reading.plan)
    return None, () if workplace.repository else (workplace.why_alone,)


def _try_once(proposal: Proposal, base: CommitBase | None, notes: tuple[str, ...]) -> Done | None:
    """Write and commit; None if the file, HEAD or the index changed in the very moment."""
    path = proposal.workplace.path
    reading = _reread(proposal)
    same = reading.data == proposal.reading.data
    data = reading.encode(proposal.written if same else proposal.remake(reading))
    content = _content_at_head(proposal, base, reading, data) if base else b""
    if base and content == base.head.data:
        base, notes = None, ("上次提交里本来就是这样,没有什么可提交",)
    if not base:
        return Done(None, notes) if replace_bytes(path, data, reading.data) else None
    me = proposal.workplace.name_of_author
    message = compose_message(proposal.subject, proposal.changes, proposal.trailers, me)
    placing = Placing(data, _placed(proposal, reading, data))
    try:
        committed = commit_content(base, _change_at_head(base, content), message, placing)
    except (BaseMovedError, _FileMovedError):
        return None
    return describe_commit(base.objects, committed, notes)


class _FileMovedError(Exception):
    """The plan's file is not what it was when the change was made."""


@contextmanager
def _placed(proposal: Proposal, reading: Reading, data: bytes) -> Iterator[None]:
    """The change in the plan's file, until what goes on meanwhile fails: then it is taken back.

    The failure says what became of the file.
    """
    with replaced(proposal.workplace.path, data, reading.data) as replacement:
        if replacement is None:
            raise _FileMovedError
        try:
            yield
        except CommitRefusedError as refused:
            state = _take_back(proposal, replacement, refused.words)
            raise CommitFailedError(refused.words, state) from None
        except JimoplanError as failure:
            failure.message += f";{_take_back(proposal, replacement)}"
            raise
        except BaseException:
            _take_back(proposal, replacement)
            raise


def _change_at_head(base: CommitBase, content: bytes) -> FileChange:
    old = base.head.blob or ""
    return FileChange(base.objects.repository.path, old, identify(content, like=old), content)


def _take_back(proposal: Proposal, replacement: Replacement, words: str = "") -> str:
    """Put the file back as it was, or take only the change out of it where a hook changed more.

    Returns what became of the file; raises UnfinishedError, with git's words, if it cannot be put
    back now.
    """
    path = proposal.workplace.path
    try:
        if replacement.put_back():
            return "计划文件已恢复原样"
    except UnfinishedError as failure:
        failure.message = f"没有提交,这次改动却还在文件里:{failure.message}"
        failure.remedy += ";jimoplan 下一次改计划以前会先恢复它"
        failure.words = words
        raise
    try:
        now = interpret(path, read_bytes(path))
        made = Made(proposal.reading.loaded, proposal.written)
        undone = now.encode(redo(path, now, invert(proposal.changes), made))
        if proposal.changes and replace_bytes(path, undone, now.data):
            return "这次改动已撤回;钩子对计划文件的改动还在"
    except JimoplanError as failure:
        return f"计划文件没有恢复,这次改动还在里面({failure.message}),请自行检查"
    return "计划文件这期间又有改动,没有恢复,请自行检查"


def _reread(proposal: Proposal) -> Reading:
    path = proposal.workplace.path
    data = read_bytes(path)
    return proposal.reading if data == proposal.reading.data else interpret(path, data)


def _content_at_head(proposal: Proposal, base: CommitBase, reading: Reading, data: bytes) -> bytes:
    """The committed content: the change made to the text at HEAD, which may not be the file's."""
    if base.head.data == reading.data:
        return data
    try:
        at_head = interpret(proposal.workplace.path, base.head.data)
        return at_head.encode(proposal.remake(at_head))
    except BrokenFileError:
        why = "上次提交的计划文件有错误"
    except RefusedChangeError as refused:
        why = f"少了前面没有提交的改动,计划会有错误:{refused.problems[0].message}"
    except ClashedError:
        why = "这次改动建立在还没有提交的改动上"
    items = "、".join(dict.fromkeys(change.item.id for change in proposal.changes))
    remedy = "先运行 jimoplan commit 把前面的改动提交了"
    raise NotCommittableError(f"{why}({items}),没法单独提交", remedy)


def compose_message(
    subject: str, changes: Changes, more: tuple[str, ...] = (), by: str | None = None
) -> str:
    """A commit message: a subject, and trailers that name the items and what changed of them.

    `by` is the name of the author.
    """
    items = dict.fromkeys(change.item.id or "plan" for change in changes)
    trailers = [*more, *(f"Plan-Item: {item}" for item in items)]
    trailers += [f"Plan-Change: {line}" for line in tell(changes, by)]
    return f"{subject}\n\n" + "".join(f"{trailer}\n" for trailer in trailers)
