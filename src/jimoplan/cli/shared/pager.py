"""Long answers, a screen at a time where a person reads them at a terminal."""

import os
import sys
from collections.abc import Callable

from jimoplan.cli.shared.streams import write

_LESS = "FRX-P[Space / b / q]$"
"""Colours pass, what fits on a screen is only printed and stays there; the keys stand below.

A prompt of less is ASCII: less 590, among others, shows anything else as garbage.
"""
_KEYS = "(一次一屏:空格 下一屏,b 上一屏,q 退出)\n"


def write_long(text: str, writing: Callable[[str], None] = write) -> None:
    """Write to standard output, through a pager where a person reads what is longer than a screen.

    `writing` is how it is written else. PAGER names the pager; `cat` or nothing means none, and so
    does the option --no-pager.
    """
    if not _is_wanted() or not _is_longer_than_the_screen(text):
        writing(text)
        return
    from pydoc import pager

    if _is_less_as_it_comes():
        text = f"{_KEYS}{text}"
    os.environ.setdefault("LESS", _LESS)
    os.environ.setdefault("LESSCHARSET", "utf-8")
    os.environ.setdefault("LESSSECURE", "1")  # a command typed into it by mistake writes no file
    sys.stdout.flush()
    pager(text)


def want_no_pager() -> None:
    """Write whatever is written from here on without a pager."""
    os.environ["PAGER"] = "cat"


def _is_wanted() -> bool:
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    return at_terminal and _can_start(os.environ.get("PAGER", "less").strip())


def _is_less_as_it_comes() -> bool:
    """Whether the keys have to be told: to who has set up a pager of their own they are known."""
    return "LESS" not in os.environ and os.environ.get("PAGER", "less").strip() == "less"


def _can_start(named: str) -> bool:
    """Whether a pager is there; whatever a shell could not start would take the answer with it."""
    import shlex
    from shutil import which

    try:
        words = shlex.split(named)
    except ValueError:
        return False
    if named == "less" and "PAGER" not in os.environ:
        return True  # where there is none pydoc has others
    return bool(words) and words != ["cat"] and which(words[0]) is not None


def _is_longer_than_the_screen(text: str) -> bool:
    from shutil import get_terminal_size

    return text.count("\n") >= get_terminal_size().lines
