"""What every part says of an item in the same words: whose it is, until when, since when."""

from collections.abc import Iterable
from datetime import date

from jimoplan.core.assessment.wording import DEFAULT_DEADLINE
from jimoplan.core.plan.records import Update
from jimoplan.core.reports.outcomes import main_owners
from jimoplan.core.reports.parts.blocks import Run, Runs, columns, own, plain, said
from jimoplan.core.views.people import without_address
from jimoplan.core.views.query import Row

UNNAMED = "待明确"
GROUPED = columns(责任部门="owners", 事项="text", 情况="state")
"""The columns of what is told of items grouped by who answers for them."""


def say_day(day: date, as_of: date) -> str:
    """A day as people say it in a report of another day: 6月14日, with its year if that differs."""
    year = "" if day.year == as_of.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def say_due(row: Row, as_of: date) -> str:
    """The deadline, and whether it is only the plan's end."""
    found = row.assessment
    words = say_day(found.due, as_of) if found.due_words == str(found.due) else found.due_words
    return words + (DEFAULT_DEADLINE if found.due_is_default and not found.undated else "")


def say_who(update: Update, as_of: date) -> str:
    """When a report was made, who made it and who entered it: 6月14日,张三,李四代录."""
    entered = f"{without_address(update.entered_by)}代录" if update.entered_by else ""
    by = without_address(update.by or "")
    return ",".join(filter(None, (say_day(update.date, as_of), by, entered)))


def number(row: Row) -> Runs:
    """The id, leading to the item in the annex."""
    kind = "measure" if row.measure else "task"
    return (Run(row.item.id, link=f"{kind}-{row.item.id}"),)


def title(row: Row) -> Runs:
    """What the item is called."""
    return plain(row.item.title)


def owners(row: Row) -> Runs:
    """Who answers for an item, 主责, and its 分管领导."""
    led = (own(";分管领导:"), Run("、".join(row.leaders))) if row.leaders else ()
    return (*plain("、".join(main_owners(row)) or UNNAMED), *led)


def item(row: Row) -> Runs:
    """The id, leading to the item in the annex, and what it is called."""
    return (*number(row), Run(f" {row.item.title}"))


def grouped(told: Iterable[tuple[Row, Runs]]) -> tuple[tuple[Runs, ...], ...]:
    """Rows of a table: who answers for it, the items, and what is said of them all.

    Items of the same owners of which the same is said are told together.
    """
    by_owner: dict[Runs, dict[Runs, list[Row]]] = {}
    for row, words in told:
        by_owner.setdefault(owners(row), {}).setdefault(words, []).append(row)
    return tuple(
        (name, joined(map(item, rows), "、"), words)
        for name, same in by_owner.items()
        for words, rows in same.items()
    )


def quote(head: str, words: str | None) -> Runs:
    """What somebody said, behind a head that says what it is."""
    return (own(f"{head}:"), said(words)) if words else (own(head),)


def joined(cells: Iterable[Runs], between: str = "\n") -> Runs:
    """Some cells as one, each on a line of its own."""
    found: list[Run] = []
    for each in cells:
        found += [own(between)] * bool(found) + list(each)
    return tuple(found)


def named(rows: Iterable[Row], most: int = 6) -> str:
    """Items by id, the first ones where they are many: 4-7、5-4等9项."""
    ids = [row.item.id for row in rows]
    more = f"等{len(ids)}项" if len(ids) > most else ""
    return "、".join(ids[:most]) + more
