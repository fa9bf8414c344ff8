"""Collections as pieces of text that can be left out, put in and put elsewhere."""

import re
from bisect import bisect_left
from collections.abc import Callable
from collections.abc import Mapping as Table
from collections.abc import Sequence as Rows
from types import MappingProxyType
from typing import NamedTuple

from jimoplan.core.text.nodes import Mapping, Node, Scalar, Sequence
from jimoplan.core.text.writing.source import Edit, Source
from jimoplan.errors import JimoplanError


class NotSplicableError(JimoplanError):
    """A part of the text is written so that a change would cost a comment."""

    def __init__(self, line: int) -> None:
        super().__init__(
            f"第 {line} 行起的写法不便自动改动(例如括号里夹着注释),改了会丢内容,没有改",
            "手工改这一处,或先把这里改成一行一个键、注释移到括号外面,再运行一次",
        )


class Extent(NamedTuple):
    """Where an element stands.

    `lead` is where the comments and blank lines above it begin, `start` its first character, `end`
    the end of its last line with a comment that stands there; in brackets of itself alone.
    """

    lead: int
    start: int
    end: int


class Listed(NamedTuple):
    """What is to be known of a list besides its chunks.

    `moved` are the old elements that stand in another list from now on, `spacing` the blank lines
    between elements where the list has but one.
    """

    moved: frozenset[int]
    spacing: str


class Chunk(NamedTuple):
    """An element's text; what leads up to it in whole lines; the line break behind it.

    `origin` is its position among the old elements, None where it comes from elsewhere.
    """

    body: str
    lead: str = ""
    line_end: str = ""
    origin: int | None = None


def extents_of_pairs(source: Source, node: Mapping) -> list[Extent]:
    """Where the pairs of a mapping stand; nothing leads up to the first of them."""
    if node.flow:
        return [
            Extent(start, start, value.end)
            for key, value in node.pairs
            for start in [_start_of_key(source, key)]
        ]
    found: list[Extent] = []
    for key, value in node.pairs:
        start = _start_of_key(source, key)
        lead = source.next_line(found[-1].end) if found else start
        end = source.end_with_comments(value, source.column(start))
        found.append(Extent(lead, start, end))
    return found


def extents_of_items(source: Source, node: Sequence, header: int) -> list[Extent]:
    """Where the items of a list stand; what leads up to the first begins in the header's next line.

    In a block an item begins with its dash.
    """
    if node.flow:
        return [Extent(item.start, item.start, item.end) for item in node.items]
    found: list[Extent] = []
    colon = source.first_mark(header)  # below an explicit key the colon has a line of its own
    header = colon if source.text.startswith(":", colon) else header
    for item in node.items:
        lead = source.next_line(found[-1].end if found else header)
        start = source.first_mark(lead)
        end = source.end_with_comments(item, source.column(start))
        found.append(Extent(lead, start, end))
    return found


def lead_of(source: Source, extent: Extent) -> str:
    """The whole lines above an element that lead up to it."""
    return source.text[extent.lead : max(extent.lead, source.start_of_line(extent.start))]


def cut_chunk(source: Source, extents: Rows[Extent], index: int, edits: Rows[Edit]) -> Chunk:
    """An old element with those of the edits made that lie in it."""
    _, start, end = extents[index]
    inside = edits[bisect_left(edits, (start,)) : bisect_left(edits, (end,))]
    line_end = source.text[end : source.next_line(end)]
    body = source.spliced(start, end, inside)
    return Chunk(body, lead_of(source, extents[index]), line_end, index)


def close_last(source: Source, last: Extent, value: Node, edits: Rows[Edit]) -> list[Edit]:
    """The edits, and what keeps the last element as it is when another comes below it.

    That is needed where a block of text ends the file without a line break.
    """
    if last.end < len(source.text) or bisect_left(edits, (last.start,)) < len(edits):
        return list(edits)
    return [*edits, *source.close_block(value)]


_NOTHING: Table[int, str] = MappingProxyType({})


def join_block(
    source: Source,
    chunks: Rows[Chunk],
    extents: Rows[Extent],
    listed: Listed | None = None,
    said: Table[int, str] = _NOTHING,
) -> str:
    """The chunks one below the other, blank lines as the collection has them.

    What is no list begins on an open line: its first key continues what has begun, behind a dash
    perhaps. Comments right above an element of a list that is gone go with it; what stands apart
    stays, and so does what is said above a pair that is gone, and in it (`said`, in lines).
    """
    indent = " " * source.column(extents[0].start)
    between = listed.spacing if listed else ""
    if len(extents) > 1 and listed:
        between = _blank_lines(lead_of(source, extents[-1]))
    moved = listed.moved if listed else frozenset[int]()

    def left_of(index: int) -> str:
        """What stays of an element that is gone."""
        if index not in said:
            return "" if index in moved else comments_apart(source, extents[index])
        lead = lead_of(source, extents[index])
        return (lead if "#" in lead else "") + said[index]

    arranged, below = _arrange(source, chunks, extents, left_of, between)
    pieces: list[str] = []
    for position, chunk in enumerate(arranged):
        text = f"{chunk.lead}{indent}{chunk.body}"
        if not position and listed is None:
            text = text.lstrip(" ") if chunk.lead.strip() else chunk.body
        pieces += [text, chunk.line_end or source.line_end]
    if below:
        return "".join(pieces) + below.rstrip("\r\n")
    return "".join(pieces[:-1])


def _arrange(
    source: Source,
    chunks: Rows[Chunk],
    extents: Rows[Extent],
    left_of: Callable[[int], str],
    between: str,
) -> tuple[list[Chunk], str]:
    """The chunks with what leads up to each, and the comments that are left below the last."""
    leads = [lead_of(source, extent) for extent in extents]
    first = _blank_lines(leads[0])
    kept = {chunk.origin for chunk in chunks}
    waiting = ""
    for index in range(len(extents)):
        if index in kept:
            leads[index], waiting = waiting + leads[index], ""
        else:
            waiting += left_of(index)
    arranged: list[Chunk] = []
    for position, chunk in enumerate(chunks):
        lead = chunk.lead if chunk.origin is None else leads[chunk.origin]
        if chunk.origin is None or (position and chunks[position - 1].origin != chunk.origin - 1):
            lead = _without_blanks(lead)
        if chunk.origin is None or bool(chunk.origin) != bool(position):
            blank = (between or _blank_lines(lead)) if position else first
            lead = blank + lead[len(_blank_lines(lead)) :]
        arranged.append(chunk._replace(lead=lead))
    return arranged, waiting


def _without_blanks(lead: str) -> str:
    """The lines with nothing in those that are blank: below a block of text, blanks would count."""
    return re.sub(r"(?m)^[ \t]+(?=[\r\n]|\Z)", "", lead)


def comments_apart(source: Source, extent: Extent) -> str:
    """What of an element's lead is not about it: all but the comments right above, as far indented.

    Nothing where there is no comment in that.
    """
    lines = lead_of(source, extent).splitlines(keepends=True)
    margin = " " * source.column(extent.start) + "#"
    while lines and lines[-1].startswith(margin):
        lines.pop()
    return "".join(lines) if any(line.strip() for line in lines) else ""


def blank_lines_between(source: Source, node: Sequence, header: int) -> str:
    """The blank lines above the last item of a list."""
    return _blank_lines(lead_of(source, extents_of_items(source, node, header)[-1]))


def _blank_lines(lead: str) -> str:
    """The blank lines that a lead begins with."""
    lines = lead.splitlines(keepends=True)
    count = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    return "".join(lines[:count])


def _start_of_key(source: Source, key: Scalar) -> int:
    """Where a pair begins: with its key, or with the question mark before it.

    Raises NotSplicableError where the key stands below its question mark.
    """
    text, at = source.text, key.start
    while at > 0 and text[at - 1].isspace():
        at -= 1
    if at == 0 or text[at - 1] != "?" or text[max(at - 2, 0) : at - 1].strip(" \r\n,{[-"):
        return key.start
    if source.line_of(at) != source.line_of(key.start):
        raise NotSplicableError(source.line_of(at))
    return at - 1
