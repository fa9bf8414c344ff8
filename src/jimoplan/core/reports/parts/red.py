"""The red matters: what turned red, why, what comes next, and who is asked to help."""

import re
from collections.abc import Iterator
from datetime import date

from jimoplan.core.assessment.lights import Light
from jimoplan.core.assessment.wording import DEFAULT_DEADLINE
from jimoplan.core.plan.problems import open_problems
from jimoplan.core.plan.records import Remark, Update
from jimoplan.core.plan.words import STOPPED
from jimoplan.core.reports.alerts import Alert, Cleared, TaskAlert
from jimoplan.core.reports.outcomes import main_owners
from jimoplan.core.reports.parts.blocks import (
    NOBODY,
    Block,
    RedCard,
    RedCards,
    RedMatter,
    ReportPart,
    ReportText,
    Run,
    Runs,
    cell,
    own,
    said,
    tell_paragraph,
)
from jimoplan.core.reports.parts.rows import joined, owners, quote, say_day, say_due, say_who
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.core.views.asked import unanswered_remarks
from jimoplan.core.views.people import without_address
from jimoplan.core.views.query import Row

_UNSAID = "未说明"
_BODIES = "局委办院部处科室心司府道镇乡村会联组台位门站所队厅方里级社校行盟团署家员长"
_ASKED = re.compile(
    r"(?<![供急必不无申邀])(?:需要|需请|需|请)+"
    rf"(?P<whom>[^,,。;;::、!!??\s需请]{{0,40}}?[{_BODIES}])"
    r"(?:予以|帮助|出面|牵头|统筹|进一步|尽快|及时)*(?:协调|支持|解决)"
)
"""Who is asked ends as bodies and people do; 供需矛盾没有解决 and 请予以支持 ask nobody."""


def red_tasks(view: PeriodicReport) -> tuple[TaskAlert, ...]:
    """The red tasks: what has turned red in this period first, then as the plan has them."""
    found = [alert for alert in view.alerts if alert.task.row.assessment.light is Light.RED]
    return tuple(sorted(found, key=lambda alert: not alert.task.is_new))


def matters_of(alert: TaskAlert) -> tuple[Alert, ...]:
    """What of a red task is red: its measures, or the task where none of them is."""
    return alert.red or (alert.task,)


def whom_asked(words: str | None) -> str:
    """Whom a problem is to be settled with, as its own words say: 需区财政局协调 asks 区财政局.

    '' where they name nobody.
    """
    found = _ASKED.search(words or "")
    return found["whom"] if found else ""


def asked_of(row: Row, as_of: date) -> tuple[str, ...]:
    """Everybody whom the open problems of an item name to settle them, each once."""
    named = (whom_asked(update.problem) for update in open_problems(row.item, as_of))
    return tuple(dict.fromkeys(filter(None, named)))


def red_part(view: PeriodicReport) -> ReportPart:
    """红灯事项, a card each, and what has lost its light since the issue before."""
    cards = tuple(_card(alert, view) for alert in red_tasks(view))
    blocks: list[Block] = [RedCards(cards)] if cards else [tell_paragraph("没有红灯事项。")]
    matters = sum(len(card.matters) for card in cards)
    if matters > len(cards):
        blocks.insert(0, tell_paragraph(f"红灯任务{len(cards)}项,共{matters}件事。"))
    return ReportPart("red", "红灯事项", (*blocks, *_cleared(view)))


def _cleared(view: PeriodicReport) -> Iterator[ReportText]:
    told = [
        (Run(f"{found.row.item.id} {found.row.item.title}"), own(f"(原{found.was}灯{_now(found)})"))
        for found in view.cleared
    ]
    if told:
        yield ReportText((own("已解除:"), *joined(told, "、"), own("。")))
    if view.removed:
        yield tell_paragraph(f"上期的红灯任务{'、'.join(view.removed)}已从计划里删去。")


def _now(found: Cleared) -> str:
    """What has become of an item that lost its light otherwise than by turning green."""
    if found.row.assessment.light is Light.YELLOW:
        return ",现黄灯"
    return f",{found.row.item.status}" if found.row.item.status in STOPPED else ""


def _card(alert: TaskAlert, view: PeriodicReport) -> RedCard:
    row = alert.task.row
    matters = tuple(_matter(found, alert, view) for found in matters_of(alert))
    return RedCard(row.item.id, row.item.title, matters)


def _matter(found: Alert, alert: TaskAlert, view: PeriodicReport) -> RedMatter:
    row, as_of = found.row, view.heading.as_of
    return RedMatter(
        number=row.item.id,
        title=row.item.title,
        owners=owners(row),
        standing=cell(_say_standing(found, view)),
        reason=_reason(row, alert, as_of),
        next=_next(row, view),
        asked="、".join(asked_of(row, as_of)) or NOBODY,
    )


def _say_standing(found: Alert, view: PeriodicReport) -> str:
    """Until when, what the clock says, and how many issues it has been so."""
    trend = [found.trend] if view.before is not None else []
    due, reasons = f"时限{say_due(found.row, view.heading.as_of)}", found.row.assessment.reasons
    if any(DEFAULT_DEADLINE in reason for reason in reasons):
        due = due.removesuffix(DEFAULT_DEADLINE)  # said once is enough
    return ",".join((due, *reasons, *trend))


def _reason(row: Row, alert: TaskAlert, as_of: date) -> Runs:
    """The return and the open problems, who said so and when; what is due to both task and it."""
    told = []
    for each in (row, *([alert.task.row] if row.measure else [])):
        if review := each.assessment.returned:
            by = f"{say_day(review.date, as_of)},{without_address(review.by)}"
            whole = "" if each is row else "任务"
            told.append(quote(f"{whole}退回({by})", review.reason))
    if row.leaf:
        first: dict[str | None, Update] = {}
        for update in open_problems(row.item, as_of):
            first.setdefault(update.problem, update)
        told += [
            quote(f"存在问题({say_who(each, as_of)})", each.problem) for each in first.values()
        ]
    return joined(told) if told else (own(_UNSAID),)


def _next(row: Row, view: PeriodicReport) -> Runs:
    """What was last said to come next, and when; what others want that has no answer yet.

    An owner's word goes before anybody else's; what was planned before a return is over.
    """
    as_of, own_names = view.heading.as_of, {None, *main_owners(row)}
    review = row.assessment.returned
    reports = [
        update
        for update in row.item.updates
        if update.next and update.date <= as_of and not (review and update.date <= review.date)
    ]
    told = [
        quote(_say_remark(remark, as_of), remark.text) for remark in unanswered_remarks(row, as_of)
    ]
    if reports:
        last = max(reports, key=lambda update: (update.dept in own_names, update.date))
        told.insert(0, (said(last.next), own(f"({say_who(last, as_of)})")))
    return joined(told or [cell("未写")])


def _say_remark(remark: Remark, as_of: date) -> str:
    by = without_address(remark.by or "")
    return f"{remark.kind}({','.join(filter(None, (say_day(remark.date, as_of), by)))})"


def red_rows(view: PeriodicReport) -> dict[str, Row]:
    """What is told on the red cards, by id: the matters, and the tasks that they are one with."""
    return {
        row.item.id: row
        for alert in red_tasks(view)
        for row in (*(found.row for found in matters_of(alert)), alert.task.row)
    }
