"""A document's blocks as a draft: paragraphs and tables in the order in which they stand."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from jimoplan.core.importing.blocks import Block
from jimoplan.core.importing.doubts import Inquiry
from jimoplan.core.importing.outline.drafts import Draft, DraftSection, DraftTask, Printed, escape
from jimoplan.core.importing.outline.front_matter import Front, read_front, split_back, unmark_title
from jimoplan.core.importing.outline.paragraphs import Drafter
from jimoplan.core.importing.outline.tables import Table, find_header, read_table
from jimoplan.core.importing.outline.tree import Outline, join_blanks, outline
from jimoplan.core.importing.owners.charges import Clauses
from jimoplan.core.importing.owners.names import Roster


class Drafted(NamedTuple):
    """A draft, what its front says, and the numbers that the document skips."""

    draft: Draft
    front: Front
    gaps: tuple[str, ...]


def draft_document(
    blocks: Sequence[Block], roster: Roster, inquiry: Inquiry, *, first_is_lead: bool
) -> Drafted:
    """The draft of a document: what its numbered paragraphs and the rows of its tables are."""
    lead, joined = join_blanks(blocks)
    kept, behind = split_back(unmark_title(joined), inquiry)
    back = "".join(block.text + block.end for block in behind)
    clauses = Clauses(roster, inquiry, first_is_lead=first_is_lead)
    whole = _Whole(lead)
    runs = list(_runs(kept))
    for at, run in enumerate(runs):
        header = find_header(run) if run[0].table else None
        if header:
            whole.add_table(read_table(run, *header, roster, inquiry))
        else:
            is_heading = at + 1 < len(runs)
            whole.add_text(outline(run, inquiry), clauses, inquiry, is_heading=is_heading)
    draft = Draft(whole.front.form, whole.preamble, tuple(whole.tasks), tuple(whole.sections), back)
    return Drafted(draft, whole.front, tuple(whole.gaps))


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Paragraphs and tables in turn; a table without usual headings is among the paragraphs."""
    tables = [list(run) for _, run in groupby(blocks, key=lambda block: block.table)]
    is_known = [bool(run[0].table) and find_header(run) is not None for run in tables]
    paragraphs: list[Block] = []
    for known, run in zip(is_known, tables, strict=True):
        if not known:
            paragraphs += run
            continue
        if paragraphs:
            yield paragraphs
        paragraphs = []
        yield run
    if paragraphs:
        yield paragraphs


class _Whole:
    """The document as far as it has been read."""

    def __init__(self, lead: str) -> None:
        self.front = Front(escape(lead), None, None, None)
        self.preamble: Printed | None = None
        self.tasks: list[DraftTask] = []
        self.sections: list[DraftSection] = []
        self.gaps: list[str] = []
        self._lead = lead
        self._is_begun = False

    def add_text(
        self, read: Outline, clauses: Clauses, inquiry: Inquiry, *, is_heading: bool
    ) -> None:
        """Put numbered paragraphs behind what is there; those before them are the front."""
        drafter = Drafter(read.nodes, clauses, inquiry, is_heading=is_heading)
        front, loose = drafter.unnumbered(read.front)
        tasks, sections = drafter.draft(read.nodes)
        self._begin(front)
        self._add((*loose, *tasks), sections)
        self.gaps += read.gaps

    def add_table(self, table: Table) -> None:
        """Put a table behind what is there; its headings belong to what stands before it."""
        self._begin(table.above)
        self._append(table.head)
        self._add(table.tasks, table.sections)
        self._append(table.back)

    def _begin(self, blocks: Sequence[Block]) -> None:
        """What stands before the first items is the front; before later ones it belongs there."""
        if self._is_begun:
            self._append("".join(block.text + block.end for block in blocks))
        else:
            self.front = read_front(self._lead, blocks)
            self.preamble = self.front.preamble
            self._is_begun = True

    def _add(self, tasks: Sequence[DraftTask], sections: Sequence[DraftSection]) -> None:
        if tasks and self.sections:
            self.sections[-1] = _with_tasks(self.sections[-1], tasks)
        else:
            self.tasks += tasks
        self.sections += sections

    def _append(self, words: str) -> None:
        """Put words behind the last part that is there, else at the front."""
        if self.sections:
            self.sections[-1] = _with_end(self.sections[-1], words)
        elif self.tasks:
            printed = self.tasks[-1].printed
            self.tasks[-1] = self.tasks[-1]._replace(printed=_longer(printed, words))
        elif self.preamble:
            self.preamble = _longer(self.preamble, words)
        else:
            self.front = self.front._replace(form=self.front.form + escape(words))


def _longer(printed: Printed, words: str) -> Printed:
    return printed._replace(end=printed.end + words)


def _with_tasks(section: DraftSection, tasks: Sequence[DraftTask]) -> DraftSection:
    """The section with more tasks at its end."""
    if section.sections:
        last = _with_tasks(section.sections[-1], tasks)
        return section._replace(sections=(*section.sections[:-1], last))
    return section._replace(tasks=(*section.tasks, *tasks))


def _with_end(section: DraftSection, words: str) -> DraftSection:
    """The section with words behind its last part."""
    if section.sections:
        last = _with_end(section.sections[-1], words)
        return section._replace(sections=(*section.sections[:-1], last))
    if section.tasks:
        task = section.tasks[-1]
        longer = task._replace(printed=_longer(task.printed, words))
        return section._replace(tasks=(*section.tasks[:-1], longer))
    if section.text:
        return section._replace(text=_longer(section.text, words))
    return section._replace(printed=_longer(section.printed, words))
