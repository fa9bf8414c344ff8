"""Commits that were shared once and have been taken off the other repository since."""

from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.git.joining import Withdrawn
from jimoplan.git.remote import Remote

_MOST_NAMED = 3


class WithdrawnError(JimoplanError):
    """Others have taken commits away that would be sent again from here."""

    exit_code = ExitCode.NO

    def __init__(self, remote: Remote, withdrawn: tuple[Withdrawn, ...]) -> None:
        super().__init__(
            f"{name_withdrawn(remote, withdrawn)};没有同步,什么都没有动",
            "先问清楚是谁、为什么撤的。要送回去,加上 --yes;也不要它们的:自己没有别的提交,运行 "
            f"git reset --keep {remote.shown},这里也退到那边的样子;有,就另 clone 一份,"
            "重做自己的改动",
        )


def name_withdrawn(remote: Remote, withdrawn: tuple[Withdrawn, ...]) -> str:
    """How many commits are not there any more, and the latest of them."""
    named = "、".join(f"{each.subject}({each.author})" for each in withdrawn[:_MOST_NAMED])
    more = "……" if len(withdrawn) > _MOST_NAMED else ""
    return f"{remote.shown} 上撤掉了 {len(withdrawn)} 次提交,您这里还有:{named}{more}"
