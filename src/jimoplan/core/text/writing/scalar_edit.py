"""One value in place of another, in the style that the old one had."""

from jimoplan.core.text.nodes import Scalar
from jimoplan.core.text.writing.scalars import write_literal, write_scalar
from jimoplan.core.text.writing.source import Edit, Source


def edit_scalar(source: Source, node: Scalar, value: object, *, flow: bool) -> Edit:
    """The edit that makes a value another one; a block of text stays one where it can hold it."""
    if not node.is_block:
        return Edit(node.start, node.end, write_scalar(value, flow=flow, style=node.style))
    end = source.end_of_line(source.content_end(node))
    header = source.text[node.start : source.end_of_line(node.start)]
    rest = header.lstrip("|>+-0123456789")
    text = write_literal(str(value), source.indent_below(node.start), source.line_end, rest)
    if text is None:
        text = write_scalar(value, flow=flow, style='"') + rest
    elif str(value).endswith("\n") and end == len(source.text):
        text += source.line_end
    return Edit(node.start, end, text)
