"""Collections as pieces of text that can be left out, put in and put elsewhere."""

from bisect import bisect_left
from collections.abc import Container
from collections.abc import Sequence as Rows
from itertools import pairwise
from typing import NamedTuple

from jimoplan.core.nodes import Mapping, Node, Scalar, Sequence
from jimoplan.core.writing.source import Edit, Source, each_leaf
from jimoplan.errors import JimoplanError


class NotSplicableError(JimoplanError):
    """A part of the text is written so that a change would cost a comment."""

    def __init__(self, line: int) -> None:
        super().__init__(
            f"第 {line} 行起的内容夹着注释,写进括号会丢掉注释,没有改",
            "把这里的注释移到括号外面,或把括号里的内容改成一行一个键,再运行一次",
        )


class Extent(NamedTuple):
    """Where an element stands.

    `lead` is where the comments and blank lines above it begin, `start` its first character, `end`
    the end of its last line with a comment that stands there; in brackets of itself alone.
    """

    lead: int
    start: int
    end: int


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


def join_block(
    source: Source,
    chunks: Rows[Chunk],
    extents: Rows[Extent],
    *,
    on_open_line: bool,
    moved: Container[int] = (),
) -> str:
    """The chunks one below the other, blank lines as the collection has them.

    On an open line the first continues what has begun, as a mapping does behind its dash. Comments
    that led up to an element that is gone stay where they are, unless it has moved along with them.
    """
    indent = " " * source.column(extents[0].start)
    arranged, below = _arrange(source, chunks, extents, moved, spaced=not on_open_line)
    pieces: list[str] = []
    for position, chunk in enumerate(arranged):
        text = f"{chunk.lead}{indent}{chunk.body}"
        if not position and on_open_line:
            text = text.lstrip(" ") if chunk.lead.strip() else chunk.body
        pieces += [text, chunk.line_end or source.line_end]
    if below:
        return "".join(pieces) + below.rstrip("\r\n")
    return "".join(pieces[:-1])


def _arrange(
    source: Source,
    chunks: Rows[Chunk],
    extents: Rows[Extent],
    moved: Container[int],
    *,
    spaced: bool,
) -> tuple[list[Chunk], str]:
    """The chunks with what leads up to each, and the comments that are left below the last."""
    leads = [lead_of(source, extent) for extent in extents]
    first = _blank_lines(leads[0])
    between = _blank_lines(leads[-1]) if spaced and len(extents) > 1 else ""
    kept = {chunk.origin for chunk in chunks}
    waiting = ""
    for index, lead in enumerate(leads):
        if index in kept:
            leads[index], waiting = waiting + lead, ""
        elif lead.strip() and index not in moved:
            waiting += lead
    arranged: list[Chunk] = []
    for position, chunk in enumerate(chunks):
        lead = chunk.lead if chunk.origin is None else leads[chunk.origin]
        if chunk.origin is None or bool(chunk.origin) != bool(position):
            lead = (between if position else first) + lead[len(_blank_lines(lead)) :]
        arranged.append(chunk._replace(lead=lead))
    return arranged, waiting


def join_flow(
    source: Source, chunks: Rows[Chunk], extents: Rows[Extent], node: Mapping | Sequence
) -> str:
    """A collection in brackets with these elements.

    Raises NotSplicableError where a comment between the elements has lost its place.
    """
    text = source.text
    opening, closing = ("{", "}") if isinstance(node, Mapping) else ("[", "]")
    bare = not text.startswith(opening, node.start)
    if not extents:
        return opening + ", ".join(chunk.body for chunk in chunks) + closing
    head = "" if bare else text[node.start + 1 : extents[0].start]
    tail = "" if bare else text[extents[-1].end : node.end - 1]
    gaps = [text[a.end : b.start] for a, b in pairwise(extents)]
    kept = {(a.origin, b.origin) for a, b in pairwise(chunks)}
    lost = [gap for index, gap in enumerate(gaps) if (index, index + 1) not in kept and "#" in gap]
    if lost or (not chunks and "#" in head + tail):
        raise NotSplicableError(source.line_of(node.start))
    if not chunks:
        return opening + closing
    usual = gaps[-1] if gaps and "#" not in gaps[-1] else ", "
    pieces = [opening, head, chunks[0].body]
    for a, b in pairwise(chunks):
        adjacent = a.origin is not None and b.origin == a.origin + 1
        pieces += [gaps[a.origin or 0] if adjacent else usual, b.body]
    return "".join([*pieces, tail, closing])


def has_comment(source: Source, node: Node, end: int) -> bool:
    """Whether a comment stands in a value or behind it, up to a position."""
    at = node.start
    for leaf in each_leaf(node):
        if "#" in source.text[at : leaf.start]:
            return True
        if leaf.is_block and "#" in source.text[leaf.start : source.end_of_line(leaf.start)]:
            return True
        at = leaf.end
    return "#" in source.text[at:end]


def _blank_lines(lead: str) -> str:
    """The blank lines that a lead begins with."""
    lines = lead.splitlines(keepends=True)
    count = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    return "".join(lines[:count])


def _start_of_key(source: Source, key: Scalar) -> int:
    """Where a pair begins: with its key, or with the question mark before it."""
    at = key.start
    while at > 0 and source.text[at - 1] == " ":
        at -= 1
    return at - 1 if source.text[at - 1 : at] == "?" else key.start
