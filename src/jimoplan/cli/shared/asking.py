"""A question to the person at the terminal, answered by yes or no."""

import sys

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
