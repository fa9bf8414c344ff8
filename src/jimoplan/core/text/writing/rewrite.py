"""rewrite: the text of a plan with changes made, touching nothing else."""

from collections import defaultdict
from collections.abc import Container

from jimoplan.core.changes.changes import (
    CHILDREN,
    ROOT,
    Changes,
    Insert,
    Key,
    Move,
    Ref,
)
from jimoplan.core.changes.diff import changed_fields, diff
from jimoplan.core.changes.outline import child_ref, element_keys, leaves, outline
from jimoplan.core.changes.same_entries import same_entries
from jimoplan.core.plan.fields import FieldValue, PlanPart
from jimoplan.core.plan.key_order import attribute, keys_of
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.nodes import Mapping, Node, Scalar, Sequence
from jimoplan.core.text.reading.load import Loaded
from jimoplan.core.text.writing.brackets import join_flow
from jimoplan.core.text.writing.comments import has_comment
from jimoplan.core.text.writing.elements import (
    Chunk,
    Listed,
    NotSplicableError,
    blank_lines_between,
    close_last,
    cut_chunk,
    extents_of_items,
    extents_of_pairs,
    join_block,
    lead_of,
)
from jimoplan.core.text.writing.inventory import Inventory
from jimoplan.core.text.writing.left_behind import (
    said_in_elements,
    said_in_list,
    said_in_pair,
)
from jimoplan.core.text.writing.new_parts import Writer, is_left_out, written_value
from jimoplan.core.text.writing.scalars import edit_scalar
from jimoplan.core.text.writing.source import Edit, Source, shift_lines

_Values = tuple[FieldValue, ...]


def rewrite(loaded: Loaded, changes: Changes, target: Plan, donor: Loaded | None = None) -> str:
    """The text with the changes made, which come to the target.

    Only what the changes touch is looked at. An item that comes in is taken from the donor,
    comments and all, if that has it; what the donor says otherwise of it is their difference.
    Raises NotSplicableError where a comment would be lost, ValueError for a text that is no plan.
    """
    rewriter = _Rewriter(loaded, changes)
    if donor and donor.plan and _items(changes, Insert):
        rewriter.donor = _Rewriter(donor, diff(donor.plan, target))
    edits = rewriter.edit_item(rewriter.root, ROOT, rewriter.plan, target)
    return rewriter.source.spliced(0, len(loaded.document.text), edits)


class _Rewriter:
    """One text on its way from one plan to another."""

    def __init__(self, loaded: Loaded, changes: Changes) -> None:
        root, plan = loaded.document.root, loaded.plan
        if not isinstance(root, Mapping) or plan is None:
            raise ValueError("the text is no plan")
        self.root = root
        self.plan = plan
        self.source = Source(loaded.document.text)
        self.donor: _Rewriter | None = None
        self._touched = _touched_fields(plan, changes)
        self._placed = _items(changes, Move, Insert)
        self._inventory = Inventory(root, plan)
        self._writer = Writer(self.source, self._inventory, self._transplant)

    def edit_item(self, node: Node, ref: Ref, old: PlanPart, new: PlanPart) -> list[Edit]:
        """The edits, in order, that make the text of an item say what it is now."""
        return self._edit(node, old, new, self._touched[ref]) if ref in self._touched else []

    def _edit(
        self, node: Node, old: PlanPart, new: PlanPart, fields: Container[str], prefix: str = ""
    ) -> list[Edit]:
        """The same for any part; of the fields below its prefix only these have changed."""
        if not isinstance(node, Mapping):
            return []
        pairs = {key.value: (key, value) for key, value in node.pairs}
        edits: list[Edit] = []
        gone: set[str] = set()
        added: list[str] = []
        for key in keys_of(new, old):
            name = attribute(key)
            was, now = getattr(old, name), getattr(new, name)
            if f"{prefix}{name}" not in fields or was == now:  # a change may be made already
                continue
            if key not in pairs:
                added.append(key)
                continue
            header, value = pairs[key]
            if is_left_out(new, key) and not (was and self._said_in_list(header, value, was)):
                gone.add(key)
            elif isinstance(value, Mapping):
                edits += self._edit(value, was, now, fields, f"{prefix}{name}.")
            elif isinstance(value, Scalar):
                now = written_value(new, key)
                edits.append(edit_scalar(self.source, value, now, flow=node.flow))
            elif was and now:
                edits += self._edit_list(header, value, was, now)
            elif now:
                edits.append(self._fill_list(header, value, now, flow=node.flow))
            else:
                edits.append(self._empty_list(header, value, was))
        edits.sort()
        return [self._rearrange(node, new, edits, gone, added)] if gone or added else edits

    def _fill_list(self, name: Scalar, node: Sequence, new: _Values, *, flow: bool) -> Edit:
        """The first elements of a list that was written as one without any."""
        column = self.source.column(name.start)
        text = self._writer.pair(name.value, new, column, None, flow=flow).removeprefix(name.value)
        end = node.end
        if not flow and text.startswith(":" + self.source.line_end):
            end = self.source.end_of_line(node.end)
            text = f":{self.source.text[node.end : end]}{text[1:]}"
        return Edit(name.end, end, text)

    def _said_in_list(self, name: Scalar, node: Node, was: _Values, *, whole: bool = False) -> str:
        """What stays of the comments in a list that becomes empty."""
        if not isinstance(node, Sequence) or node.flow:
            return ""
        keys = element_keys(name.value, was)
        away = self._moved_away(name.value, {key: index for index, key in enumerate(keys)}, set())
        return said_in_list(self.source, name, node, away, whole=whole)

    def _empty_list(self, name: Scalar, node: Sequence, was: _Values) -> Edit:
        """The list written as one without elements, what is said in it kept."""
        if node.flow:
            extents = extents_of_items(self.source, node, name.end)
            return Edit(node.start, node.end, join_flow(self.source, [], extents, node))
        end = self.source.end_with_comments(node, self.source.column(name.start))
        return Edit(name.end, end, f": []{self._said_in_list(name, node, was, whole=True)}")

    def _rearrange(
        self, node: Mapping, new: PlanPart, edits: list[Edit], gone: set[str], added: list[str]
    ) -> Edit:
        """The whole mapping with some pairs left out and others put in at their usual places."""
        if not node.pairs:
            return self._fill_mapping(node, new, added)
        extents = extents_of_pairs(self.source, node)
        column = self.source.column(extents[0].start)
        order = keys_of(new)
        names: list[str] = [key.value for key, _ in node.pairs if key.value not in gone]
        for key in added:
            earlier = order[: order.index(key)]
            usual = (i + 1 for i, name in enumerate(names) if name in earlier)
            names.insert(max(usual, default=min(1, len(names))), key)
        if not names:
            return self._leave_empty(node, extents[0].start, extents[-1].end)
        origins = {key.value: index for index, (key, _) in enumerate(node.pairs)}
        if names[-1] != node.pairs[-1][0].value:
            edits = close_last(self.source, extents[-1], node.pairs[-1][1], edits)
        chunks: list[Chunk] = []
        for name in names:
            if name in origins:
                chunks.append(cut_chunk(self.source, extents, origins[name], edits))
            else:
                part = written_value(new, name)
                text = self._writer.pair(name, part, column, node, flow=node.flow)
                chunks.append(Chunk(text))
        if node.flow:
            return Edit(node.start, node.end, join_flow(self.source, chunks, extents, node))
        said = {
            index: said_in_pair(self.source, key, value, extents[index], column)
            for index, (key, value) in enumerate(node.pairs)
            if key.value in gone
        }
        whole = join_block(self.source, chunks, extents, None, said)
        return Edit(extents[0].start, extents[-1].end, whole)

    def _fill_mapping(self, node: Mapping, new: PlanPart, added: list[str]) -> Edit:
        """The first pairs of a mapping that was written as one without any: {}."""
        if has_comment(self.source, node, node.end):
            raise NotSplicableError(self.source.line_of(node.start))
        pairs = (
            self._writer.pair(key, written_value(new, key), 0, node, flow=True) for key in added
        )
        return Edit(node.start, node.end, f"{{{', '.join(pairs)}}}")

    def _leave_empty(self, node: Mapping, begin: int, end: int) -> Edit:
        """The mapping without any pair, which is {}: a key with nothing behind it is no mapping."""
        if node.flow:
            return Edit(node.start, node.end, "{}")
        replaced = self.source.text[begin:end]
        line_end = replaced[len(replaced.rstrip("\r\n")) :]
        return Edit(begin, end, f"{{}}{line_end}")

    def _edit_list(self, name: Scalar, node: Sequence, old: _Values, new: _Values) -> list[Edit]:
        field = name.value
        there, wanted = element_keys(field, old), element_keys(field, new)
        origins = {key: index for index, key in enumerate(there)}
        edits: list[Edit] = []
        if field not in CHILDREN:
            origins |= {key: origins[was] for key, was in same_entries(there, wanted).items()}
        for key, value in zip(wanted, new, strict=True):
            if key in origins:
                edits += self._edit_element(node, origins[key], field, old[origins[key]], value)
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
        kept = {chunk.origin for chunk in chunks}
        said = {} if field in CHILDREN else said_in_elements(self.source, node, extents, kept)
        whole = join_block(self.source, chunks, extents, listed, said)
        return [Edit(extents[0].lead, extents[-1].end, whole)]

    def _edit_element(
        self, node: Sequence, index: int, field: str, was: FieldValue, now: FieldValue
    ) -> list[Edit]:
        """The edits in one element.

        Where a report replaces another they are in the fields in which the two differ: written
        anew, it would lose the comments in it and the way it is written.
        """
        item = node.items[index]
        if isinstance(was, PlanPart) and isinstance(now, PlanPart):
            if field in CHILDREN:
                return self.edit_item(item, child_ref(field, now), was, now)
            return self._edit(item, was, now, set(changed_fields(was, now)))
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
        if field not in CHILDREN:
            return set()
        refs = {key: Ref(CHILDREN[field][0], str(key)) for key in origins.keys() - wanted}
        return {origins[key] for key, ref in refs.items() if ref in self._placed}

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
        edits = self.edit_item(within.items[index], child_ref(field, value), model, value)
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


def _items(changes: Changes, *kinds: type[Insert | Move]) -> set[Ref]:
    """The items that changes of these kinds put somewhere."""
    return {c.item for c in changes if isinstance(c, kinds) and isinstance(c.key, str)}


def _touched_fields(plan: Plan, changes: Changes) -> dict[Ref, set[str]]:
    """By item its fields whose text changes, what they are parts of, and the lists it stands in."""
    parts = outline(plan)
    ahead = [field for change in changes for field in change.written_in]
    for item in _items(changes, Insert) & parts.keys():  # taken out and put in again, changed
        ahead += [(item, field) for field, _ in leaves(parts[item].model)]
    found: dict[Ref, set[str]] = defaultdict(set)
    while ahead:
        item, field = ahead.pop()
        if field in found[item]:
            continue
        found[item].add(field)
        if "." in field:
            ahead.append((item, field.rpartition(".")[0]))
        if item in parts and (owner := parts[item].owner):
            ahead.append((owner, parts[item].field))
    return found
