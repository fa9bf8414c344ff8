"""Which forms were sent and which have come back: on record beside the plan, and in its commits."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from jimoplan.actions.plan.ask import find_department
from jimoplan.actions.plan.kept import place_kept
from jimoplan.actions.plan.workplace import Workplace
from jimoplan.core.forms.received import ReceivedForm, day_of
from jimoplan.core.forms.sent import SentForm
from jimoplan.core.plan.model import Plan
from jimoplan.errors import JimoplanError, UsageError
from jimoplan.system.files import make_folder, read_bytes, shown_path, write_text

LINE = "Plan-Form"
"""The line of a commit's message that names the form which its reports came with."""


class _Record(NamedTuple):
    """A form on record; `earlier` counts the commits that named one like it when it was sent."""

    department: str
    sent: date
    period: str
    items: int
    returned: date | None = None
    by: str = ""
    left: int = 0
    earlier: int = 0


_KEPT: TypeAdapter[tuple[_Record, ...]] = TypeAdapter(tuple[_Record, ...])


def name_form(department: str, sent: str) -> str:
    """What a form is known by in commits: 2024-11-30 复议应诉科."""
    return f"{sent} {department}"


def read_register(workplace: Workplace, plan: Plan) -> tuple[SentForm, ...]:
    """The forms sent from here, and those of which a commit tells that they came back.

    The latest comes first; departments are called as they are now. Raises JimoplanError where the
    record cannot be read.
    """
    told = _read_commits(workplace)
    sent = {name_form(each.department, str(each.sent)): each for each in _read(workplace)}
    forms = [_follow(each, told[name]) for name, each in sent.items()]
    forms += [form for name in told if name not in sent and (form := _of_others(name, told[name]))]
    named = {(_called_now(plan, f.department), f.sent): f for f in forms if f.returned is None}
    named |= {(_called_now(plan, f.department), f.sent): f for f in forms if f.returned}
    listed = [form._replace(department=department) for (department, _), form in named.items()]
    return tuple(sorted(listed, key=lambda form: form.sent, reverse=True))


class _Told(NamedTuple):
    """A commit that has reports of a form: its day, and who has received it."""

    day: date
    by: str


def _follow(record: _Record, told: Sequence[_Told]) -> SentForm:
    """A form on record, with what commits since have told of it."""
    form = SentForm(**{key: getattr(record, key) for key in SentForm._fields})
    is_told = form.returned is None and len(told) > record.earlier
    return form._replace(returned=told[0].day, by=told[0].by) if is_told else form


def _of_others(name: str, told: Sequence[_Told]) -> SentForm | None:
    """A form that was sent from another clone, of which commits alone tell; None for no form."""
    day, _, department = name.partition(" ")
    sent = day_of(day)
    return SentForm(department, sent, "", None, told[0].day, told[0].by) if sent else None


def _called_now(plan: Plan, department: str) -> str:
    """A department's name as the plan has it, also after it was renamed."""
    try:
        return find_department(plan, department).name
    except UsageError:
        return department


def _read_commits(workplace: Workplace) -> Mapping[str, Sequence[_Told]]:
    """The commits that have reports of forms, the latest first, by the forms' names."""
    found: defaultdict[str, list[_Told]] = defaultdict(list)
    if workplace.repository is not None:
        from jimoplan.git.history import read_saying

        for commit in read_saying(workplace.repository, LINE):
            for name in commit.values_of(LINE):
                found[name].append(_Told(commit.day, commit.author.name))
    return found


def check_register(workplace: Workplace) -> None:
    """Raises JimoplanError, before anything is written, where the record cannot be read."""
    _read(workplace)


def record_sent(workplace: Workplace, forms: Sequence[SentForm]) -> None:
    """Keep that forms were sent; one that was sent to the same department that day goes."""
    new = {(form.department, form.sent) for form in forms}
    kept = [each for each in _read(workplace) if (each.department, each.sent) not in new]
    told = _read_commits(workplace)
    added = [
        _Record(
            f.department,
            f.sent,
            f.period,
            f.items or 0,
            earlier=len(told.get(name_form(f.department, str(f.sent)), ())),
        )
        for f in forms
    ]
    _write(workplace, [*kept, *added])


def record_returned(
    workplace: Workplace, plan: Plan, form: ReceivedForm, day: date, by: str
) -> None:
    """Keep that a form has come back, where it is on record that it was sent from here."""
    kept = _read(workplace)
    left = len(form.left) + len(form.conflicts)
    named = [
        each._replace(returned=day, by=by, left=left)
        if (_called_now(plan, each.department), str(each.sent)) == (form.department, form.sent)
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
