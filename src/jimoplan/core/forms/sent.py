"""Who was sent a form, who has returned it, who has not."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from jimoplan.core.views.answer import Answer, Table
from jimoplan.core.views.views import Heading, about_of


class SentForm(NamedTuple):
    """A form as it was sent, and the day it came back, None for one that has not.

    `items` is how many items it has, None where another clone sent it and that is not known; `by`
    is who received it, `left` how many of its cells could not be recorded.
    """

    department: str
    sent: date
    period: str
    items: int | None
    returned: date | None = None
    by: str = ""
    left: int = 0


_LABELS = ("部门", "发出日期", "期间", "项数", "收回日期", "收表人", "没有记的")


def answer_forms(heading: Heading, forms: Sequence[SentForm]) -> Answer:
    """The forms in two tables, those that have not come back first."""
    missing = [form for form in forms if form.returned is None]
    back = [form for form in forms if form.returned is not None]
    counted = f"发出 {len(forms)} 份:收回 {len(back)} 份,未收回 {len(missing)} 份"
    sentences = (counted if forms else "还没有发出过填报表",)
    tables = [
        Table(title, _LABELS, tuple(_cells(form) for form in listed))
        for title, listed in (("未收回", missing), ("已收回", back))
        if listed
    ]
    closing = ("发给各部门:jimoplan forms send --all",) if not forms else ()
    return Answer(
        "forms",
        about_of(heading),
        sentences,
        tuple(tables),
        {"forms": [_data(f) for f in forms]},
        closing,
    )


def _cells(form: SentForm) -> tuple[str, ...]:
    items = "" if form.items is None else str(form.items)
    left = f"{form.left} 处" if form.left else ""
    returned = str(form.returned or "")
    return form.department, str(form.sent), form.period, items, returned, form.by, left


def _data(form: SentForm) -> dict[str, Any]:
    return {
        "department": form.department,
        "sent": str(form.sent),
        "period": form.period or None,
        "items": form.items,
        "returned": form.returned and str(form.returned),
        "received_by": form.by or None,
        "left": form.left,
    }
