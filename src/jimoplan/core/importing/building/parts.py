"""What separates the parts of a document from each other, and the forms that most of them have."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from jimoplan.core.importing.outline.drafts import Draft, DraftSection, DraftTask, Printed
from jimoplan.core.importing.owners.charges import Charge
from jimoplan.core.plan.published_form import HEADINGS, Published


def separate(draft: Draft) -> tuple[Draft, str]:
    """The document with what separates all of its parts taken out, and that.

    What separates two of them besides is put before the second one; behind the last one it is
    what stands at the back.
    """
    ends = [part.end for part in _parts(draft)]
    between = _common_beginning(ends[:-1]) if len(ends) > 1 else "\n"
    leads = iter(["", *(end[len(between) :] for end in ends[:-1])])
    preamble = draft.preamble.behind(next(leads)) if draft.preamble else None
    tasks = tuple(_lead(task, leads) for task in draft.tasks)
    sections = tuple(_lead_section(section, leads) for section in draft.sections)
    back = (ends[-1] if ends else "") + draft.back
    return Draft(draft.front, preamble, tasks, sections, back), between


def _common_beginning(texts: Sequence[str]) -> str:
    first, last = min(texts), max(texts)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(one for one, _ in same)


def _lead(task: DraftTask, leads: Iterator[str]) -> DraftTask:
    return task._replace(printed=task.printed.behind(next(leads)))


def _lead_section(section: DraftSection, leads: Iterator[str]) -> DraftSection:
    return DraftSection(
        section.printed.behind(next(leads)),
        section.text.behind(next(leads)) if section.text else None,
        tuple(_lead(task, leads) for task in section.tasks),
        tuple(_lead_section(each, leads) for each in section.sections),
    )


def _parts(draft: Draft) -> Iterator[Printed]:
    """The parts in the order of the document."""
    if draft.preamble:
        yield draft.preamble
    yield from (task.printed for task in draft.tasks)
    for section in draft.sections:
        yield from _parts_of(section)


def _parts_of(section: DraftSection) -> Iterator[Printed]:
    yield section.printed
    if section.text:
        yield section.text
    yield from (task.printed for task in section.tasks)
    for each in section.sections:
        yield from _parts_of(each)


def usual_forms(draft: Draft) -> Published:
    """The forms of headings, tasks and measures that come most often."""
    sections = list(_with_depth(draft.sections, 0))
    tasks = list(each_task(draft))
    measures = [measure for task in tasks for measure in task.measures]
    said = {
        "task": _most(task.printed.form for task in tasks),
        "measure": _most(measure.printed.form for measure in measures),
    }
    above = Published().heading
    for depth, key in enumerate(HEADINGS):
        form = _most(s.printed.form for at, s in sections if at == depth)
        if form and form != above:
            said[key] = above = form
    return Published().model_copy(update={key: form for key, form in said.items() if form})


def each_section(sections: Iterable[DraftSection]) -> Iterator[DraftSection]:
    """Every heading, each before those below it."""
    return (section for _, section in _with_depth(sections, 0))


def each_task(draft: Draft) -> Iterator[DraftTask]:
    """Every task, in the order of the plan."""
    yield from draft.tasks
    for section in each_section(draft.sections):
        yield from section.tasks


def each_item(draft: Draft) -> Iterator[tuple[Printed, Charge]]:
    """Every task, each followed by its measures: how it is printed and who is in charge."""
    for task in each_task(draft):
        yield task.printed, task.charge
        yield from ((measure.printed, measure.charge) for measure in task.measures)


def _with_depth(sections: Iterable[DraftSection], depth: int) -> Iterator[tuple[int, DraftSection]]:
    for section in sections:
        yield depth, section
        yield from _with_depth(section.sections, depth + 1)


def _most(forms: Iterable[str]) -> str | None:
    """The form that comes most often; None where each comes once, so that none is usual."""
    common = Counter(forms).most_common(2)
    is_usual = bool(common) and (common[0][1] > 1 or len(common) == 1)
    return common[0][0] if is_usual and common[0][0].strip() else None
