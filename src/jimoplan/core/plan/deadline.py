"""Deadlines: a day, or the end of a month, a quarter, half a year or a year, as it was written."""

import re
from calendar import monthrange
from datetime import date
from typing import Annotated, Any

from pydantic import PlainSerializer, WithJsonSchema, WrapValidator
from pydantic_core import PydanticCustomError

from jimoplan.core.plan.header import Period

_SPAN = re.compile(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTHS_OF_QUARTER, _MONTHS_OF_HALF, _MONTHS = 3, 6, 12


class SpanEnd(date):
    """The last day of 2024-06, 2024-Q2, 2024-H1 or 2024, which stays written as it is.

    It is ordered as that day, and equal only to what is written alike.
    """

    written: str

    def __new__(cls, written: Any, month: Any = None, day: Any = None) -> Any:  # noqa: ANN401
        """The end of the span written; a plain day where date's own arithmetic asks for one."""
        if month is not None:
            return date(written, month, day)
        found = _SPAN.fullmatch(written)
        if found is None:
            raise ValueError(written)
        year, month, quarter, half = (int(part) if part else 0 for part in found.groups())
        last = month or quarter * _MONTHS_OF_QUARTER or half * _MONTHS_OF_HALF or _MONTHS
        self = super().__new__(cls, year, last, monthrange(year, last)[1])
        self.written = written
        return self

    def __reduce__(self) -> tuple[type["SpanEnd"], tuple[str]]:
        """How it is copied and sent to another process."""
        return type(self), (self.written,)

    def __str__(self) -> str:
        """As it is written in the plan."""
        return self.written

    def __format__(self, form: str) -> str:
        """As it is written in the plan, unless some form of the day is asked for."""
        return super().__format__(form) if form else self.written

    def __eq__(self, other: object) -> bool:
        """Whether the other is the end of the same span, written the same."""
        return isinstance(other, SpanEnd) and self.written == other.written

    def __ne__(self, other: object) -> bool:
        """Whether it is not; date has an answer of its own."""
        return not self == other

    def __hash__(self) -> int:
        """By what is written."""
        return hash(self.written)

    def words(self, *, with_year: bool) -> str:
        """6月底, 二季度末, 上半年末, 年底, behind its year where that is asked for."""
        match self.written[5:6]:
            case "":
                return f"{self.year}年底" if with_year else "年底"
            case "Q":
                span = f"{'一二三四'[int(self.written[-1]) - 1]}季度末"
            case "H":
                span = f"{'上下'[int(self.written[-1]) - 1]}半年末"
            case _:
                span = f"{self.month}月底"
        return f"{self.year}年{span}" if with_year else span


def read_deadline(written: str) -> date | None:
    """The day or the end of the span that is written; None where it is neither."""
    if _SPAN.fullmatch(written) and int(written[:4]):
        end: date = SpanEnd(written)
        return end
    try:
        return date.fromisoformat(written) if _DAY.fullmatch(written) else None
    except ValueError:
        return None


def say_deadline(due: date, period: Period) -> str:
    """A deadline as people read it: 2024-06-30, 6月底, 2024年6月底 where the year is not plain."""
    if not isinstance(due, SpanEnd):
        return str(due)
    return due.words(with_year=not period.start.year == period.end.year == due.year)


def plain_day(due: date) -> date:
    """The day itself that a deadline ends on, to count with."""
    return date(due.year, due.month, due.day) if isinstance(due, SpanEnd) else due


def _validate(value: object, handler: Any) -> date:  # noqa: ANN401
    if isinstance(value, SpanEnd):
        return value
    if isinstance(value, str):
        found = read_deadline(value)
        if found is None:
            raise PydanticCustomError("deadline_form", "时限写法不对")
        return found
    day: date = handler(value)
    return day


DEADLINE_PATTERN = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-Q[1-4]|-H[12])?$"

Deadline = Annotated[
    date,
    WrapValidator(_validate),
    PlainSerializer(str, return_type=str, when_used="json"),
    WithJsonSchema({"type": ["string", "integer"], "pattern": DEADLINE_PATTERN}),
]
"""2024-06-30, or 2024-06, 2024-Q2, 2024-H1 and 2024 for the last day of that."""
