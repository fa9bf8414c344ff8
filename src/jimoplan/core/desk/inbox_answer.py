"""The answer to `inbox`: a table for each duty, and which command comes next."""

from collections import Counter
from collections.abc import Iterator
from shlex import quote
from typing import Any

from jimoplan.core.desk.inbox import CHASED, Chased, Inbox, last_problem
from jimoplan.core.desk.owed import Owed, Urgency
from jimoplan.core.desk.waiting import ToReview
from jimoplan.core.views.answer import Answer, Table
from jimoplan.core.views.views import about_of

_NOTHING = "没有等着办的"


def answer_inbox(inbox: Inbox) -> Answer:
    """The answer to `inbox`."""
    tables: list[Table] = []
    if inbox.reviews:
        tables.append(_tabulate_reviews(inbox.reviews))
    if inbox.owed:
        tables.append(_tabulate_owed("待填报", inbox.owed))
    if inbox.chased:
        tables.append(_tabulate_chased(inbox.chased, inbox.department))
    steps = list(next_steps(inbox))
    data = {
        "person": {
            "names": sorted(inbox.rights.names),
            "duties": list(inbox.rights.duties),
            "listed": bool(inbox.rights.people),
        },
        "to_review": _list(inbox.reviews, _review_data),
        "to_report": _list(inbox.owed, _owed_data),
        "to_chase": _list(inbox.chased, _chased_data),
        "next": [command for command, _ in steps],
    }
    sentences = (*_say_who(inbox), *_say_counts(inbox))
    closing = tuple(f"{command}  ({what})" for command, what in steps)
    return Answer("inbox", about_of(inbox.heading), sentences, tuple(tables), data, closing)


def _say_who(inbox: Inbox) -> Iterator[str]:
    people = inbox.rights.people
    if people:
        roles = Counter(person.role for person in people)
        told = "、".join(
            f"{role}({number} 个部门)" if number > 1 else str(role)
            for role, number in roles.items()
        )
        yield f"{people[0].name}:{told}"


def _say_counts(inbox: Inbox) -> Iterator[str]:
    if inbox.reviews is not None:
        longest = max((each.days for each in inbox.reviews), default=0)
        yield f"待审核 {len(inbox.reviews)} 项{f',最久等了 {longest} 个工作日' if longest else ''}"
    if inbox.owed is not None:
        yield f"待填报 {len(inbox.owed)} 项{_say_urgencies(inbox.owed)}"
    if inbox.chased is not None:
        owed = {each.row.item.id: each for chased in inbox.chased for each in chased.owed}
        told = _say_urgencies(tuple(owed.values()))
        yield f"待催办 {len(inbox.chased)} 个部门 {len(owed)} 项{told}"
    if not (inbox.reviews or inbox.owed or inbox.chased):
        yield _say_nothing(inbox)


def _say_nothing(inbox: Inbox) -> str:
    """That nothing waits for whoever asks, and what the department owes that is asked about."""
    if inbox.department is None or inbox.owed is not None or inbox.chased is not None:
        return _NOTHING
    owed = inbox.elsewhere
    told = f"欠着 {len(owed)} 项{_say_urgencies(owed)}" if owed else "也不欠什么"
    return f"{inbox.department}没有等您办的;该部门{told}"


def _say_urgencies(owed: tuple[Owed, ...]) -> str:
    counts = Counter(each.urgency for each in owed)
    told = "、".join(f"{urgency.value} {counts[urgency]}" for urgency in Urgency if counts[urgency])
    return f"({told})" if told else ""


def next_steps(inbox: Inbox) -> Iterator[tuple[str, str]]:
    """The next command for each duty that something waits for, and what it does in a few words."""
    narrowed = f" --dept {quote_name(inbox.department)}" if inbox.department else ""
    if inbox.reviews:
        yield f"jimoplan review{narrowed}", f"审核 {len(inbox.reviews)} 项"
    if inbox.owed:
        yield f"jimoplan report{narrowed}", f"填报 {len(inbox.owed)} 项"
    if inbox.chased and inbox.rights.people and not inbox.rights.supervises:
        worst = inbox.chased[0].worst
        yield f"jimoplan remark {worst.row.item.id}", "写批示"
    elif inbox.chased:
        first = inbox.chased[0]
        late = first.worst.row.assessment.overdue_days > 0
        letter, what = ("supervision", "督办通知单") if late else ("reminder", "提醒函")
        command = f"jimoplan render {letter} --dept {quote_name(first.department)}"
        yield command, what

    if inbox.elsewhere:
        late = any(each.row.assessment.overdue_days > 0 for each in inbox.elsewhere)
        asked = f"list --measures{narrowed} --overdue" if late else f"status{narrowed}"
        yield f"jimoplan {asked}", f"看{inbox.department}的"


def quote_name(name: str) -> str:
    """A name as a shell takes it; letters of any script need no quotes."""
    return name if name.isalnum() else quote(name)


_REVIEW_LABELS = ("编号", "名称", "责任部门", "报完成", "已等", "退回过")


def _tabulate_reviews(waiting: tuple[ToReview, ...]) -> Table:
    rows = tuple(
        (
            each.row.item.id,
            each.row.item.title,
            "、".join((*each.row.owners.lead, *each.row.owners.responsible)),
            str(each.since or ""),
            f"{each.days}个工作日",
            f"{len(each.returns)}次" if each.returns else "",
        )
        for each in waiting
    )
    wide = frozenset({"名称", "责任部门"})
    return Table("待审核", _REVIEW_LABELS, rows, wide, days=frozenset({"报完成"}))


_OWED_LABELS = ("编号", "名称", "缘由", "最近填报", "最近的问题")


def _tabulate_owed(title: str, owed: tuple[Owed, ...]) -> Table:
    rows = tuple(
        (
            each.row.item.id,
            each.row.item.title,
            _say_why(each),
            str(each.last.date) if each.last else "未填报",
            _say_problem(each),
        )
        for each in owed
    )
    wide = frozenset({"名称", "缘由", "最近的问题"})
    return Table(title, _OWED_LABELS, rows, wide, days=frozenset({"最近填报"}))


def _say_why(owed: Owed) -> str:
    via = f"(经{owed.row.via})" if owed.row.via else ""
    return f"{owed.row.assessment.light}:{owed.why}{via}"


_CHASED_LABELS = ("部门", "待催办", "最急的", "最近的问题")


def _tabulate_chased(chased: tuple[Chased, ...], department: str | None) -> Table:
    """A row for each department; each item where one department is asked about."""
    if department and len(chased) == 1:
        return _tabulate_owed(f"待催办:{department}", chased[0].owed)
    rows = []
    for each in chased:
        counts = Counter(owed.urgency for owed in each.owed)
        told = "、".join(f"{u.value} {counts[u]}" for u in CHASED if counts[u])
        worst = f"{each.worst.row.item.id} {each.worst.why}"
        problem = next(filter(None, map(_say_problem, each.owed)), "")
        rows.append((each.department, told, worst, problem))
    return Table("待催办", _CHASED_LABELS, tuple(rows), frozenset(_CHASED_LABELS))


def _say_problem(owed: Owed) -> str:
    found = last_problem(owed)
    return f"{found.date} {' '.join((found.problem or '').split())}" if found else ""


def _list(found: Any, to_data: Any) -> list[Any] | None:  # noqa: ANN401 - of each sort its own
    return None if found is None else [to_data(each) for each in found]


def _review_data(waiting: ToReview) -> dict[str, Any]:
    item = waiting.row.item
    return {
        "id": item.id,
        "title": item.title,
        "submitted_by": item.submitted_by,
        "since": waiting.since,
        "working_days": waiting.days,
        "returned": len(waiting.returns),
    }


def _owed_data(owed: Owed) -> dict[str, Any]:
    found, problem = owed.row.assessment, last_problem(owed)
    return {
        "id": owed.row.item.id,
        "title": owed.row.item.title,
        "departments": list(owed.departments),
        "via": owed.row.via,
        "urgency": owed.urgency.name.lower(),
        "why": owed.why,
        "light": found.light,
        "overdue_days": found.overdue_days,
        "last_update": found.last_update,
        "periods": [each.number for each in owed.awaited],
        "problem": problem.problem if problem else None,
    }


def _chased_data(chased: Chased) -> dict[str, Any]:
    return {
        "department": chased.department,
        "overdue_days": chased.overdue_days,
        "items": [_owed_data(each) for each in chased.owed],
    }
