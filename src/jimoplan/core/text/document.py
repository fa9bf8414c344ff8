"""The text of a plan and where in it each value stands."""

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from jimoplan.core.display.cells import reveal_line
from jimoplan.core.text.nodes import Fault, Mapping, Node, Scalar, Sequence
from jimoplan.core.text.problems import Problem

Path = tuple[str | int, ...]

_LONGEST = 400
_LINE_END = re.compile(r"\r\n|\r|\n")


class Span(NamedTuple):
    """Two character positions in a text, the second one just past the end."""

    start: int
    end: int


class Document:
    """A text without BOM and its nodes; spans are found by the path a value has in the plan."""

    def __init__(self, text: str, root: Node | None = None) -> None:
        self.text = text
        self.root = root

    def value_span(self, path: Path) -> Span:
        """Where the value at a path stands; if there is none, the nearest one that encloses it."""
        return _visible(self.text, self._walk(path)[-1].node)

    def key_span(self, path: Path) -> Span:
        """Where the key at the end of a path stands; for an element of a list, its value."""
        step = self._walk(path)[-1]
        return _visible(self.text, step.key or step.node)

    def place(self, fault: Fault) -> Problem:
        """The fault with the line and column of its position."""
        start = min(fault.start, len(self.text))
        line = bisect_right(self._line_starts, start)
        first, source = self._line_starts[line - 1], self._source(line)
        column = start - first + 1
        end_column = max(column + 1, min(fault.end - first, len(source)) + 1)
        words = _one_line(fault.message), _one_line(fault.remedy)
        return Problem(fault.code, *words, line, column, end_column, source)

    def _source(self, line: int) -> str:
        """A line's text, made once for all its problems: a line may be the whole file."""
        if line not in self._sources:
            first, end = self._line_starts[line - 1 : line + 1]
            self._sources[line] = self.text[first:end].rstrip("\r\n")
        return self._sources[line]

    @cached_property
    def _sources(self) -> dict[int, str]:
        return {}

    @cached_property
    def _line_starts(self) -> list[int]:
        ends = [match.end() for match in _LINE_END.finditer(self.text)]
        return [0, *ends, len(self.text) + 1]

    def _walk(self, path: Path) -> "list[_Step]":
        steps = [_Step(None, self.root or Scalar(0, 0, "", ""))]
        for part in path:
            step = self._child(steps[-1].node, part)
            if step is None:
                break
            steps.append(step)
        return steps

    def _child(self, node: Node, part: str | int) -> "_Step | None":
        if isinstance(node, Mapping) and isinstance(part, str):
            return self._pairs(node).get(part)
        if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            return _Step(None, node.items[part])
        return None

    def _pairs(self, node: Mapping) -> "dict[str, _Step]":
        """A mapping's pairs by key, kept for the next look-up."""
        if id(node) not in self._indexes:
            self._indexes[id(node)] = {key.value: _Step(key, value) for key, value in node.pairs}
        return self._indexes[id(node)]

    @cached_property
    def _indexes(self) -> "dict[int, dict[str, _Step]]":
        return {}


class _Step(NamedTuple):
    key: Scalar | None
    node: Node


def _visible(text: str, node: Node) -> Span:
    """A node's span up to the end of its first line, without the comments that follow a block."""
    if isinstance(node, Scalar) and not node.is_block:
        return Span(node.start, max(node.end, node.start))
    line = _LINE_END.split(text[node.start : node.start + 200], 1)[0]
    return Span(node.start, min(node.end, node.start + len(line.rstrip())))


def _one_line(words: str) -> str:
    """A message that quotes the file, on one line, without invisible characters, cut to size."""
    half = _LONGEST // 2
    shown = words if len(words) <= _LONGEST else f"{words[:half]}…{words[-half:]}"
    return shown if shown.isprintable() else reveal_line(" ".join(shown.splitlines()))
