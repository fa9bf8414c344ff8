"""What goes on while work takes long, told on standard error at a terminal and nowhere else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from threading import Timer
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

_Found = TypeVar("_Found")

_PATIENCE = 1.0
"""Seconds of work without a word; most commands are done by then."""


class _Telling:
    """A line with a moving sign, the words and the time gone, once work has taken long."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._shown: Progress | None = None
        self._timer = Timer(_PATIENCE, self._begin)
        self._timer.daemon = True
        self._timer.start()

    def _begin(self) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn("line"), TextColumn("{task.description}"), TimeElapsedColumn())
        self._shown = Progress(*columns, console=Console(stderr=True), transient=True)
        self._shown.add_task(self._words)
        self._shown.start()

    def end(self) -> None:
        """Take the line away."""
        self._timer.cancel()
        self._timer.join()
        if self._shown:
            self._shown.stop()


@contextmanager
def at_work(words: str) -> Iterator[None]:
    """Tell what goes on, as in 正在审计, from the first second of the work within; then nothing."""
    if not sys.stderr.isatty():
        yield
        return
    telling = _Telling(words)
    try:
        yield
    finally:
        telling.end()


def each_at_work(words: str, found: Iterator[_Found]) -> Iterator[_Found]:
    """What an iterator finds, telling what goes on while the next is long in coming."""
    while True:
        with at_work(words):
            following = list(islice(found, 1))
        if not following:
            return
        yield following[0]
