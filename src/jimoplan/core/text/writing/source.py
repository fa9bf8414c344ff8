"""A text by lines and the true extent of the values in it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Sequence as Rows
from functools import cached_property
from typing import NamedTuple

from jimoplan.core.text.nodes import Mapping, Node, Scalar, Sequence

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""Whatever YAML 1.1 takes for the end of a line."""


class Edit(NamedTuple):
    """A replacement for the characters from start up to end."""

    start: int
    end: int
    text: str


class Source:
    """The text that a plan was read from."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    @cached_property
    def line_end(self) -> str:
        """What ends the first line; a line feed in a text without any."""
        match = _BREAK.search(self.text)
        return match[0] if match else "\n"

    def start_of_line(self, position: int) -> int:
        """Where the line begins that a position stands in."""
        return self._starts[bisect_right(self._starts, position) - 1]

    def next_line(self, position: int) -> int:
        """Where the line after a position begins; the text's end if there is none."""
        index = bisect_right(self._starts, position)
        return self._starts[index] if index < len(self._starts) else len(self.text)

    def end_of_line(self, position: int) -> int:
        """Where the line ends that a position stands in, before its line break."""
        following = self.next_line(position)
        return following - len(self._break_before(following)) if following > position else position

    def line_of(self, position: int) -> int:
        """The number of the line that a position stands in, counted from one."""
        return bisect_right(self._starts, position)

    def column(self, position: int) -> int:
        """How many characters stand before a position in its line."""
        return position - self.start_of_line(position)

    def content_end(self, node: Node) -> int:
        """Where the last character of a value stands, just past it.

        The parser's own mark includes the comments and blank lines after a collection and the blank
        lines after a block of text.
        """
        leaf = last_leaf(node)
        if isinstance(leaf, Scalar) and leaf.is_block:
            return self._block_end(leaf)
        return leaf.end

    def end_with_comments(self, node: Node, column: int) -> int:
        """Where a block's element ends that begins in this column.

        A comment on its last line belongs to it, and so do the comments below that are indented
        deeper than the element.
        """
        end = at = self.end_of_line(self.content_end(node))
        while (line := self.next_line(at)) > at:
            at = self.end_of_line(line)
            text = self.text[line:at]
            if text.strip() and not (text.lstrip().startswith("#") and text.find("#") > column):
                break
            end = at if text.strip() else end
        return end

    def spliced(self, start: int, end: int, edits: Rows[Edit]) -> str:
        """A part of the text with the edits in it made; the edits stand in order."""
        pieces, at = [], start
        for edit in edits:
            pieces += [self.text[at : edit.start], edit.text]
            at = edit.end
        return "".join([*pieces, self.text[at:end]])

    def first_mark(self, position: int) -> int:
        """Where, after blank lines and comments, the next character of YAML stands."""
        text = self.text
        while position < len(text):
            if text[position] == "#":
                position = self.next_line(position)
            elif text[position].isspace():
                position += 1
            else:
                break
        return position

    def indent_below(self, position: int) -> int:
        """The column of the next text below the line of a position."""
        at = self.next_line(position)
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        return self.column(at)

    def close_block(self, node: Node) -> list[Edit]:
        """What keeps a block of text as it is that ends the file without a line break.

        With a line below it, its value would gain one.
        """
        leaf = last_leaf(node)
        if not isinstance(leaf, Scalar) or not leaf.is_block or leaf.value.endswith("\n"):
            return []
        header = re.compile("[|>][-+0-9]*").match(self.text, leaf.start)
        if header is None or "-" in header[0]:
            return []
        return [Edit(header.start(), header.end(), header[0].replace("+", "") + "-")]

    def _block_end(self, block: Scalar) -> int:
        header = self.text[block.start : self.end_of_line(block.start)]
        written = self.text[block.start : block.end]
        if "+" in header.split("#")[0]:
            return block.end - len(self._break_before(block.end))
        lines = _BREAK.split(written)
        indent = self.indent_below(block.start)
        while len(lines) > 1 and not lines[-1].strip() and len(lines[-1]) <= indent:
            lines.pop()
        ends = [match.end() for match in _BREAK.finditer(written)]
        begin = ends[len(lines) - 2] if len(lines) > 1 else 0
        return block.start + begin + len(lines[-1])

    def _break_before(self, position: int) -> str:
        """The line break that ends right before a position, '' if there is none."""
        if self.text.endswith("\r\n", 0, position):
            return "\r\n"
        last = self.text[position - 1 : position]
        return last if _BREAK.fullmatch(last) else ""


def last_leaf(node: Node) -> Node:
    """The value that a node ends with; a collection in brackets is one value."""
    while not isinstance(node, Scalar) and not node.flow:
        below = node.pairs[-1][1] if isinstance(node, Mapping) else node.items[-1]
        node = below
    return node


def each_leaf(node: Node) -> Iterator[Scalar]:
    """Every key and value of a node that is a text of its own, in the order of the file."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from each_leaf(item)
    else:
        for key, value in node.pairs:
            yield key
            yield from each_leaf(value)


def shift_lines(text: str, by: int, *, first: bool = False) -> str:
    """A text with its lines, the first one only if asked for, moved by so many columns."""
    lines = split_lines(text)
    shifted = [_shift(line, by) if index or first else line for index, line in enumerate(lines)]
    return "".join(shifted)


def split_lines(text: str) -> list[str]:
    """The lines of a text with their ends; '' where the last one has an end."""
    return re.split("(?<=\n)|(?<=\r)(?!\n)", text)


def _shift(line: str, by: int) -> str:
    if not line.strip():
        return line
    if by >= 0:
        return " " * by + line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]
