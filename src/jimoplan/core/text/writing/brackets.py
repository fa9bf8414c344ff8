"""Collections in brackets, where a comment has no line of its own to stand on."""

from collections.abc import Sequence as Rows
from itertools import pairwise

from jimoplan.core.text.nodes import Mapping, Sequence
from jimoplan.core.text.writing.elements import Chunk, Extent, NotSplicableError
from jimoplan.core.text.writing.source import Source


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
