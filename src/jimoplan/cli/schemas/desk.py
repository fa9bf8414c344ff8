"""The answers to `inbox`, `remind`, `forms`, `sync` and `doctor`."""

from datetime import date
from typing import Annotated

from typing_extensions import TypedDict

from jimoplan.cli.schemas.keys import code, one_of, told, word
from jimoplan.core.assessment.lights import Light
from jimoplan.core.desk.owed import Urgency
from jimoplan.core.reports.reminders import Cause


class WhoAsks(TypedDict):
    """Whoever asks, as the lists of people know them."""

    names: Annotated[list[str], told("名单上的姓名")]
    duties: Annotated[list[str], told("在各部门的职责")]
    listed: Annotated[bool, told("在不在人员名单里")]


class ToReview(TypedDict):
    """An item reported as done that waits for a verdict."""

    id: Annotated[str, told("编号")]
    title: Annotated[str, told("名称")]
    submitted_by: Annotated[str | None, told("谁报的完成")]
    since: Annotated[date | None, told("哪一天报的")]
    working_days: Annotated[int, told("等了几个工作日")]
    returned: Annotated[int, told("退回过几次")]


class ToReport(TypedDict):
    """An item that a report is owed on."""

    id: Annotated[str, told("编号")]
    title: Annotated[str, told("名称")]
    departments: Annotated[list[str], told("谁填报都算的部门")]
    via: Annotated[str | None, told("经由哪个群组;直接承担的是 null")]
    urgency: Annotated[str, one_of(*(each.name.lower() for each in Urgency), means="缘由")]
    why: Annotated[str, told("缘由,一句话")]
    light: Annotated[str, word(Light, "灯")]
    light_code: Annotated[str, code(Light, "light")]
    overdue_days: Annotated[int, told("逾期几个工作日")]
    last_update: Annotated[date | None, told("最近一次填报")]
    periods: Annotated[list[int], told("应报未报的第几期")]
    problem: Annotated[str | None, told("没有解决的问题")]


class ToChase(TypedDict):
    """A department that is to be chased."""

    department: Annotated[str, told("部门")]
    overdue_days: Annotated[int, told("最多逾期几个工作日")]
    items: Annotated[list[ToReport], told("该催的事项")]


class InboxAnswer(TypedDict):
    """`inbox`; null stands for what is none of the person's duties."""

    person: Annotated[WhoAsks, told("谁在问")]
    to_review: Annotated[list[ToReview] | None, told("待审核")]
    to_report: Annotated[list[ToReport] | None, told("待填报")]
    to_chase: Annotated[list[ToChase] | None, told("待催办")]
    next: Annotated[list[str], told("接着运行的命令")]


class SentForm(TypedDict):
    """A form that was sent to a department."""

    department: Annotated[str, told("部门")]
    sent: Annotated[date, told("哪一天发的")]
    period: Annotated[str | None, told("报哪一段")]
    items: Annotated[int | None, told("有几项;别的克隆里发的是 null")]
    returned: Annotated[date | None, told("哪一天收的;还没有收是 null")]
    received_by: Annotated[str | None, told("谁收的")]
    left: Annotated[int, told("有几处没有记")]


class FormsAnswer(TypedDict):
    """`forms`."""

    forms: Annotated[list[SentForm], told("发出的填报表,后发的在前")]


class ToRemindOf(TypedDict):
    """An item that a department is reminded of."""

    id: Annotated[str, told("编号")]
    title: Annotated[str, told("名称")]
    cause: Annotated[str, one_of(*(each.name.lower() for each in Cause), means="缘由")]
    why: Annotated[str, told("时限和缘由,一句话")]
    light: Annotated[str, word(Light, "灯")]
    light_code: Annotated[str, code(Light, "light")]
    overdue_days: Annotated[int, told("逾期几个工作日")]
    due: Annotated[date | None, told("完成时限;无明确时限的是 null")]
    last_update: Annotated[date | None, told("最近一次填报")]
    periods: Annotated[list[int], told("应报未报的第几期")]


class ToRemind(TypedDict):
    """A department that is to be reminded."""

    department: Annotated[str, told("部门")]
    items: Annotated[list[ToRemindOf], told("该提醒的事项,急的在前")]


class RemindAnswer(TypedDict):
    """`remind`."""

    messages: Annotated[list[ToRemind], told("该提醒的部门")]
    nothing: Annotated[list[str], told("没有要提醒的部门")]


class Passed(TypedDict):
    """What goes one way."""

    commits: Annotated[int, told("几次提交")]
    by: Annotated[list[str], told("谁的")]
    words: Annotated[list[str] | None, told("计划的改动,一句话一处;读不出来是 null")]
    files: Annotated[list[str], told("别的文件")]
    breaches: Annotated[int | None, told("审计有几处违规;没有要审计的、没能审计的是 null")]


class SyncAnswer(TypedDict):
    """`sync`."""

    dry_run: Annotated[bool, told("只是看看")]
    remote: Annotated[str, told("远程仓库")]
    branch: Annotated[str, told("分支")]
    received: Annotated[Passed, told("收到的")]
    sent: Annotated[Passed, told("送出的")]
    merge: Annotated[str | None, told("合并提交的编号;没有合并是 null")]
    decided: Annotated[int, told("由人取舍了几处")]
    to_decide: Annotated[list[str], told("要由人取舍的地方,一处一样(--dry-run)")]
    undone: Annotated[list[str], told("别人的改动里照取舍没有留下的,一句话一处")]
    new_branch: Annotated[bool, told("这个分支是第一次送")]


class PointExamined(TypedDict):
    """A point that was looked at."""

    key: Annotated[str, told("哪一项")]
    state: Annotated[str, one_of("fine", "note", "wrong", means="好、注意、要处理")]
    said: Annotated[str, told("看到什么")]
    remedy: Annotated[str | None, told("怎么办")]


class DoctorAnswer(TypedDict):
    """`doctor`."""

    fine: Annotated[bool, told("没有要处理的")]
    findings: Annotated[list[PointExamined], told("各项")]
