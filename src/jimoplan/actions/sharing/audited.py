"""What an audit says of commits that go from one clone to another."""

from collections.abc import Callable, Collection
from typing import NamedTuple

from jimoplan.actions.history.audit import Audit
from jimoplan.errors import ExitCode, JimoplanError

Auditing = Callable[[str | None], Audit]
"""The audit of a range of commits, or of all that has led to HEAD."""

_MOST_NAMED = 3


class FoundBreach(NamedTuple):
    """A breach that stands: the id of its commit, and what it is in words."""

    commit: str
    words: str


class Breaches(NamedTuple):
    """What an audit found, and the command that tells all; `unseen` is why it could not be made."""

    command: str
    found: tuple[FoundBreach, ...] = ()
    unseen: str = ""

    def among(self, commits: Collection[str]) -> "Breaches":
        """What was found of some of the commits."""
        return self._replace(found=tuple(each for each in self.found if each.commit in commits))

    def tell(self, whose: str) -> tuple[str, ...]:
        """A line on commits named so, such as 收到的; none where all is well."""
        if self.unseen:
            return (f"注意:{whose}提交没能审计:{self.unseen}",)
        if not self.found:
            return ()
        return (f"审计:{whose}提交有违规 {len(self.found)} 处,逐处看运行 {self.command}",)


class BreachError(JimoplanError):
    """What is to be sent has breaches, and nobody has said that it be sent even so."""

    exit_code = ExitCode.NO

    def __init__(self, breaches: Breaches) -> None:
        super().__init__(
            f"没有送出:{name_breaches(breaches)}",
            f"逐处看、看怎么办:{breaches.command};改好或撤销(jimoplan undo 提交)以后再运行,"
            "要照样送的加上 --yes",
        )


def name_breaches(breaches: Breaches) -> str:
    """How many breaches there are in what is to be sent, and the first of them."""
    named = ";".join(each.words for each in breaches.found[:_MOST_NAMED])
    more = ";……" if len(breaches.found) > _MOST_NAMED else ""
    return f"要送出的提交审计不通过,有违规 {len(breaches.found)} 处:{named}{more}"


def find_breaches(auditing: Auditing, base: str | None, tip: str) -> Breaches:
    """What an audit finds of the commits that have led to a tip and not to a base."""
    range_ = f"{base[:9]}..{tip[:9]}" if base else None
    command = " ".join(filter(None, ("jimoplan audit", range_)))
    try:
        audit = auditing(f"{base}..{tip}" if base else None)
    except JimoplanError as failure:
        return Breaches(command, unseen=failure.message)
    found = (
        FoundBreach(
            each.commit.id,
            f"{each.commit.short} {each.commit.author.name} {breach.code} {breach.rule.title}",
        )
        for each in audit.judged
        for breach in each.breaches
        if not breach.settled
    )
    return Breaches(command, tuple(found))
