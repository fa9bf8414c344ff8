"""Mending what a change left that was broken off: taken back, or the index brought up to it."""

from pathlib import Path

from jimoplan.git.index import recover_index
from jimoplan.git.objects import identify
from jimoplan.git.pending import forget_pending, is_pending, read_pending
from jimoplan.git.process import GitError, runs_inside_git
from jimoplan.git.repository import Repository
from jimoplan.system.files import recover_replaced
from jimoplan.system.lock import LockedError, hold_lock


def recover_unless_at_work(repository: Repository, lock: Path, plan: Path) -> tuple[str, ...]:
    """Mend what was broken off; what was done, in words. What is still being done is left alone.

    Raises JimoplanError if that fails.
    """
    if runs_inside_git() or not is_pending(repository):
        return ()
    try:
        with hold_lock(lock, plan, 0):
            return recover(repository)
    except LockedError:
        return ()


def recover(repository: Repository) -> tuple[str, ...]:
    """The same for whoever holds the plan's lock, so that nobody else is at work."""
    if not is_pending(repository):
        return ()
    try:
        pending = read_pending(repository)
        said: tuple[str, ...] = ()
        if pending:
            is_made = recover_index(repository, pending)
            written = None if is_made else pending.written
            if recover_replaced(repository.top / pending.plan, lambda data: _is(data, written)):
                said = ("上一次的改动没有做完就中断了,已经撤回;还要改,就再做一次",)
        forget_pending(repository)
    except OSError as error:
        raise GitError("上一次没有做完的提交收拾不了", error.strerror or "") from None
    return said


def _is(data: bytes, blob: str | None) -> bool:
    return blob is not None and identify(data, like=blob) == blob
