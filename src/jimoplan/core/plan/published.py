"""The published document written back from the plan, and compared with the published file."""

import re
from collections.abc import Iterator
from itertools import filterfalse
from typing import NamedTuple

from jimoplan.core.plan.braces import fill_in, names_in
from jimoplan.core.plan.items import Item, Measure, Owners, Task
from jimoplan.core.plan.model import Plan, Section
from jimoplan.core.plan.published_form import Published
from jimoplan.core.plan.traverse import each_section
from jimoplan.core.text.document import Document
from jimoplan.core.text.nodes import Fault
from jimoplan.core.text.problems import Problem


class Paragraph(NamedTuple):
    """A stretch of the document, and the name of the place that it comes from.

    `level` counts the levels of headings from one, 0 is for other text; `task` is the id of the
    task that it says, `title` that one's.
    """

    place: str
    text: str
    level: int = 0
    task: str = ""
    title: str = ""

    @property
    def head(self) -> str:
        """What leads up to the title and the title itself, '' where the text has none."""
        return self.text[: self._end_of_title]

    @property
    def rest(self) -> str:
        """The text behind the title."""
        return self.text[self._end_of_title :]

    @property
    def _end_of_title(self) -> int:
        at = self.text.find(self.title) if self.title else -1
        return at + len(self.title) if at >= 0 else 0


def published_text(plan: Plan) -> str:
    """The document as it was published, in the form that the plan declares."""
    return "".join(piece.text for piece in _pieces(plan))


def is_published(plan: Plan) -> bool:
    """Whether a plan says anything of how it was published: a text, a clause, a form.

    What was begun empty and filled item by item has no published text to depart from.
    """
    header = plan.plan
    if header.preamble is not None or header.published != Published():
        return True
    tasks = plan.all_tasks()
    if any(section.text or section.form for _, section in each_section(plan)):
        return True
    return any(task_body(task) or task.form or task.clause is not None for task in tasks)


def published_paragraphs(plan: Plan) -> tuple[Paragraph, ...]:
    """The document's headings, tasks and other texts one by one, without its title and blanks."""
    form = plan.plan.published
    front = Paragraph("前文", _front(plan, form.model_copy(update={"title": None})))
    around = [front, *_paragraphs(plan), Paragraph("后文", form.back)]
    return tuple(each for each in around if each.text.strip())


def owner_clause(form: Published, item: Item) -> str:
    """An item's owner clause with its brackets: its exact wording, or in the plan's form."""
    return clause_words(form, item) if item.clause is None else item.clause


def clause_words(form: Published, owners: Owners) -> str:
    """The owner clause of these owners in a form, with its brackets; '' where there are none."""
    forms = (form.lead_words, form.responsible_words, form.support_words)
    said = [
        fill_in(words, {"departments": form.separator.join(names)})
        for words, (_, names) in zip(forms, owners.by_role(), strict=True)
        if names
    ]
    return fill_in(form.clause, {"owners": form.roles.join(said)}) if said else ""


def prints_clause(form: Published, item: Task | Measure) -> bool:
    """Whether the document has an item's owner clause."""
    usual = form.task if isinstance(item, Task) else form.measure
    return "clause" in names_in(item.form or usual)


def task_body(task: Task) -> str:
    """What was published of a task besides its title and owner clauses."""
    return "".join([task.text or "", *(measure.text or "" for measure in task.measures)])


def first_difference(plan: Plan, published: str) -> Problem | None:
    """The first place where a published text differs from the plan's, None if it does not.

    The problem names the part (任务 8, 板块 三 …) and the character within it, counted from one.
    Its line and column are the published text's.
    """
    written = published_text(plan)
    if written == published:
        return None
    where = _first_unlike(published, written)
    if where is None:
        return _line_ends_differ(published, written)
    index, own = where
    place, start = _place_at(plan, own)
    message = (
        f"与公布文本不一致,第一处在{place} 第 {own - start + 1} 字:"
        f"公布文本为“{_shown(published, index)}”,计划为“{_shown(written, own)}”"
    )
    remedy = "以公布文本为准,改正 plan.yaml 里对应的 text、title、clause 或 published"
    return Document(published).place(Fault("E216", index, index + 1, message, remedy))


def _line_ends_differ(published: str, written: str) -> Problem:
    """That both texts say the same and end their lines otherwise, at the first such line."""
    index = _common_length(published, written)
    theirs, ours = (_name_line_ends(text) for text in (published, written))
    message = f"文字与公布文本逐字一致,只差换行:公布文本的换行是 {theirs},计划写的是 {ours}"
    remedy = (
        f"公布文本是编辑器或 git 换成 {theirs} 的,另存为 {ours} 再比较;公布的本来就是 {theirs},"
        "照它改 plan.published 里的换行"
    )
    return Document(published).place(Fault("E216", index, index + 1, message, remedy))


_LINE_END = re.compile("\r\n|\r|\n")
_LINE_ENDS = {"\r\n": "CRLF(Windows)", "\n": "LF(Linux)", "\r": "CR(旧 Mac)"}


def _name_line_ends(text: str) -> str:
    found = dict.fromkeys(_LINE_END.findall(text))
    return "、".join(_LINE_ENDS[each] for each in found)


def _first_unlike(one: str, other: str) -> tuple[int, int] | None:
    """Where two texts first differ in more than how lines end, in either; None if nowhere."""
    pieces = [_LINE_END.sub("\n", text) for text in (one, other)]
    if pieces[0] == pieces[1]:
        return None
    common = _common_length(*pieces)
    return _position(one, common), _position(other, common)


def _position(text: str, index: int) -> int:
    """Where in a text the character is that is so far on if each line end counts as one."""
    for found in _LINE_END.finditer(text):
        if found.start() >= index:
            break
        index += len(found[0]) - 1
    return index


def _pieces(plan: Plan) -> Iterator[Paragraph]:
    """The document in pieces; what separates two paragraphs belongs to the one before."""
    form = plan.plan.published
    yield Paragraph("前文", _front(plan, form))
    last: Paragraph | None = None
    for piece in _paragraphs(plan):
        if last:
            yield last._replace(text=last.text + form.between)
        last = piece
    if last:
        yield last
    yield Paragraph("后文", form.back)


def _front(plan: Plan, form: Published) -> str:
    said = {"title": form.title or "", "doc_no": form.doc_no or "", "unit": plan.plan.unit}
    return fill_in(form.front, said)


def _paragraphs(plan: Plan) -> Iterator[Paragraph]:
    if plan.plan.preamble is not None:
        yield Paragraph("总体思路", plan.plan.preamble)
    yield from _below(plan.plan.published, plan, 0)


def _is_left_out(part: Task | Section) -> bool:
    """Whether a part stands in the plan only because it was carried over from the year before.

    The document does not have it unless something is said of how it was published.
    """
    if isinstance(part, Section):
        below: tuple[Task | Section, ...] = (*part.tasks, *part.sections)
        return not part.text and not part.form and bool(below) and all(map(_is_left_out, below))
    published = task_body(part) or part.clause or part.form
    return part.carried_from.id is not None and not published


def _below(form: Published, part: Plan | Section, depth: int) -> Iterator[Paragraph]:
    for task in filterfalse(_is_left_out, part.tasks):
        yield Paragraph(
            f"任务 {task.id}", _written(form, task, form.task), task=task.id, title=task.title
        )
    for section in filterfalse(_is_left_out, part.sections):
        usual = section.form or form.heading_form(depth + 1)
        number, text = section.number or section.id or "", section.text or ""
        said = {"number": number, "title": section.title, "text": text}
        yield Paragraph(f"板块 {section.key}", fill_in(usual, said), depth + 1)
        if text and "text" not in names_in(usual):
            yield Paragraph(f"板块 {section.key}", text)
        yield from _below(form, section, depth + 1)


def _written(form: Published, item: Task | Measure, usual: str) -> str:
    """A task, with its measures, or a measure in its form."""
    measures = item.measures if isinstance(item, Task) else ()
    below = (_written(form, measure, form.measure) for measure in measures)
    said = {
        "number": item.number or item.id,
        "title": item.title,
        "text": "".join([item.text or "", *below]),
        "clause": owner_clause(form, item),
    }
    return fill_in(item.form or usual, said)


def _place_at(plan: Plan, index: int) -> tuple[str, int]:
    """The place of the document that a position is in, and where that starts."""
    place, start, end = "文件开头", 0, 0
    for piece in _pieces(plan):
        if piece.text:
            place, start, end = piece.place, end, end + len(piece.text)
        if index < end:
            break
    return place, start


def _common_length(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _shown(text: str, index: int) -> str:
    """A few characters from a position on, the end of the text and line ends made visible."""
    rest = text[index : index + 12].replace("\r", "␍").replace("\n", "␊")
    return rest or "(文件到此结束)"
