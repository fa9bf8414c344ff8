"""What the cells of a row say: number, title, text, and who is in charge until when."""

import re

from jimoplan.core.importing.blocks import Block, Cell
from jimoplan.core.importing.doubts import Choice, Doubt, Inquiry
from jimoplan.core.importing.folding import fold
from jimoplan.core.importing.outline.columns import Header, Meaning, columns_of
from jimoplan.core.importing.outline.drafts import Span
from jimoplan.core.importing.owners.charges import Charge, charge_of, owners_of
from jimoplan.core.importing.owners.names import Roster
from jimoplan.core.importing.owners.owner_clauses import OwnerGroup, read_cell_owners
from jimoplan.core.plan.words import Role
from jimoplan.core.rules.own_fields import taken_names

_ROLES = {
    Meaning.LEAD: Role.LEAD,
    Meaning.RESPONSIBLE: Role.RESPONSIBLE,
    Meaning.SUPPORT: Role.SUPPORT,
}
_IN_CHARGE = (*_ROLES, Meaning.LEADER, Meaning.CONTACT, Meaning.DUE)
_FIELD, _STEPS, _NOTHING = "自有字段", "节点", "不要"
_FIELD_NAME = re.compile("[0-9A-Za-z]*[\u3400-\u9fff]")
_SIGNED = re.compile(
    r"(?:制表|填表|填报|审核|审批|签发|签字|经办|联系|负责)(?:人|单位|日期)?(?:\(.*\))?:"
    r"|(?:合|小|总) ?计$|[备附]?注:"
)


class RowReader:
    """Reads rows by what the headings above them say."""

    def __init__(self, header: Header, place: str, roster: Roster, inquiry: Inquiry) -> None:
        self._meanings = header.meanings
        self._names = header.names
        self._roster = roster
        self._inquiry = inquiry
        self._others = self._ask_about_others(header, place)
        self.titles = columns_of(self._meanings, Meaning.TITLE)
        self.sections = columns_of(self._meanings, Meaning.SECTION)

    @property
    def begins_measure(self) -> int | None:
        """The column with which the measures of a title over several rows begin."""
        texts = columns_of(self._meanings, Meaning.TEXT) or columns_of(self._meanings, *_IN_CHARGE)
        return next(iter(texts), None)

    def is_item(self, row: Block) -> bool:
        """Whether a row says more of an item than one thing across all columns."""
        own = {cell.text for cell in row.cells if not cell.is_filled}
        said = [c for c in row.cells if c.text.strip() and not (c.is_filled and c.text in own)]
        meant = {self._meanings[c.column] for c in said if c.column in self._meanings}
        is_signed = any(_SIGNED.match(fold(cell.text).strip()) for cell in row.cells)
        is_across = len(said) == 1 and any(c.is_filled and c.text in own for c in row.cells)
        is_header = {c.column: c.text for c in said}.items() <= self._names.items()
        if is_signed or is_across or is_header:
            return False
        return bool(meant & {Meaning.TITLE, Meaning.TEXT})

    def spans(self, row: Block) -> list[Span]:
        """Which stretches of a row are number, title, text and owner clause."""
        spans = []
        for name, meaning in (
            ("number", Meaning.NUMBER),
            ("title", Meaning.TITLE),
            ("text", Meaning.TEXT),
        ):
            columns = columns_of(self._meanings, meaning)
            cells = [c for c in row.cells if c.column in columns and not c.is_filled]
            cells = [cell for cell in cells if cell.text.strip()]
            if cells and (name == "text" or "\n" not in cells[0].text.strip()):
                spans.append(_trimmed(name, cells[0]))
        owners = self._owner_cells(row)
        if owners:
            last = owners[-1]
            spans.append(Span("clause", owners[0].start, last.start + len(last.text)))
        return sorted(spans, key=lambda span: span.start)

    def title(self, row: Block) -> str | None:
        """What an item is called whose title has several lines, which are printed and no title."""
        cell = next((c for c in row.cells if c.column in self.titles and "\n" in c.text), None)
        return "".join(cell.text.split()) if cell else None

    def _owner_cells(self, row: Block) -> list[Cell]:
        """The cells with departments that stand side by side, without empty ones at the ends."""
        columns = columns_of(self._meanings, *_ROLES)
        run = [column for i, column in enumerate(columns) if column == columns[0] + i]
        cells = [c for c in row.cells if c.column in run and not c.is_filled]
        while cells and not cells[-1].text.strip():
            cells.pop()
        while cells and not cells[0].text.strip():
            cells.pop(0)
        return cells

    def charge(self, row: Block) -> Charge:
        """Who is in charge by the cells of a row, filled ones included."""
        clause = next((span for span in self.spans(row) if span.name == "clause"), None)
        groups: list[OwnerGroup] = []
        said: dict[Meaning, str] = {}
        kept: dict[str, list[tuple[str, str]]] = {}
        for cell in row.cells:
            meaning = self._meanings.get(cell.column)
            words = cell.text.strip()
            if meaning in _ROLES and words:
                read = read_cell_owners(
                    cell.text, _ROLES[meaning], self._roster, self._inquiry, row.place
                )
                groups += [
                    g._replace(start=g.start + cell.start, end=g.end + cell.start)
                    for g in charge_of(read).groups
                ]
            elif meaning in {Meaning.LEADER, Meaning.CONTACT, Meaning.DUE} and words:
                said[meaning] = str(cell.day) if cell.day else words
            elif cell.column in self._others and any(map(str.isalnum, words)):
                answer, name = self._others[cell.column]
                kept.setdefault(answer, []).append((name, " ".join(words.split())))
        start = clause.start if clause else 0
        placed = tuple(
            g._replace(start=g.start - start, end=g.end - start)
            for g in groups
            if clause and clause.start <= g.start and g.end <= clause.end
        )
        return Charge(
            owners_of(groups),
            said.get(Meaning.LEADER),
            said.get(Meaning.CONTACT),
            said.get(Meaning.DUE),
            placed,
            tuple(kept.get(_FIELD, ())),
            tuple(kept.get(_STEPS, ())),
        )

    def _ask_about_others(self, header: Header, place: str) -> dict[int, tuple[str, str]]:
        """The columns kept besides those known, each with what becomes of it and its name.

        The columns of months or quarters are asked about together.
        """
        names = {
            column: re.sub(r"[^0-9A-Za-z\u3400-\u9fff]", "", fold(words))
            for column, words in header.names.items()
        }
        steps = [names[column] for column in columns_of(self._meanings, Meaning.STEP)]
        kept: dict[int, tuple[str, str]] = {}
        for column in columns_of(self._meanings, Meaning.STEP, Meaning.OTHER):
            is_step = self._meanings[column] is Meaning.STEP
            asked = "、".join(steps) if is_step else names[column]
            answer = self._inquiry.settle(_column_doubt(asked, place, is_step=is_step))
            name = names[column]
            name = f"{name}栏" if name in taken_names() or not _FIELD_NAME.match(name) else name
            if answer == _STEPS or _FIELD_NAME.match(name):
                kept[column] = (answer, names[column] if is_step else name)
        return kept


def _column_doubt(name: str, place: str, *, is_step: bool) -> Doubt:
    choices = [
        Choice(_FIELD, f"每一项记在自有字段“{name}”里"),
        Choice(_NOTHING, "只留在公布格式里,不能查询"),
    ]
    if is_step:
        choices.insert(0, Choice(_STEPS, "写了的,是到那时要做到的节点"))
    return Doubt("column", place, name, f"“{name}”这一列是什么?", tuple(choices))


def _trimmed(name: str, cell: Cell) -> Span:
    words = cell.text
    start = cell.start + len(words) - len(words.lstrip()) if name != "text" else cell.start
    end = cell.start + len(words.rstrip()) if name != "text" else cell.start + len(words)
    return Span(name, start, max(start, end))
