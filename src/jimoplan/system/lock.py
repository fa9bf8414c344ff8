"""A lock for one writer at a time, and signals held back while it writes."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jimoplan.errors import DISK_CAUSES, JimoplanError

PATIENCE = 60.0
"""For how many seconds a writer waits for another one."""


class LockedError(JimoplanError):
    """Another process has held the plan's lock for longer than we wait."""

    code = "locked"

    def __init__(self, plan: Path) -> None:
        super().__init__(
            f"{plan} 正由另一个 jimoplan 改动,还没有完,这一次没有写入",
            "等那边做完再运行一次;在 git 钩子里不要改计划,钩子等的就是它",
        )


@contextmanager
def hold_lock(
    lock: Path,
    plan: Path,
    patience: float = PATIENCE,
    otherwise: JimoplanError | None = None,
) -> Iterator[None]:
    """Hold a lock over a plan; waits for `patience` seconds, then raises LockedError or another.

    The system frees the lock when its holder ends, however it ends. A lock file that a dead process
    left is no obstacle: what counts is the system's own lock on it.
    """
    from filelock import FileLock, Timeout

    holder = FileLock(lock, timeout=patience, poll_interval=0.02)
    try:
        holder.acquire()
    except Timeout:
        raise otherwise or LockedError(plan) from None
    except OSError as error:
        known = (error.strerror or type(error).__name__, "检查这个文件夹的权限")
        why, remedy = DISK_CAUSES.get(error.errno or 0, known)
        raise JimoplanError(f"锁不住 {plan}:写不了 {lock}({why})", remedy) from None
    try:
        yield
    finally:
        holder.release()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold back signals that would end the process; the first one heard is raised afterwards.

    git and its hooks, who hear of an interrupt at the terminal themselves, decide meanwhile.
    """
    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    signals = [getattr(signal, name) for name in names if hasattr(signal, name)]
    heard: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, lambda n, _: heard.append(n)) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in heard[:1]:
            signal.raise_signal(number)
