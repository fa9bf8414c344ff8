"""The comments of a text, found and counted, so that none gets lost unnoticed."""

import re
from collections import Counter
from collections.abc import Iterator

from jimoplan.core.text.document import Document
from jimoplan.core.text.nodes import Node
from jimoplan.core.text.writing.source import Source, each_leaf

_COMMENT = re.compile(r"#[^\r\n]*")


def count_comments(document: Document) -> Counter[str]:
    """How often each comment stands in a text that was read as a plan."""
    root, source = document.root, Source(document.text)
    return Counter(comments_in(source, root, 0, len(source.text)) if root else ())


def has_comment(source: Source, node: Node, end: int) -> bool:
    """Whether a comment stands in a value or behind it, up to a position."""
    return any(comments_in(source, node, node.start, end))


def comments_in(source: Source, node: Node, start: int, end: int) -> Iterator[str]:
    """The comments between two positions: in what is neither a key nor a value of a node."""
    text, at = source.text, start
    gaps: list[str] = []
    for leaf in each_leaf(node):
        gaps.append(text[at : leaf.start])
        at = leaf.end
        if leaf.is_block:
            gaps.append(text[leaf.start : source.end_of_line(leaf.start)])
            at = source.content_end(leaf)
    for gap in (*gaps, text[at:end]):
        yield from (comment.rstrip() for comment in _COMMENT.findall(gap))
