"""What the cells of a row say: number, title, text, and who is in charge until when."""

import re
from collections.abc import Sequence

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
        self._ask_about_halves(header, place)
        self.titles = columns_of(self._meanings, Meaning.TITLE)
        self.sections = columns_of(self._meanings, Meaning.SECTION)

    @property
    def begins_measure(self) -> int | None:
        """The column with which the measures of a title over several rows begin."""
        texts = columns_of(self._meanings, Meaning.TEXT) or columns_of(self._meanings, *_IN_CHARGE)
        return next(iter(texts), None)

    def is_item(self, row: Block) -> bool:
        """Whether a row says more of an item than one thing across all columns."""
        said = self._said(row)
        is_across = len(said) == 1 and any(cell.is_filled for cell in row.cells if cell.text)
        meant = {self._meanings[cell.column] for cell in said if cell.column in self._meanings}
        is_one = bool(meant & {Meaning.TITLE, Meaning.TEXT})
        return is_one and not is_across and not self._is_beside(row, said)

    def continues(self, row: Block, above: Block) -> bool:
        """Whether a row without number and title has more to do of the item above."""
        meant = {self._meanings.get(cell.column) for cell in self._said(row)}
        numbered = meant & {Meaning.NUMBER, Meaning.TITLE, Meaning.SECTION}
        return Meaning.TEXT in meant and not numbered and self.is_item(above)

    def ask_if_stray(self, row: Block) -> None:
        """Raise a doubt over a row that names a department or a day and nothing to do."""
        said = self._said(row)
        columns = columns_of(self._meanings, *_IN_CHARGE)
        is_owned = any(cell.column in columns for cell in said)
        if is_owned and len(said) < len(row.cells) and not self._is_beside(row, said):
            words = " ".join(row.text.split())
            choice = Choice("不登记", "只留在公布格式里;要算哪一项的,导入以后改")
            question = f"“{words}”这一行没有写任务,是哪一项的?"
            self._inquiry.settle(Doubt("row", row.place, words, question, (choice,)))

    def _said(self, row: Block) -> list[Cell]:
        """The cells with something in them, one that goes across several columns once."""
        own = {cell.text for cell in row.cells if not cell.is_filled}
        return [c for c in row.cells if c.text.strip() and not (c.is_filled and c.text in own)]

    def _is_beside(self, row: Block, said: Sequence[Cell]) -> bool:
        """Whether a row is one of signatures or sums, or the headings once more."""
        is_header = {cell.column: cell.text for cell in said}.items() <= self._names.items()
        return is_header or any(_SIGNED.match(fold(cell.text).strip()) for cell in row.cells)

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

    def _ask_about_halves(self, header: Header, place: str) -> None:
        """Raise a doubt over a table that has its titles twice side by side."""
        titles = [" ".join(header.names[column].split()) for column in header.names]
        twice = next((name for name in titles if titles.count(name) > 1), None)
        if twice:
            question = f"表头“{twice}”有两列,是不是左右两栏?"
            choice = Choice("只读左边", "右边的只留在公布格式里;先改成一栏的表再导入,就都读")
            self._inquiry.settle(Doubt("halves", place, twice, question, (choice,)))

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
