"""Which forms were sent and which have come back: on record beside the plan, and in its commits."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from jimoplan.actions.plan.kept import place_kept
from jimoplan.actions.plan.workplace import Workplace
from jimoplan.core.forms.received import ReceivedForm
from jimoplan.core.forms.sent import SentForm
from jimoplan.errors import JimoplanError
from jimoplan.system.files import make_folder, read_bytes, shown_path, write_text

LINE = "Plan-Form"
"""The line of a commit's message that names the form which its reports came with."""


class _Record(NamedTuple):
    """A form on record."""

    department: str
    sent: date
    period: str
    items: int
    returned: date | None = None
    by: str = ""
    left: int = 0


_KEPT: TypeAdapter[tuple[_Record, ...]] = TypeAdapter(tuple[_Record, ...])


def name_form(department: str, sent: str) -> str:
    """What a form is known by in commits: 2024-11-30 复议应诉科."""
    return f"{sent} {department}"


def read_register(workplace: Workplace) -> tuple[SentForm, ...]:
    """The forms sent from here, and those of which a commit tells that they came back.

    The latest comes first. Raises JimoplanError where the record cannot be read.
    """
    found = {name_form(each.department, str(each.sent)): each for each in _read(workplace)}
    forms = {name: SentForm(**each._asdict()) for name, each in found.items()}
    for name, returned, by in _read_commits(workplace):
        day, _, department = name.partition(" ")
        known = forms.get(name) or _of_others(day, department)
        if known and known.returned is None:
            forms[name] = known._replace(returned=returned, by=by)
    return tuple(sorted(forms.values(), key=lambda form: form.sent, reverse=True))


def _of_others(day: str, department: str) -> SentForm | None:
    """A form that was sent from another clone, of which a commit alone tells."""
    try:
        return SentForm(department, date.fromisoformat(day), "", None)
    except ValueError:
        return None


def _read_commits(workplace: Workplace) -> Iterable[tuple[str, date, str]]:
    if workplace.repository is None:
        return ()
    from jimoplan.git.history import read_saying

    return [
        (name, commit.day, commit.author.name)
        for commit in read_saying(workplace.repository, LINE)
        for name in commit.values_of(LINE)
    ]


def record_sent(workplace: Workplace, forms: Sequence[SentForm]) -> None:
    """Keep that forms were sent; one that was sent to the same department that day goes."""
    new = {(form.department, form.sent) for form in forms}
    kept = [each for each in _read(workplace) if (each.department, each.sent) not in new]
    added = [_Record(f.department, f.sent, f.period, f.items or 0) for f in forms]
    _write(workplace, [*kept, *added])


def record_returned(workplace: Workplace, form: ReceivedForm, day: date, by: str) -> None:
    """Keep that a form has come back, where it is on record that it was sent from here."""
    kept = _read(workplace)
    left = len(form.left) + len(form.conflicts)
    named = [
        each._replace(returned=day, by=by, left=left)
        if (each.department, str(each.sent)) == (form.department, form.sent)
        else each
        for each in kept
    ]
    if tuple(named) != kept:
        _write(workplace, named)


def _read(workplace: Workplace) -> tuple[_Record, ...]:
    path = place_kept(workplace, "forms")
    if not path.exists():
        return ()
    try:
        return _KEPT.validate_json(read_bytes(path))
    except ValidationError:
        raise JimoplanError(
            f"填报表的收发记录 {shown_path(path)} 读不了,疑似改坏了",
            "删去这个文件再运行;收回过的,提交里还有",
        ) from None


def _write(workplace: Workplace, records: Iterable[_Record]) -> None:
    path = place_kept(workplace, "forms")
    make_folder(path.parent)
    data = json.loads(_KEPT.dump_json(tuple(records)))
    text = json.dumps(data, ensure_ascii=False, indent=1)
    write_text(path, f"{text}\n", keep=workplace.file)
