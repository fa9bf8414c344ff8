"""Documents to a plan: what was read, what remains in doubt, what is left out."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

from jimoplan.core.importing.blocks import Block, LeftOut, Source
from jimoplan.core.importing.building.build import Frame, build_plan
from jimoplan.core.importing.doubts import Choice, Doubt, Inquiry
from jimoplan.core.importing.outline.draft import Drafted, draft_document
from jimoplan.core.importing.outline.front_matter import Years, guess_title, guess_unit, guess_years
from jimoplan.core.importing.owners.names import Roster
from jimoplan.core.importing.visible import leave_out_invisible
from jimoplan.core.plan.header import Period
from jimoplan.core.plan.model import Department, Plan
from jimoplan.core.plan.published import first_difference
from jimoplan.core.text.problems import Problem
from jimoplan.core.text.reading.load import load
from jimoplan.core.text.writing.new_plan import write_plan


class Wanted(NamedTuple):
    """What is said of a plan besides its documents; whatever is None is looked for in them.

    `year` is assumed where nothing names one, `proposes` whether texts are cut into measures;
    `first_is_lead` whether the first department of a list without roles leads.
    """

    year: int
    unit: str | None = None
    title: str | None = None
    start: date | None = None
    end: date | None = None
    departments: tuple[Department, ...] = ()
    proposes: bool = True
    first_is_lead: bool = False


class Imported(NamedTuple):
    """The text of a plan and what it says, the doubts that are open, and what is not in it.

    `published` is the documents' text; `difference` the first place where the plan does not give
    it back, None where it does; `problems` are what the plan's own text is refused for.
    """

    text: str
    plan: Plan
    published: str
    doubts: tuple[Doubt, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]
    difference: Problem | None
    problems: tuple[Problem, ...]


def import_documents(
    sources: Sequence[Source], wanted: Wanted, answers: Mapping[str, str]
) -> Imported:
    """The plan that documents make, one behind the other, by the answers that were given."""
    inquiry = Inquiry(answers)
    sources = [leave_out_invisible(source) for source in sources]
    blocks = list(_in_one(sources)) if len(sources) > 1 else list(sources[0].blocks)
    roster = Roster(wanted.departments)
    drafted = draft_document(blocks, roster, inquiry, first_is_lead=wanted.first_is_lead)
    frame = _frame(drafted, wanted, inquiry)
    plan = build_plan(drafted.draft, frame, inquiry, proposes=wanted.proposes)
    text = write_plan(plan)
    loaded = load(text, with_advice=False)
    read = loaded.plan or plan
    published = "".join(source.text for source in sources)
    return Imported(
        text=text,
        plan=read,
        published=published,
        doubts=inquiry.doubts,
        left_out=tuple(each for source in sources for each in source.left_out),
        notes=(*(note for source in sources for note in source.notes), *inquiry.unfit),
        difference=first_difference(read, published),
        problems=loaded.problems,
    )


def _in_one(sources: Sequence[Source]) -> Iterator[Block]:
    """The blocks of several documents: places with the document's name, no table in two of them."""
    tables = 0
    for source in sources:
        for block in source.blocks:
            table = block.table + tables if block.table else 0
            yield block._replace(place=f"{source.name} {block.place}", table=table)
        tables += max((block.table for block in source.blocks), default=0)


def _frame(drafted: Drafted, wanted: Wanted, inquiry: Inquiry) -> Frame:
    front = drafted.front
    preamble = front.preamble.text if front.preamble else None
    printed_unit, said_unit = guess_unit(front.title, preamble)
    title = guess_title(front.title)
    years = guess_years([wanted.title, front.title, preamble])
    period = _period(wanted, years, inquiry)
    return Frame(
        unit=wanted.unit
        or printed_unit
        or _ask("unit", said_unit or "待明确", "谁的计划?", inquiry),
        title=wanted.title
        or title
        or _ask("title", f"{period.start.year}年工作要点", "文件没有标题,计划叫什么?", inquiry),
        period=period,
        departments=wanted.departments,
        printed_title=front.title,
        doc_no=front.number,
        gaps=drafted.gaps,
    )


def _period(wanted: Wanted, years: Years | None, inquiry: Inquiry) -> Period:
    """The plan's days: as wanted, else the years that the document names, else as answered."""
    if wanted.start:
        return Period(start=wanted.start, end=wanted.end or date(wanted.start.year, 12, 31))
    if years is None or years.others:
        assumed = years.first if years else wanted.year
        others = [Choice(str(year), "按这一年") for year in (years.others if years else ())]
        question = "标题里有几个年份,是哪一年的计划?" if years else "文件没有写年份,是哪一年的计划?"
        choices = (Choice(str(assumed), "写进计划的开头,以后可以改"), *others)
        doubt = Doubt("year", "文件开头", "", question, choices, is_open=True)
        answer = inquiry.settle(doubt, _YEAR)
        year = int(normalize("NFKC", answer).strip("年"))
        years = Years(year, year)
    name = _ask_months(years, inquiry) if years.is_across else _WHOLE_YEARS
    period = _days(years, name)
    return Period(start=period.start, end=wanted.end or period.end)


_YEAR = r"[1-9]\d{3}年?"
_WHOLE_YEARS = "两个全年"
_MONTHS = {_WHOLE_YEARS: (1, 12), "学年": (9, 8), "财政年度": (4, 3)}
"""The first and the last month of a plan that runs from one year into the next."""


def _days(years: Years, name: str) -> Period:
    first, last = _MONTHS[name]
    end = date(years.last, last, monthrange(years.last, last)[1])
    return Period(start=date(years.first, first, 1), end=end)


def _ask_months(years: Years, inquiry: Inquiry) -> str:
    days = {name: _days(years, name) for name in _MONTHS}
    choices = tuple(Choice(name, f"{each.start} 至 {each.end}") for name, each in days.items())
    words = f"{years.first}-{years.last}"
    return inquiry.settle(Doubt("period", "文件开头", words, "从哪一天到哪一天?", choices))


def _ask(code: str, assumed: str, question: str, inquiry: Inquiry) -> str:
    choice = Choice(assumed, "写进计划的开头,以后可以改")
    return inquiry.settle(Doubt(code, "文件开头", "", question, (choice,), is_open=True))
