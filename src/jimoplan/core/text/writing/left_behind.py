"""What is said of parts of a text that are taken out of it, and stays where they were."""

from collections.abc import Container, Iterable
from collections.abc import Sequence as Rows

from jimoplan.core.changes.changes import CHILDREN
from jimoplan.core.text.nodes import Node, Scalar, Sequence
from jimoplan.core.text.writing.comments import comments_in
from jimoplan.core.text.writing.elements import Extent, comments_apart, extents_of_items, lead_of
from jimoplan.core.text.writing.source import Source


def said_in_pair(source: Source, key: Scalar, value: Node, extent: Extent, column: int) -> str:
    """The comments in a pair that goes, in lines, but those that go with an item in it."""
    if key.value not in CHILDREN:
        return _in_lines(source, comments_in(source, value, key.end, extent.end), column)
    if not isinstance(value, Sequence) or not value.flow:
        return ""
    around = zip(
        [key.end, *(item.end for item in value.items)],
        [*(item.start for item in value.items), extent.end],
        strict=True,
    )
    said = (
        comment
        for start, end in around
        for comment in comments_in(source, Scalar(end, end, "", ""), start, end)
    )
    return _in_lines(source, said, column)


def said_in_elements(
    source: Source, node: Sequence, extents: Rows[Extent], kept: Container[int | None]
) -> dict[int, str]:
    """The comments in the elements of a block that go, in lines, by their positions."""
    column = source.column(extents[0].start)
    return {
        index: _in_lines(source, comments_in(source, node.items[index], start, end), column)
        for index, (_, start, end) in enumerate(extents)
        if index not in kept
    }


def said_in_list(
    source: Source, name: Scalar, node: Sequence, away: Container[int], *, whole: bool
) -> str:
    """What is said in a block, but neither of an element that is gone nor of one that is away.

    With `whole`, what is said of elements that are gone and are no items as well.
    """
    extents = extents_of_items(source, node, name.end)
    said = said_in_elements(source, node, extents, ())
    leads = [
        f"{lead_of(source, extent)}{said[index]}"
        if whole and name.value not in CHILDREN
        else comments_apart(source, extent)
        for index, extent in enumerate(extents)
        if index not in away
    ]
    behind = source.text[source.text.find(":", name.end) + 1 : source.end_of_line(name.end)]
    end = source.end_with_comments(node, source.column(name.start))
    text = "".join([behind, source.line_end, *leads, source.text[extents[-1].end : end]])
    return text.rstrip() if "#" in text else ""


def _in_lines(source: Source, comments: Iterable[str], column: int) -> str:
    """Comments one below the other, each in a line of its own."""
    return "".join(f"{' ' * column}{each}{source.line_end}" for each in comments)
