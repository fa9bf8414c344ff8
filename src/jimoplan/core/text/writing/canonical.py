"""The canonical form of a text: keys in their usual order, quotes only where they are needed."""

from jimoplan.core.plan.fields import FieldValue, PlanPart
from jimoplan.core.plan.key_order import keys_of
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.document import Document
from jimoplan.core.text.nodes import Mapping, Node, Scalar, Sequence
from jimoplan.core.text.writing.brackets import join_flow
from jimoplan.core.text.writing.elements import (
    NotSplicableError,
    close_last,
    cut_chunk,
    extents_of_pairs,
    join_block,
)
from jimoplan.core.text.writing.new_parts import written_value
from jimoplan.core.text.writing.scalars import write_scalar
from jimoplan.core.text.writing.source import Edit, Source


def canonical_text(document: Document, plan: Plan) -> str:
    """The document's text in canonical form; comments, blocks of text and indentation are kept.

    Keys in brackets that have comments between them keep their order, and JSON stays as it is.
    """
    root = document.root
    if not isinstance(root, Mapping) or (root.flow and root.pairs[0][0].style == '"'):
        return document.text
    source = Source(document.text)
    edits = _tidy_mapping(source, root, plan)
    return source.spliced(0, len(document.text), edits)


def _tidy_mapping(source: Source, node: Mapping, model: PlanPart) -> list[Edit]:
    edits: list[Edit] = []
    for key, value in node.pairs:
        edits += _tidy_key(key)
        if key.value == "schema" and isinstance(value, Scalar):
            edits += _tidy_scalar(value, 1, flow=node.flow)  # written as a number
        else:
            edits += _tidy(source, value, written_value(model, key.value), flow=node.flow)
    order = keys_of(model)
    ranks = [order.index(key.value) for key, _ in node.pairs]
    if ranks == sorted(ranks):
        return edits
    try:
        return [_reorder(source, node, ranks, edits)]
    except NotSplicableError:
        return edits


def _tidy(source: Source, node: Node, value: FieldValue, *, flow: bool) -> list[Edit]:
    if isinstance(node, Scalar):
        return _tidy_scalar(node, value, flow=flow)
    if isinstance(node, Mapping) and isinstance(value, PlanPart):
        return _tidy_mapping(source, node, value)
    if isinstance(node, Sequence) and isinstance(value, tuple):
        return _tidy_list(source, node, value)
    raise ValueError("the text says another plan")


def _tidy_list(source: Source, node: Sequence, values: tuple[FieldValue, ...]) -> list[Edit]:
    return [
        edit
        for item, value in zip(node.items, values, strict=True)
        for edit in _tidy(source, item, value, flow=node.flow)
    ]


def _tidy_scalar(node: Scalar, value: FieldValue, *, flow: bool) -> list[Edit]:
    if node.is_block:
        return []
    # The value as written, not as the model has it: 95.50 stays 95.50.
    text: object = node.value if isinstance(value, str) else _Plain(node.value)
    return [Edit(node.start, node.end, write_scalar(text, flow=flow))]


class _Plain:
    """A number or a date as it was written."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        """What was written."""
        return self._text


def _tidy_key(key: Scalar) -> list[Edit]:
    return [Edit(key.start, key.end, key.value)] if key.style in {"'", '"'} else []


def _reorder(source: Source, node: Mapping, ranks: list[int], edits: list[Edit]) -> Edit:
    extents = extents_of_pairs(source, node)
    usual = sorted(range(len(ranks)), key=lambda at: ranks[at])
    if usual[-1] != len(ranks) - 1:
        edits = close_last(source, extents[-1], node.pairs[-1][1], edits)
    chunks = [cut_chunk(source, extents, index, edits) for index in usual]
    if node.flow:
        return Edit(node.start, node.end, join_flow(source, chunks, extents, node))
    whole = join_block(source, chunks, extents)
    return Edit(extents[0].start, extents[-1].end, whole)
