"""Where in a text an item or one of its fields stands, and an item's number written anew."""

from datetime import date

from jimoplan.core.changes.changes import CHILDREN, ROOT, Ref
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Update
from jimoplan.core.text.nodes import Mapping, Node, Scalar, Sequence
from jimoplan.core.text.reading.load import Loaded, load
from jimoplan.core.text.writing.inventory import Inventory
from jimoplan.core.text.writing.scalars import edit_scalar
from jimoplan.core.text.writing.source import Source


class Places:
    """Where the items of a text stand; the text is looked through once for all that is asked."""

    def __init__(self, loaded: Loaded) -> None:
        self._root, plan = loaded.document.root, loaded.plan
        known = isinstance(self._root, Mapping) and isinstance(plan, Plan)
        self._inventory = Inventory(self._root, plan) if known else None  # type: ignore[arg-type]
        self._source = Source(loaded.document.text)

    def find_lines(self, ref: Ref, field: str, day: date | None = None) -> range:
        """The lines, counted from 0, of a field that can be in conflict; of the item if it is ''.

        Of a figure that was reported for a day, those of that day's reports. None of them where it
        is not there.
        """
        node: Node | None = self.find_item(ref)
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
        if day and isinstance(node, Sequence):
            lines = [self._lines(each.start, each) for each in node.items if _is_of(each, day)]
            return range(lines[0].start, lines[-1].stop) if lines else range(0)
        return self._lines(start, node)

    def _lines(self, start: int, node: Node) -> range:
        source = self._source
        return range(source.line_of(start) - 1, source.line_of(source.content_end(node)))

    def find_item(self, ref: Ref) -> Mapping | None:
        """The mapping of an item; None where it is not there."""
        if self._inventory is None or not isinstance(self._root, Mapping):
            return None
        if ref == ROOT:
            return self._root
        found = self._inventory.at(ref)
        item = found.within.items[found.position] if found else None
        return item if isinstance(item, Mapping) else None


def _is_of(report: Node, day: date) -> bool:
    pairs = report.pairs if isinstance(report, Mapping) else ()
    return any(
        key.value == "date" and isinstance(value, Scalar) and value.value == day.isoformat()
        for key, value in pairs
    )


def renumber(loaded: Loaded, ref: Ref, number: str) -> Loaded:
    """The text with another id of an item, read again."""
    item = Places(loaded).find_item(ref)
    pairs = item.pairs if item else ()
    for key, value in pairs:
        if key.value == "id" and isinstance(value, Scalar):
            source = Source(loaded.document.text)
            edit = edit_scalar(source, value, number, flow=item is not None and item.flow)
            text = source.spliced(0, len(source.text), [edit])
            return load(text, with_advice=False)
    raise ValueError(f"no {ref.id} in the text")
