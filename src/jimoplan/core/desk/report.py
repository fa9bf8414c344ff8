"""What somebody writes of one item: figures, texts, and whose report it is."""

from datetime import date
from typing import NamedTuple

from jimoplan.core.input.nothing import says_nothing


class Report(NamedTuple):
    """A report on the item of an id, as it was written; figures have been read, texts have not.

    `progress`, `value` and `period` are the number in digits. `dept` is the department that was
    named, `by` the person; None is what nobody said. `done` reports the item as 已完成.
    """

    id: str
    progress: str | None = None
    value: str | None = None
    period: str | None = None
    note: str | None = None
    problem: str | None = None
    solved: str | None = None
    next: str | None = None
    day: date | None = None
    by: str | None = None
    dept: str | None = None
    done: bool = False
    evidence: tuple[str, ...] = ()

    @property
    def says_nothing(self) -> bool:
        """Whether there is neither a figure nor a text in it."""
        said = (self.progress, self.value, self.period)
        return not any((*said, self.note, *map(_meant, (self.problem, self.solved, self.next))))

    @property
    def words(self) -> str:
        """All that it says in one line: 进度 40%,初稿已征求意见,下一步:提请审查."""
        parts = (
            f"第{self.period}期" if self.period else "",
            f"进度 {self.progress}%" if self.progress else "",
            f"数值 {self.value}" if self.value else "",
            self.note or "",
            f"问题解决:{self.solved}" if _meant(self.solved) else "",
            f"问题:{self.problem}" if _meant(self.problem) else "",
            f"下一步:{self.next}" if _meant(self.next) else "",
            "报已完成" if self.done else "",
        )
        return ",".join(filter(None, parts))


def _meant(text: str | None) -> str:
    """A text, '' for one that says there is nothing."""
    return "" if text is None or says_nothing(text) else text
