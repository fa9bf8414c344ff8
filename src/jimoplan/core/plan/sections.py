"""Sections as people type them: by id, number, place or title."""

from collections.abc import Iterable, Iterator, Mapping

from jimoplan.core.plan.ids import Name
from jimoplan.core.plan.model import Plan, Section
from jimoplan.core.plan.traverse import each_branch
from jimoplan.errors import AmbiguousNameError, UnknownNameError

_WORD = "板块"


def called_section(plan: Plan, written: str, items: Mapping[str, Name]) -> Section | None:
    """The section meant where a task or a measure may be meant as well; None where one is.

    What is a section's whole name is one, unless it is an item's id or number too; a part of a
    title is where no item has it in its own. `items` are what else those are called, by id. Raises
    AmbiguousNameError for what several sections are called.
    """
    wanted = written.strip()
    numbers = {item.number for item in items.values()}
    if wanted.isdecimal() or wanted in items or wanted in numbers:
        return None
    bare = wanted.removeprefix(_WORD).strip()
    sections = [branch[-1] for branch in each_branch(plan)]
    is_whole = any(bare in _names(section) for section in sections)
    if not is_whole and any(wanted in item.title for item in items.values()):
        return None
    try:
        return find_section(plan, bare)
    except UnknownNameError:
        return None


def sections_below(section: Section) -> Iterator[Section]:
    """The sections that stand in one, at whatever depth."""
    for each in section.sections:
        yield each
        yield from sections_below(each)


def _names(section: Section) -> Iterable[str | None]:
    return section.id, section.number, section.title, section.heading


def find_section(plan: Plan, written: str) -> Section:
    """The section meant by its id, its number, its place (3 for 三) or a part of its title.

    Raises AmbiguousNameError for what several are called, UnknownNameError where none is.
    """
    known = [branch[-1] for branch in each_branch(plan)]
    placed = [s for place, s in enumerate(plan.sections, 1) if str(place) == written]
    for found in (
        [section for section in known if section.key == written],
        [section for section in known if section.number == written],
        placed,
        [section for section in known if written in {section.title, section.heading}],
        [section for section in known if written and written in section.title],
    ):
        if len(found) > 1:
            raise AmbiguousNameError("板块", written, [_called(s) for s in found])
        if found:
            return found[0]
    listed = [f"{section.key} {section.title}" for section in known]
    raise UnknownNameError("板块", written, [section.key for section in known], listed=listed)


def _called(section: Section) -> str:
    """A section as it is offered: what to write, where its number does not tell, and heading."""
    return f"{section.key} {section.heading}" if section.id else section.heading
