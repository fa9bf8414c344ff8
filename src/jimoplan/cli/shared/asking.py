"""Questions to the person at the terminal, answered by yes or no, or by a line."""

import sys
from collections.abc import Sequence

from jimoplan.cli.shared.streams import say
from jimoplan.core.display.cells import reveal_line
from jimoplan.errors import UsageError


def confirm(question: str, *, yes: bool) -> bool:
    """Whether the person at the terminal agrees; raises UsageError where there is nobody to ask."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise UsageError(f"{question} 不在终端里,没法提问", "确定的话加上 --yes 再运行一次")
    say(f"{reveal_line(question)} [是/否] ")
    answer = sys.stdin.readline().strip().lower()
    return answer in {"y", "yes", "是", "好", "对", "确定"}


def ask_if_sure(doubts: Sequence[str]) -> str:
    """The question whether all that is doubtful is meant; '' where nothing is."""
    return f"{';'.join(doubts)},确定吗?" if doubts else ""


def ask_line(question: str) -> str | None:
    """What the person at the terminal writes, '' for a line left empty; None where input ends."""
    say(reveal_line(question))
    answer = sys.stdin.readline()
    say("" if answer else "\n")
    return answer.strip() if answer else None
