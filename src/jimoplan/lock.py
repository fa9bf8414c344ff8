"""One writer at a time: a lock that the system lets go of when its holder ends, however it ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jimoplan.errors import JimoplanError

_PATIENCE = 60.0


class LockedError(JimoplanError):
    """Another process has been changing the plan for longer than anybody waits."""

    def __init__(self, plan: Path) -> None:
        super().__init__(
            f"{plan} 正由另一个 jimoplan 改动,等了很久也没有完,这一次没有写入",
            "等那边做完再运行一次;不知道是谁,就看看哪个终端还停在提问上",
        )


@contextmanager
def hold_lock(lock: Path, plan: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Be the only one to change a plan; waits so many seconds, then raises LockedError.

    A lock file that a dead process left is no obstacle: what counts is the system's own lock on it.
    """
    from filelock import FileLock, Timeout

    holder = FileLock(lock, timeout=patience, poll_interval=0.02)
    try:
        holder.acquire()
    except Timeout:
        raise LockedError(plan) from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise JimoplanError(f"锁不住 {plan}:写不了 {lock}({why})", "检查这个文件夹的权限") from None
    try:
        yield
    finally:
        holder.release()
