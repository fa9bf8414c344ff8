"""The comments of a text, counted, so that none gets lost unnoticed."""

import re
from collections import Counter

from jimoplan.core.text.document import Document
from jimoplan.core.text.writing.source import Source, each_leaf

_COMMENT = re.compile(r"#[^\r\n]*")


def count_comments(document: Document) -> Counter[str]:
    """How often each comment stands in a text that was read as a plan."""
    if document.root is None:
        return Counter()
    source, found, at = Source(document.text), Counter[str](), 0
    for leaf in each_leaf(document.root):
        found.update(_comments_in(source.text[at : leaf.start]))
        at = leaf.end
        if leaf.is_block:
            header = source.text[leaf.start : source.end_of_line(leaf.start)]
            found.update(_comments_in(header))
            at = source.content_end(leaf)
    found.update(_comments_in(source.text[at:]))
    return found


def _comments_in(gap: str) -> list[str]:
    return [comment.rstrip() for comment in _COMMENT.findall(gap)]
