"""The text of a plan with single values written otherwise, each in its own place."""

from collections.abc import Iterator

from jimoplan.core.plan.fields import FieldValue
from jimoplan.core.plan.key_order import attribute
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.nodes import Mapping, Node, Scalar, Sequence
from jimoplan.core.text.reading.load import Loaded
from jimoplan.core.text.writing.scalars import edit_scalar
from jimoplan.core.text.writing.source import Edit, Source


def respell(loaded: Loaded, target: Plan) -> str:
    """The text saying a plan that has the same parts in the same places with other values in them.

    Nothing but those values is touched. Raises ValueError for a text that is no plan.
    """
    root, plan = loaded.document.root, loaded.plan
    if root is None or plan is None:
        raise ValueError("the text is no plan")
    source = Source(loaded.document.text)
    edits = sorted(_respell(source, root, plan, target, flow=False))
    return source.spliced(0, len(source.text), edits)


def _respell(
    source: Source, node: Node, old: FieldValue, new: FieldValue, *, flow: bool
) -> Iterator[Edit]:
    if old is new or old == new:
        return
    match node:
        case Scalar():
            yield edit_scalar(source, node, new, flow=flow)
        case Sequence() if isinstance(old, tuple) and isinstance(new, tuple):
            for item, was, now in zip(node.items, old, new, strict=True):
                yield from _respell(source, item, was, now, flow=node.flow)
        case Mapping():
            for key, value in node.pairs:
                was, now = (getattr(part, attribute(key.value)) for part in (old, new))
                yield from _respell(source, value, was, now, flow=node.flow)
