"""rewrite: the text of a plan made to say what another plan says, touching nothing else."""

from functools import cached_property
from typing import Any, NamedTuple

from jimoplan.core.changes.changes import CHILDREN, Key, Ref
from jimoplan.core.changes.outline import element_keys, outline
from jimoplan.core.changes.same_entries import same_entries
from jimoplan.core.plan.fields import PlanPart
from jimoplan.core.plan.key_order import KEY_ORDER, attribute
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.document import Document
from jimoplan.core.text.nodes import Mapping, Node, Scalar, Sequence
from jimoplan.core.text.writing.brackets import has_comment, join_flow
from jimoplan.core.text.writing.elements import (
    Chunk,
    Listed,
    NotSplicableError,
    blank_lines_between,
    close_last,
    comments_apart,
    cut_chunk,
    extents_of_items,
    extents_of_pairs,
    join_block,
    lead_of,
)
from jimoplan.core.text.writing.inventory import Inventory
from jimoplan.core.text.writing.new_parts import Writer, is_left_out
from jimoplan.core.text.writing.scalar_edit import edit_scalar
from jimoplan.core.text.writing.source import Edit, Source, shift_lines


class Donor(NamedTuple):
    """Another text with the plan it says, to take items from that come back."""

    document: Document
    plan: Plan


def rewrite(document: Document, old: Plan, new: Plan, donor: Donor | None = None) -> str:
    """The document's text, which says the old plan, saying the new one.

    An item that is new to it is taken from the donor, comments and all, if that has it. Raises
    NotSplicableError where a comment would be lost.
    """
    if not isinstance(document.root, Mapping) or old == new:
        return document.text
    rewriter = _Rewriter(document, document.root, old, new)
    if donor and isinstance(donor.document.root, Mapping):
        rewriter.donor = _Rewriter(donor.document, donor.document.root, donor.plan, new)
    edits = rewriter.edit(document.root, old, new)
    return rewriter.source.spliced(0, len(document.text), edits)


class _Rewriter:
    """One text on its way from one plan to another."""

    def __init__(self, document: Document, root: Mapping, plan: Plan, target: Plan) -> None:
        self.source = Source(document.text)
        self.donor: _Rewriter | None = None
        self._target = target
        self._inventory = Inventory(root, plan)
        self._writer = Writer(self.source, self._inventory, self._transplant)

    def edit(self, node: Node, old: PlanPart, new: PlanPart) -> list[Edit]:
        """The edits, in order, that make a mapping say something else."""
        if old is new or old == new or not isinstance(node, Mapping):
            return []
        pairs = {key.value: (key, value) for key, value in node.pairs}
        edits: list[Edit] = []
        gone: set[str] = set()
        added: list[str] = []
        for key in KEY_ORDER[type(new)]:
            was, now = getattr(old, attribute(key)), getattr(new, attribute(key))
            if was is now or was == now:
                continue
            if key not in pairs:
                added.append(key)
            elif is_left_out(new, key) and not (was and self._comments_left(*pairs[key], was)):
                gone.add(key)
            else:
                edits += self._edit_value(pairs[key], was, now, flow=node.flow)
        edits.sort()
        return [self._rearrange(node, new, edits, gone, added)] if gone or added else edits

    def _edit_value(
        self,
        pair: tuple[Scalar, Node],
        was: Any,  # noqa: ANN401 - whatever a plan holds
        now: Any,  # noqa: ANN401
        *,
        flow: bool,
    ) -> list[Edit]:
        name, node = pair
        if isinstance(node, Scalar):
            return [edit_scalar(self.source, node, now, flow=flow)]
        if isinstance(node, Mapping):
            return self.edit(node, was, now)
        if was and now:
            return self._edit_list(node, name, was, now)
        if not now:
            return [self._empty_list(name, node, was)]
        column = self.source.column(name.start)
        text = self._writer.pair(name.value, now, column, None, flow=flow).removeprefix(name.value)
        end = node.end
        if not flow and text.startswith(":" + self.source.line_end):
            end = self.source.end_of_line(node.end)
            text = f":{self.source.text[node.end : end]}{text[1:]}"
        return [Edit(name.end, end, text)]

    def _comments_left(self, name: Scalar, node: Node, was: tuple[Any, ...]) -> str:
        """What is said in a list, but neither of an element that is gone nor of one that moved."""
        if not isinstance(node, Sequence) or node.flow:
            return ""
        source, extents = self.source, extents_of_items(self.source, node, name.end)
        keys = element_keys(name.value, was)
        away = self._moved_away(name.value, {key: index for index, key in enumerate(keys)}, set())
        leads = [
            comments_apart(source, extent)
            for index, extent in enumerate(extents)
            if index not in away
        ]
        remark = source.text[source.text.find(":", name.end) + 1 : source.end_of_line(name.end)]
        end = source.end_with_comments(node, source.column(name.start))
        said = "".join([remark, source.line_end, *leads, source.text[extents[-1].end : end]])
        return said.rstrip() if "#" in said else ""

    def _empty_list(self, name: Scalar, node: Sequence, was: tuple[Any, ...]) -> Edit:
        """The list written as one without elements, what is said in it kept."""
        if node.flow:
            extents = extents_of_items(self.source, node, name.end)
            return Edit(node.start, node.end, join_flow(self.source, [], extents, node))
        end = self.source.end_with_comments(node, self.source.column(name.start))
        return Edit(name.end, end, f": []{self._comments_left(name, node, was)}")

    def _rearrange(
        self, node: Mapping, new: PlanPart, edits: list[Edit], gone: set[str], added: list[str]
    ) -> Edit:
        """The whole mapping with some pairs left out and others put in at their usual places."""
        extents = extents_of_pairs(self.source, node)
        column = self.source.column(extents[0].start)
        order = KEY_ORDER[type(new)]
        names: list[str] = [key.value for key, _ in node.pairs if key.value not in gone]
        for key in added:
            earlier = order[: order.index(key)]
            usual = (i + 1 for i, name in enumerate(names) if name in earlier)
            names.insert(max(usual, default=min(1, len(names))), key)
        origins = {key.value: index for index, (key, _) in enumerate(node.pairs)}
        if names[-1] != node.pairs[-1][0].value:
            edits = close_last(self.source, extents[-1], node.pairs[-1][1], edits)
        chunks: list[Chunk] = []
        for name in names:
            if name in origins:
                chunks.append(cut_chunk(self.source, extents, origins[name], edits))
            else:
                part = getattr(new, attribute(name))
                text = self._writer.pair(name, part, column, node, flow=node.flow)
                chunks.append(Chunk(text))
        if node.flow:
            return Edit(node.start, node.end, join_flow(self.source, chunks, extents, node))
        whole = join_block(self.source, chunks, extents)
        return Edit(extents[0].start, extents[-1].end, whole)

    def _edit_list(
        self, node: Sequence, name: Scalar, old: tuple[Any, ...], new: tuple[Any, ...]
    ) -> list[Edit]:
        field = name.value
        there, wanted = element_keys(field, old), element_keys(field, new)
        origins = {key: index for index, key in enumerate(there)}
        edits: list[Edit] = []
        if field not in CHILDREN:
            origins |= {key: origins[was] for key, was in same_entries(there, wanted).items()}
        for key, value in zip(wanted, new, strict=True):
            if key in origins:
                edits += self._edit_item(node, origins[key], old[origins[key]], value)
        edits.sort()
        if there == wanted:
            return edits
        extents = extents_of_items(self.source, node, name.end)
        if wanted[-1:] != there[-1:]:
            edits = close_last(self.source, extents[-1], node.items[-1], edits)
        chunks: list[Chunk] = []
        for key, value in zip(wanted, new, strict=True):
            if key in origins:
                chunks.append(cut_chunk(self.source, extents, origins[key], edits))
            else:
                like = node.items[min(len(chunks), len(node.items)) - 1]
                column = self.source.column(extents[0].start)
                chunks.append(self._writer.item(field, value, column, like, flow=node.flow))
        if node.flow:
            return [Edit(node.start, node.end, join_flow(self.source, chunks, extents, node))]
        moved = self._moved_away(field, origins, set(wanted))
        listed = Listed(frozenset(moved), self._spacing(field))
        whole = join_block(self.source, chunks, extents, listed)
        return [Edit(extents[0].lead, extents[-1].end, whole)]

    def _edit_item(self, node: Sequence, index: int, was: object, now: object) -> list[Edit]:
        item = node.items[index]
        if isinstance(was, PlanPart) and isinstance(now, PlanPart):
            return self.edit(item, was, now)
        if was == now or not isinstance(item, Scalar):
            return []
        return [edit_scalar(self.source, item, now, flow=node.flow)]

    def _spacing(self, field: str) -> str:
        example = self._inventory.example(field)
        if example is None or example.node.flow or len(example.node.items) == 1:
            return ""
        return blank_lines_between(self.source, example.node, example.key.end)

    def _moved_away(self, field: str, origins: dict[Key, int], wanted: set[Key]) -> set[int]:
        """The positions of those items that stand in another list from now on."""
        gone = [key for key in origins if key not in wanted]
        if not gone or field not in CHILDREN:
            return set()
        subject = CHILDREN[field][0]
        return {origins[key] for key in gone if Ref(subject, str(key)) in self._kept}

    @cached_property
    def _kept(self) -> dict[Ref, Any]:
        return outline(self._target)

    def give(self, field: str, value: PlanPart, column: int, *, flow: bool) -> Chunk | None:
        """An item for another text, without what would cost a comment there."""
        try:
            return self._transplant(field, value, column, flow=flow)
        except NotSplicableError:
            return None

    def _transplant(self, field: str, value: PlanPart, column: int, *, flow: bool) -> Chunk | None:
        """An item that stands elsewhere in the text, its dash brought to this column."""
        found = self._inventory.find(field, value)
        if found is None:
            return self.donor.give(field, value, column, flow=flow) if self.donor else None
        within, header, index, model = found
        extent = extents_of_items(self.source, within, header)[index]
        edits = self.edit(within.items[index], model, value)
        body = self.source.spliced(extent.start, extent.end, edits)
        if within.flow:
            return Chunk(body if flow else f"- {body}")
        lead = lead_of(self.source, extent)
        if not flow:
            by = column - self.source.column(extent.start)
            return Chunk(shift_lines(body, by), shift_lines(lead, by, first=True))
        if lead.strip() or has_comment(self.source, within.items[index], extent.end):
            raise NotSplicableError(self.source.line_of(extent.start))
        return None
