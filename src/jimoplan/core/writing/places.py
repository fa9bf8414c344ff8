"""Where in a text an item or one of its fields stands, and an item's number written anew."""

from jimoplan.core.change.changes import CHILDREN, ROOT, Ref
from jimoplan.core.model import Plan, Update
from jimoplan.core.nodes import Mapping, Node, Scalar
from jimoplan.core.reading.reader import Loaded, load
from jimoplan.core.writing.inventory import Inventory
from jimoplan.core.writing.replace import edit_scalar
from jimoplan.core.writing.source import Source


def find_lines(loaded: Loaded, ref: Ref, field: str) -> range:
    """The lines, counted from 0, of a field that can be in conflict; of the item if it is ''.

    None of them where it is not there.
    """
    node: Node | None = _find_item(loaded, ref)
    start = node.start if node else 0
    keys = field.split(".")
    if keys[0] in CHILDREN or field == "":
        keys = []
    elif keys[0] in Update.model_fields:
        keys = ["updates"]
    for name in keys:
        pairs = node.pairs if isinstance(node, Mapping) else ()
        found = next(((k, v) for k, v in pairs if k.value == name), None)
        start, node = (found[0].start, found[1]) if found else (0, None)
    if node is None:
        return range(0)
    source = Source(loaded.document.text)
    return range(source.line_of(start) - 1, source.line_of(source.content_end(node)))


def renumber(loaded: Loaded, ref: Ref, number: str) -> Loaded:
    """The text with another id of an item, read again."""
    item = _find_item(loaded, ref)
    pairs = item.pairs if item else ()
    for key, value in pairs:
        if key.value == "id" and isinstance(value, Scalar):
            source = Source(loaded.document.text)
            edit = edit_scalar(source, value, number, flow=item is not None and item.flow)
            text = source.spliced(0, len(source.text), [edit])
            return load(text, with_advice=False)
    raise ValueError(f"no {ref.id} in the text")


def _find_item(loaded: Loaded, ref: Ref) -> Mapping | None:
    root, plan = loaded.document.root, loaded.plan
    if not isinstance(root, Mapping) or not isinstance(plan, Plan):
        return None
    if ref == ROOT:
        return root
    found = Inventory(root, plan).at(ref)
    item = found.within.items[found.position] if found else None
    return item if isinstance(item, Mapping) else None
