"""What was typed, what it was taken for, and the line that shows this back."""

from typing import Generic, NamedTuple, TypeVar

_Value_co = TypeVar("_Value_co", covariant=True)


class Reading(NamedTuple, Generic[_Value_co]):
    """A value with how it was typed and how it is written by rule.

    `what` is the word for such a thing: 日期, 期次, 编号; `meaning` says the value once more in
    other words. What is written by rule reads as itself.
    """

    value: _Value_co
    what: str
    written: str
    standard: str
    meaning: str = ""

    @property
    def told(self) -> str:
        """How it was read, in words; '' where it was written by rule."""
        if self.written.strip() == self.standard:
            return ""
        meaning = f"({self.meaning})" if self.meaning else ""
        return f"{self.what}“{self.written.strip()}”读作 {self.standard}{meaning}"
