"""YAML as plain nodes with spans, and the faults that are found in them."""

from collections.abc import Iterable
from typing import NamedTuple

MAX_ERRORS = 10_000

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Fault(NamedTuple):
    """Something wrong with the text between two character positions."""

    code: str
    start: int
    end: int
    message: str
    remedy: str


class Unreadable(Exception):  # noqa: N818 - it carries a fault, it is not one
    """Reading cannot go on past this fault; `shown` is as much of the text as could be read."""

    def __init__(self, fault: Fault, shown: str = "") -> None:
        super().__init__(fault.message)
        self.fault = fault
        self.shown = shown


class SyntaxFault(Exception):  # noqa: N818 - as above
    """The parser gave up at `index`, inside what began at `opened`, with its own English words."""

    def __init__(self, index: int, words: str, opened: int | None = None) -> None:
        super().__init__(words)
        self.index = index
        self.words = words
        self.opened = index if opened is None else opened


class Faults:
    """The faults found in a text, in the order in which they are found."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self._errors = 0

    def add(self, fault: Fault) -> None:
        """Add a fault; raises Unreadable once there are more than MAX_ERRORS errors."""
        self.found.append(fault)
        self._errors += fault.code.startswith("E")
        if self._errors > MAX_ERRORS:
            raise too_many_errors(self.found[0].start)

    def extend(self, faults: Iterable[Fault]) -> None:
        """Add several faults; raises Unreadable as `add` does."""
        for fault in faults:
            self.add(fault)


def too_many_errors(start: int) -> Unreadable:
    """The refusal of a text with more than MAX_ERRORS errors, the first of them at `start`."""
    message = f"错误超过 {MAX_ERRORS // 10_000} 万处,没有逐一列出"
    remedy = "检查是否选错了文件;若由程序生成,先改正程序"
    return Unreadable(Fault("E020", start, start + 1, message, remedy))


class Scalar(NamedTuple):
    """A value as written; `style` is one of '' (plain), ', ", | and >."""

    start: int
    end: int
    value: str
    style: str

    @property
    def is_null(self) -> bool:
        """Whether nothing (or ~ or null) is written here."""
        return not self.style and self.value in _NULLS

    @property
    def is_block(self) -> bool:
        """Whether the text stands in the lines below | or >."""
        return self.style in {"|", ">"}


class _Collection:
    """A list or mapping; `flow` says whether it stands in brackets or braces."""

    __slots__ = ("end", "flow", "start")

    def __init__(self, start: int, end: int, *, flow: bool) -> None:
        self.start = start
        self.end = end
        self.flow = flow


class Sequence(_Collection):
    """A list."""

    __slots__ = ("items",)

    def __init__(self, start: int, end: int, *, flow: bool) -> None:
        super().__init__(start, end, flow=flow)
        self.items: list[Node] = []


class Mapping(_Collection):
    """Pairs in the order of the file, repeated keys included."""

    __slots__ = ("pairs",)

    def __init__(self, start: int, end: int, *, flow: bool) -> None:
        super().__init__(start, end, flow=flow)
        self.pairs: list[tuple[Scalar, Node]] = []


Node = Scalar | Sequence | Mapping

Value = str | None | list["Value"] | dict[str, "Value"]
"""The value of a node: text, nothing, a list or a dictionary; the model decides on types."""
