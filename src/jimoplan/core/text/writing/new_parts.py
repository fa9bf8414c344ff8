"""New parts of a plan as text that looks like what stands around it."""

import json
from collections.abc import Callable, Container, Iterator
from decimal import Decimal

from jimoplan.core.changes.changes import CHILDREN
from jimoplan.core.plan.fields import FieldValue, PlanPart
from jimoplan.core.plan.key_order import FLOW, attribute, keys_of
from jimoplan.core.plan.own_fields import OwnFields, as_written
from jimoplan.core.text.nodes import Mapping, Node, Scalar
from jimoplan.core.text.writing.elements import Chunk
from jimoplan.core.text.writing.inventory import Inventory
from jimoplan.core.text.writing.scalars import chosen_style, write_literal, write_scalar
from jimoplan.core.text.writing.source import Source

_OFFSET = 2


Transplant = Callable[..., Chunk | None]
"""Takes a field, an item, a dash's column and whether in brackets; the item if the text has it."""


class Writer:
    """Writes what is new; what the text has elsewhere is transplanted as it is."""

    def __init__(self, source: Source, inventory: Inventory, transplant: Transplant) -> None:
        self._source = source
        self._inventory = inventory
        self._transplant = transplant

    def pair(
        self, key: str, value: FieldValue, column: int, like: Mapping | None, *, flow: bool
    ) -> str:
        """A key with its value, the key in this column; `like` is a mapping of the same sort."""
        if flow and like is not None and like.pairs and like.pairs[0][0].style == '"':
            return self._json_pair(key, value)
        if isinstance(value, tuple):
            return f"{key}:{self._list(key, value, column, flow=flow)}"
        if isinstance(value, PlanPart) and (flow or type(value) in FLOW):
            return f"{key}: {self.model(value, 0, None, flow=True)}"
        if isinstance(value, PlanPart):
            below = column + _OFFSET
            pad = f"{self._source.line_end}{' ' * below}"
            return f"{key}:{pad}{self.model(value, below, None, flow=False)}"
        text = str(value)
        if not flow and "\n" in text:
            literal = write_literal(text, column + _OFFSET, self._source.line_end)
            if literal is not None and not text.endswith("\n"):
                return f"{key}: {literal}"
        return f"{key}: {write_scalar(value, flow=flow, style=_style(like, key, value))}"

    def _json_pair(self, key: str, value: FieldValue) -> str:
        """The same where the text is JSON; a list or part in it is JSON as well."""
        return f'"{key}": {json.dumps(_plain(value), ensure_ascii=False)}'

    def model(self, value: PlanPart, column: int, like: Mapping | None, *, flow: bool) -> str:
        """A part of the plan: in braces on one line, or its keys one below the other."""
        keys = {key.value for key, _ in like.pairs} if like is not None else set()
        pairs = [
            self.pair(key, part, column, like, flow=flow)
            for key, part in written_pairs(value, keys)
        ]
        if flow:
            inner = (
                " " if like is not None and self._source.text.startswith("{ ", like.start) else ""
            )
            return "{" + inner + ", ".join(pairs) + inner + "}"
        return f"{self._source.line_end}{' ' * column}".join(pairs)

    def item(
        self, key: str, value: FieldValue, column: int, like: Node | None, *, flow: bool
    ) -> Chunk:
        """An element of the list under a key, its dash in this column or else between brackets."""
        if isinstance(value, PlanPart) and key in CHILDREN:
            found = self._transplant(key, value, column, flow=flow)
            if found:
                return found
        if flow:
            return Chunk(self._element(value, column, like, flow=True))
        pad = self._pad_behind_dash(like)
        indent = 1 + len(pad)
        return Chunk(f"-{pad}{self._element(value, column + indent, like, flow=False)}")

    def _pad_behind_dash(self, like: Node | None) -> str:
        """The blanks between a dash and what stands behind it, as a sibling has them."""
        if like is not None and not (isinstance(like, Mapping) and not like.pairs):
            before = self._source.text[self._source.start_of_line(like.start) : like.start]
            if before.strip() == "-":
                return before.partition("-")[2]
        return " "

    def _element(self, value: FieldValue, column: int, like: Node | None, *, flow: bool) -> str:
        if not isinstance(value, PlanPart):
            style = chosen_style(like, value, flow=flow) if isinstance(like, Scalar) else ""
            return write_scalar(value, flow=flow, style=style)
        mapping = like if isinstance(like, Mapping) else None
        as_usual = mapping.flow if mapping else type(value) in FLOW
        return self.model(value, column, mapping, flow=flow or as_usual)

    def _list(self, key: str, values: tuple[FieldValue, ...], column: int, *, flow: bool) -> str:
        example = self._inventory.example(key)
        like = example.node.items[0] if example else None
        in_brackets = (
            example.node.flow if example else not isinstance(next(iter(values), ""), PlanPart)
        )
        if flow or in_brackets or not values:
            bodies = (self.item(key, value, 0, like, flow=True).body for value in values)
            return f" [{', '.join(bodies)}]"
        dash = self._dash_column(key, column)
        line_end = self._source.line_end
        chunks = (self.item(key, value, dash, like, flow=False) for value in values)
        return "".join(f"{line_end}{chunk.lead}{' ' * dash}{chunk.body}" for chunk in chunks)

    def _dash_column(self, key: str, column: int) -> int:
        """Where the dashes of a new list stand whose key stands in this column."""
        for name in (key, "measures", "tasks", "sections"):
            example = self._inventory.example(name)
            if example and not example.node.flow:
                dash = self._source.column(example.node.start)
                return column + dash - self._source.column(example.key.start)
        return column + _OFFSET


def _plain(value: FieldValue) -> object:
    """What JSON can say; figures stay numbers, dates are text."""
    if isinstance(value, PlanPart):
        return {key: _plain(part) for key, part in written_pairs(value, ())}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value if isinstance(value, int) else str(value)


def written_pairs(value: PlanPart, usual: Container[str]) -> Iterator[tuple[str, FieldValue]]:
    """The keys and values to write down, in the order people read them.

    What goes without saying is left out, unless it is usually said.
    """
    fields = type(value).model_fields
    for key in keys_of(value):
        part = written_value(value, key)
        if isinstance(value, OwnFields):
            yield key, part
            continue
        field = fields[attribute(key)]
        needed = field.is_required() or part != field.get_default()
        if needed or (key in usual and part is not None and part != ()):
            yield key, part


def _style(like: Mapping | None, key: str, new: FieldValue) -> str:
    """The quotes that a value of this key stands in elsewhere by choice, not by need."""
    for name, value in like.pairs if like is not None else ():
        if name.value == key and isinstance(value, Scalar):
            return chosen_style(value, new, flow=like is not None and like.flow)
    return ""


def is_left_out(model: PlanPart, key: str) -> bool:
    """Whether a key has nothing to say any more; a list that must be there is written empty."""
    value = getattr(model, attribute(key))
    known = type(model).model_fields.get(attribute(key))
    required = known is not None and known.is_required()
    return value is None or value == OwnFields() or (value == () and not required)


def written_value(model: PlanPart, key: str) -> FieldValue:
    """The value under a key as it is written: figures of a body's own need no quotes."""
    value: FieldValue = getattr(model, attribute(key))
    own = isinstance(model, OwnFields) and isinstance(value, str)
    return as_written(str(value)) if own else value
