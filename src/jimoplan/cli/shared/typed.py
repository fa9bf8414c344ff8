"""What was typed, read with the plan at hand where it takes that, and shown back."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from jimoplan.cli.shared.options import find_today
from jimoplan.cli.shared.streams import say
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.input.days import Standpoint, lacks_year, read_day
from jimoplan.core.input.days import read_due as read_deadline
from jimoplan.core.input.figures import read_value
from jimoplan.core.input.reading import Reading
from jimoplan.core.input.statuses import read_status as find_status
from jimoplan.core.input.statuses import read_statuses as find_statuses
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.words import Status
from jimoplan.core.workflow.days import refuse_future
from jimoplan.errors import JimoplanError, UnknownNameError, UsageError

_Value = TypeVar("_Value")
_ID = re.compile(r"\d{1,3}(?:-\d{1,3})?", re.ASCII)


def read_date(written: str, file: Path | None) -> date:
    """The day that was typed, without a year one of the plan's period; raises UsageError."""
    return _show(read_day(written, _stand(written, file)))


def read_recent_date(written: str, file: Path | None) -> date:
    """The day that was typed, without a year the plan's last that is past; raises UsageError."""
    return _show(read_day(written, _stand(written, file)._replace(past=True)))


def read_first_date(written: str) -> date:
    """The day that was typed where there is no plan yet, without a year this year's."""
    return _show(read_day(written, Standpoint(find_today())))


def read_past_day(written: str | None, file: Path | None) -> date | None:
    """The day that was typed, if any; raises UsageError for one that is still to come."""
    if written is None:
        return None
    day = _show(read_day(written, _stand(written, file)._replace(past=True, beyond=True)))
    refuse_future("--date", day, find_today())
    return day


def read_due(written: str, file: Path | None) -> date:
    """The deadline that was typed, a day or the end of a span; raises UsageError."""
    return _show(read_deadline(written, _stand(written, file)))


def read_status(written: str) -> Status:
    """The status that was typed; raises UnknownNameError."""
    return _show(find_status(written))


def read_statuses(written: Iterable[str]) -> tuple[Status, ...]:
    """The statuses that are asked about by words, 办结 among them; raises UnknownNameError."""
    return tuple(status for each in written for status in _show(find_statuses(each)))


def read_target(written: str, unit: str | None) -> str:
    """The number of a target in a unit, in figures; raises UsageError for what is no sure one."""
    return _show(read_value("--target", written, unit)._replace(what="目标值"))


def read_names(words: Iterable[str], file: Path | None) -> list[str]:
    """The ids of the items typed, as lists, ranges, numbers or titles; what is no item stays.

    Raises AmbiguousNameError for what may be several, UsageError for a range that is none.
    """
    return [name for word in words for name in _each_name(word, file)]


def read_name(word: str, file: Path | None) -> str:
    """The same of a word that is to name one thing; raises UsageError where it names several."""
    names = read_names([word], file)
    if len(names) != 1:
        raise UsageError(f"“{word}”是 {len(names)} 项:{'、'.join(names[:10])}", "这里一次写一项")
    return names[0]


def plan_at_hand(file: Path | None) -> Plan | None:
    """The plan as the file says it; None where it cannot be read, which the command will say."""
    from jimoplan.actions.plan.workplace import open_plan

    try:
        return open_plan(file, Path.cwd()).text.loaded.plan
    except JimoplanError:
        return None


def _each_name(word: str, file: Path | None) -> Sequence[str]:
    if _ID.fullmatch(word) or not word.strip():
        return [word]
    plan = plan_at_hand(file)
    if plan is None or _names_something_else(plan, word):
        return [word]
    from jimoplan.core.input.numbers import Known, find_numbers, is_single, tell_numbers

    known = Known.of(plan)
    try:
        ids = find_numbers(known, word)
    except UnknownNameError:
        if is_single(known, word):
            return [word]
        raise
    _say_all(tell_numbers(known, word, ids))
    return ids


def _names_something_else(plan: Plan, word: str) -> bool:
    """Whether a department is called so, or a section is or was: 二 may be one that is gone."""
    from jimoplan.core.changes.items import names_by_id
    from jimoplan.core.input.numerals import read_han
    from jimoplan.core.plan.departments import names_of
    from jimoplan.core.plan.sections import called_section
    from jimoplan.core.plan.traverse import each_section

    if any(word.strip() in names_of(department) for department in plan.departments):
        return True
    if called_section(plan, word, names_by_id(plan)) is not None:
        return True
    numbers = (section.number or "" for _, section in each_section(plan))
    return read_han(word.strip()) is not None and any(read_han(n) is not None for n in numbers)


def _stand(written: str, file: Path | None) -> Standpoint:
    """From where a day is seen; the plan is opened only for one that lacks its year."""
    plan = plan_at_hand(file) if lacks_year(written) else None
    return Standpoint(find_today(), plan.plan.period if plan else None)


def _show(reading: Reading[_Value]) -> _Value:
    _say_all([reading.told] if reading.told else [])
    return reading.value


def _say_all(lines: Iterable[str]) -> None:
    say("".join(f"{reveal_line(line)}\n" for line in lines))
