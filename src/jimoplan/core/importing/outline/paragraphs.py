"""Numbered paragraphs as drafts of sections, tasks and measures."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jimoplan.core.importing.blocks import Block
from jimoplan.core.importing.doubts import Choice, Doubt, Inquiry
from jimoplan.core.importing.folding import fold
from jimoplan.core.importing.outline.drafts import (
    DraftMeasure,
    DraftSection,
    DraftTask,
    Printed,
    Span,
)
from jimoplan.core.importing.outline.headings import (
    BEHIND_TITLE,
    LONGEST_TITLE,
    as_section,
    continue_heading,
    find_title,
    make_heading,
)
from jimoplan.core.importing.outline.levels import POINTS, Levels
from jimoplan.core.importing.outline.numbers import Label, Style, find_labels
from jimoplan.core.importing.outline.tree import Node
from jimoplan.core.importing.owners.charges import Charge, Clauses, Found
from jimoplan.core.plan.items import Owners

_CLOSING = re.compile(r"(?:以上|上述|请各|各\S{1,8}(?:要|应|须|需)|本(?:要点|方案|计划|通知))")
_INHERIT = "归下面没有责任条款的任务"
_NOBODYS = "不属于哪一项"
_PUNCTUATION = re.compile(r"[\s。.,;、:]*")


class Drafter:
    """Makes drafts of the nodes of one document."""

    def __init__(
        self, nodes: Sequence[Node], clauses: Clauses, inquiry: Inquiry, *, is_heading: bool = False
    ) -> None:
        """With `is_heading` they stand above a table."""
        self._clauses = clauses
        self._inquiry = inquiry
        self._levels = Levels(nodes, self._is_owned, inquiry, is_heading=is_heading)

    def draft(
        self, nodes: Sequence[Node]
    ) -> tuple[tuple[DraftTask, ...], tuple[DraftSection, ...]]:
        """The tasks and the sections of these nodes.

        A plan has tasks before sections: a task behind one stands in a section of its own, which
        is its number and its title.
        """
        tasks: list[DraftTask] = []
        sections: list[DraftSection] = []
        for node in nodes:
            if not self._levels.is_task(node):
                sections.append(self._section(node))
            elif sections:
                sections.append(as_section(self._task(node)))
            else:
                tasks.append(self._task(node))
        return tuple(tasks), tuple(sections)

    def unnumbered(self, blocks: Sequence[Block]) -> tuple[list[Block], tuple[DraftTask, ...]]:
        """The paragraphs before the first that has an owner clause, and tasks of those that do.

        A clause in a line of its own belongs to the paragraph before it; a paragraph without one
        to the task before.
        """
        groups: list[list[Block]] = []
        text: list[Block] = []
        for block in blocks:
            found = self._clauses.of(block)
            if not found:
                (groups[-1] if groups else text).append(block)
                continue
            alone = not block.text[: found[0].start].strip()
            if alone and not groups and text:
                groups.append([text.pop(), block])
            elif alone and groups and len(groups[-1]) > 1:
                groups.append([groups[-1].pop(), block])
            else:
                groups.append([block])
        return text, tuple(self._unnumbered_task(group) for group in groups)

    def _unnumbered_task(self, blocks: list[Block]) -> DraftTask:
        lead = len(blocks[0].text) - len(blocks[0].text.lstrip())
        label = Label(Style.HEADING, (), lead, lead, lead)
        return self._task(Node(label, (Style.HEADING, 0), blocks))

    def _is_owned(self, node: Node) -> bool:
        return any(map(self._clauses.of, node.blocks))

    def _section(self, node: Node) -> DraftSection:
        inner = [
            each
            for each in node.below
            if self._levels.has_tasks(each) or each.label.style not in POINTS
        ]
        told = [each for each in node.below if not any(each is other for other in inner)]
        blocks = [*node.blocks[1:], *(block for each in told for block in _all_blocks(each))]
        text, loose = self.unnumbered(blocks)
        tasks, sections = self.draft(inner)
        owned = next(iter(self._clauses.of(node.head)), None)
        limit = owned.start if owned else len(node.head.text)
        heading, below = make_heading(node.head, node.label, limit), _joined(text)
        if below and heading.said("text"):
            heading, below = continue_heading(heading, below), None
        drafted = DraftSection(heading, below, (*loose, *tasks), sections)
        if owned and self._inquiry.settle(_heading_doubt(node.head, owned)) == _INHERIT:
            return _in_charge(drafted, owned.charge)
        return drafted

    def _task(self, node: Node) -> DraftTask:
        blocks, loose = self._part_loose(list(_all_blocks(node)), node)
        text = _text_of(blocks)
        starts = list(_starts_of(node.below, blocks))
        found = [c for c in self._clauses.across(blocks, starts) if c.start >= node.label.rest]
        folded = fold(text)
        own, cuts = _divide(folded, found, starts)
        label = node.label
        limit = min([len(text), *starts, *(each.start for each in found)])
        title = find_title(folded, label.rest, limit, len(blocks[0].text))
        if cuts and found and not starts and _PUNCTUATION.fullmatch(folded, title.end, limit):
            title = title._replace(start=label.rest, end=label.rest)  # it is the first measure
        begin = BEHIND_TITLE.match(folded, title.end, limit)
        start = begin.end() if begin and title.end > title.start else label.rest
        body = _find_body(folded, start, own)
        spans = [Span("number", label.start, label.end)] if label.end > label.start else []
        spans += [title] if title.end > title.start else []
        spans += sorted(
            [Span("text", *body), Span("clause", own.start, own.end) if own else _nothing(body)],
            key=lambda span: span.start,
        )
        cuts = _settle_cuts(folded, cuts, body)
        measures = tuple(self._measures(text, cuts, body, found if not own else ()))
        return DraftTask(
            Printed(text, blocks[0].place, tuple(spans), blocks[-1].end + loose),
            _marked(own.charge if own else Charge(), label.mark),
            measures,
            text[body[0] : cuts[0]] if measures else "",
        )

    def _part_loose(self, blocks: list[Block], node: Node) -> tuple[list[Block], str]:
        """The paragraphs of a task, and the words of those behind its clause that are not of it."""
        owned = [at for at, block in enumerate(blocks) if self._clauses.of(block)]
        last = owned[-1] if owned and not node.below else len(blocks)
        is_closing = len(blocks) > 1 and _CLOSING.match(fold(blocks[1].text).strip())
        if (
            last == 0
            and not is_closing
            and _stands_behind_title(fold(blocks[0].text), self._clauses.of(blocks[0])[0])
        ):
            last = len(blocks)
        kept, loose = blocks[: last + 1], ""
        for block in blocks[last + 1 :]:
            if loose or self._inquiry.settle(_loose_doubt(block)) == _NOBODYS:
                loose += kept[-1].end * (not loose) + block.text + block.end
            else:
                kept.append(block)
        if loose:
            kept[-1] = kept[-1]._replace(end="")
        return kept, loose

    def _measures(
        self, text: str, cuts: Sequence[int], body: tuple[int, int], found: Sequence[Found]
    ) -> Iterator[DraftMeasure]:
        ahead = deque(found)
        for start, end in pairwise([*cuts, body[1]] if cuts else ()):
            inside = []
            while ahead and ahead[0].start < end:
                inside.append(ahead.popleft())
            yield _measure(text[start:end], start, inside)


def _heading_doubt(block: Block, clause: Found) -> Doubt:
    choices = (
        Choice(_INHERIT, "登记为下面没有责任条款的各项任务的"),
        Choice("只照录", "只留在标题的公布格式里"),
    )
    words = block.text[clause.start : clause.end]
    return Doubt("heading-clause", block.place, words, f"标题里的“{words}”归谁?", choices)


def _in_charge(section: DraftSection, charge: Charge) -> DraftSection:
    """The section with those in charge of its heading at each task below that names nobody."""
    tasks = tuple(
        task._replace(charge=charge._replace(groups=(), fields=task.charge.fields))
        if task.charge.owners == Owners()
        else task
        for task in section.tasks
    )
    below = tuple(_in_charge(each, charge) for each in section.sections)
    return section._replace(tasks=tasks, sections=below)


def _loose_doubt(block: Block) -> Doubt:
    choices = (
        Choice(_NOBODYS, "只留在公布格式里"),
        Choice("上一项的正文", "接在上一项的正文后面"),
    )
    words = block.text.strip()[:30]
    return Doubt("loose-text", block.place, words, f"“{words}”在责任条款后面,是哪一项的?", choices)


def _marked(charge: Charge, mark: str) -> Charge:
    """The same with the mark that stands before the number as a field of the body's own."""
    return charge._replace(fields=(("标记", mark),)) if mark else charge


def _measure(text: str, at: int, found: Sequence[Found]) -> DraftMeasure:
    """A measure whose text begins at a place of its task's, with the first clause in it."""
    clause = next(iter(found), None)
    blanks = len(text) - len(text.lstrip())
    label = next(iter(find_labels(text[blanks:])), None)
    start, spans = 0, list[Span]()
    if label and label.end > label.start:
        start = blanks + label.rest
        spans.append(Span("number", blanks + label.start, blanks + label.end))
    end = max(clause.start - at, start) if clause else len(text)
    if text[start:end].strip():
        spans.append(Span("text", start, end))
    if clause and clause.start - at >= start:
        spans.append(Span("clause", end, clause.end - at))
    return DraftMeasure(
        Printed(text, clause.place if clause else "", tuple(spans)),
        clause.charge if clause else Charge(),
    )


def _divide(
    text: str, found: Sequence[Found], starts: Sequence[int]
) -> tuple[Found | None, list[int]]:
    """The clause of the whole task, and where the measures begin that are set apart in it."""
    if not found:
        return None, list(starts)
    last = found[-1]
    ends = not _PUNCTUATION.sub("", text[last.end :])
    if starts:
        before = [each for each in found if each.start < starts[0]]
        if len(found) == 1 and (_stands_behind_title(text, last) if before else ends):
            return last, list(starts)
        return None, [*([0] if before else []), *starts]
    if len(found) == 1 and (ends or _stands_behind_title(text, last)):
        return last, []
    cuts = [0]
    for each in found:
        rest = _PUNCTUATION.match(text, each.end)
        cuts.append(rest.end() if rest else each.end)
    return None, [cut for cut in cuts if cut < len(text)]


def _settle_cuts(text: str, cuts: Sequence[int], body: tuple[int, int]) -> list[int]:
    """Where the measures of a body begin so that none is blank."""
    start, end = body
    inside = [cut for cut in dict.fromkeys(max(cut, start) for cut in cuts) if cut < end]
    settled = [cut for cut, until in pairwise([*inside, end]) if text[cut:until].strip()]
    if settled and not text[start : settled[0]].strip():
        settled[0] = start
    return settled


def _stands_behind_title(text: str, clause: Found) -> bool:
    """Whether what stands before a clause is no more than a title."""
    before = text[: clause.start].strip()
    return len(before) <= LONGEST_TITLE and not re.search("[。;].", before)


def _find_body(text: str, start: int, own: Found | None) -> tuple[int, int]:
    """Where the text of a task stands besides its title and its clause."""
    if own is None or own.end <= start:
        return start, _end_without_blanks(text, start, len(text))
    if _PUNCTUATION.sub("", text[start : own.start]) or own.start >= len(text):
        return start, _end_without_blanks(text, start, own.start)
    behind = _PUNCTUATION.match(text, own.end)
    after = behind.end() if behind else own.end
    if after < len(text):
        return after, _end_without_blanks(text, after, len(text))
    return min(start, own.start), min(start, own.start)


def _end_without_blanks(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _nothing(body: tuple[int, int]) -> Span:
    return Span("clause", body[1], body[1])


def _joined(blocks: Sequence[Block]) -> Printed | None:
    """Paragraphs as one part."""
    if not blocks:
        return None
    return Printed(_text_of(blocks), blocks[0].place, (), blocks[-1].end)


def _text_of(blocks: Sequence[Block]) -> str:
    return "".join(block.text + block.end for block in blocks[:-1]) + blocks[-1].text


def _starts_of(nodes: Sequence[Node], blocks: Sequence[Block]) -> Iterator[int]:
    """Where the nodes begin in the joined text of the blocks."""
    heads = {id(node.head) for node in nodes}
    at = 0
    for block in blocks:
        if id(block) in heads:
            yield at
        at += len(block.text) + len(block.end)


def _all_blocks(node: Node) -> Iterator[Block]:
    yield from node.blocks
    for each in node.below:
        yield from _all_blocks(each)
