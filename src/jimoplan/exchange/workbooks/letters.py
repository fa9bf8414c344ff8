"""The letters to a department as sheets: what is written to it, and the items in a table."""

from collections.abc import Callable, Iterable, Iterator

from jimoplan.core.display.punctuation import in_full_width
from jimoplan.core.plan.words import Role
from jimoplan.core.reports.letters import FeedbackForm, Notice, ReminderLetter, SupervisionNotice
from jimoplan.core.reports.matters import Matter
from jimoplan.core.views.query import Row
from jimoplan.core.views.tables import Table
from jimoplan.exchange.workbooks.pages import Pages
from jimoplan.exchange.workbooks.words import quote, say_day, say_light, say_sentence, say_title

_ITEMS = ("编号", "事项", "完成时限")
_STATE = ("状态", "最近填报")
_FORM_LABELS = (
    *("编号", "举措", "应报", "成果", "完成时限", "灯与原因", "目前状态", "最近填报"),
    *("本次进展情况", "存在问题", "下一步计划", "佐证材料"),
)
_TO_FILL_IN = ("", "", "", "")
_WIDE = frozenset(
    {"事项", "举措", "黄灯原因", "红灯原因", "灯与原因", "最近填报"} | set(_FORM_LABELS[-4:])
)


def reminder_pages(view: ReminderLetter) -> Pages:
    """提醒函: the letter, and what is yellow in a table."""
    head, plan = view.heading, view.heading.plan
    if view.empty:
        return _nothing("提醒函", view, "没有黄灯，不需要提醒")
    pages = Pages(say_title_of(view, view.title_parts))
    _address(pages, view)
    told = f"截至{say_day(head.as_of)}，{plan.title}中由你部门主责的事项，有{len(view.matters)}项"
    pages.say(f"{told}亮黄灯，现提醒如下：")
    table = _table(view.matters, "黄灯原因", "要求", lambda matter: "，".join(matter.expected))
    pages.add_table("黄灯事项", table)
    asked = "请于{}前（3个工作日内）填报进展情况；有困难、需要协调的，写明存在问题和下一步计划。"
    pages.say(asked.format(say_day(view.reply_by)))
    pages.say("特此提醒。")
    _sign(pages, view)
    return pages


def supervision_pages(view: SupervisionNotice) -> Pages:
    """督办通知单 and 催办单: each on a sheet with its table of red items."""
    if view.empty:
        return _nothing("督办通知单", view, "没有红灯，不需要督办、催办")
    first, *others = view.notices
    pages = Pages(say_title_of(view, first.title_parts), first.title)
    _write_notice(pages, view, first)
    for notice in others:
        pages.begin_text(notice.title, say_title_of(view, notice.title_parts))
        _write_notice(pages, view, notice)
    return pages


def _write_notice(pages: Pages, view: SupervisionNotice, notice: Notice) -> None:
    head, plan = view.heading, view.heading.plan
    day, number = say_day(head.as_of), len(notice.matters)
    _address(pages, view)
    of = f"{plan.title}中由你部门主责的下列{number}项"
    if notice.again:
        last = f"上周末（{say_day(view.last_week)}）已亮红灯"
        pages.say(f"{of}，{last}，截至{day}仍未办结，现予催办：")
    else:
        pages.say(f"截至{day}，{of}{notice.why}，亮红灯，现予督办：")
    table = _table(notice.matters, "红灯原因", "办结时限", lambda _: "")
    pages.add_table(f"{notice.title}事项", table)
    cause = "未办结的原因、" if notice.again else ""
    pages.say(
        f"请于{say_day(view.reply_by)}前（5个工作日内）书面回复{cause}办理情况、存在问题和"
        "下一步计划，并在表中办结时限前办结（空白的由你部门提出）；确需调整的，写明原因报批准。"
    )
    pages.say("特此催办。" if notice.again else "特此通知。")
    _sign(pages, view)
    pages.say("签收人：　　　　　　　　签收日期：　　　　年　　月　　日")


def feedback_pages(view: FeedbackForm) -> Pages:
    """反馈单: how to fill it in, and the measures with empty cells to write into."""
    pages = Pages(say_title(view.heading, "进展情况反馈单"), "填写说明")
    day, elapsed = say_day(view.heading.as_of), view.heading.elapsed
    pages.say(f"填报部门：{view.department.name}　　截至{day}；序时进度{elapsed}%")
    if view.empty:
        pages.say("没有需要填报的举措。")
        pages.close(view.heading)
        return pages
    pages.say(
        "1. 每项填一行，红灯、黄灯的在前，请先填：本次进展情况写做了什么、到哪一步；"
        "没有进展的写明原因。"
    )
    pages.say(
        "2. 存在问题写卡在哪里、要谁协调；没有的写“无”。已完成的附佐证材料（文件名、文号或网址）。"
        "填好后交督查人员。"
    )
    for name, matters in (("主责的举措", view.own), ("配合和经群组承担的举措", view.others)):
        if matters:
            rows = tuple(map(_form_row, matters))
            pages.add_table(name, Table(name, _FORM_LABELS, rows, _WIDE))
    pages.say("填报人：　　　　　　审核人：　　　　　　日期：　　　　年　　月　　日")
    pages.say("也可以不填表，用命令填报，各类举措的写法如下：")
    for command in view.commands:
        pages.say(command)
    pages.close(view.heading)
    return pages


_AnyLetter = ReminderLetter | SupervisionNotice | FeedbackForm


def say_title_of(view: _AnyLetter, parts: Iterable[str]) -> str:
    """Who writes a letter about what."""
    return f"{view.heading.plan.unit}{''.join(parts)}"


def _nothing(title: str, view: _AnyLetter, why: str) -> Pages:
    plan, day = view.heading.plan, say_day(view.heading.as_of)
    pages = Pages(f"{plan.unit}{title}")
    whose = f"由{view.department.name}主责（牵头、责任）的事项"
    pages.say(f"截至{day}，{plan.title}中{whose}{why}。")
    pages.close(view.heading)
    return pages


def _address(pages: Pages, view: _AnyLetter) -> None:
    code, year = view.heading.plan.doc_code or "　　　", view.heading.as_of.year
    pages.say(f"{code}〔{year}〕　　　号")
    pages.say(f"{view.department.name}：")


def _sign(pages: Pages, view: _AnyLetter) -> None:
    pages.say(view.heading.plan.unit)
    pages.say(say_day(view.heading.as_of))
    pages.close(view.heading)


def _table(
    matters: Iterable[Matter], why: str, last: str, last_cell: Callable[[Matter], str]
) -> Table:
    rows = tuple(
        (
            matter.row.item.id,
            matter.row.item.title,
            matter.deadline,
            _join(_reasons(matter), _voices(matter)),
            _state(matter.row),
            _last_report(matter),
            last_cell(matter),
        )
        for matter in matters
    )
    return Table("", (*_ITEMS, why, *_STATE, last), rows, _WIDE)


def _form_row(matter: Matter) -> tuple[str, ...]:
    row = matter.row
    shared = row.role if row.via or row.role is Role.SUPPORT else None
    part = f"（{f'经{row.via}，' if row.via else ''}{shared}）" if shared else ""
    return (
        row.item.id,
        f"{row.item.title}{part}",
        in_full_width(matter.asked),
        "、".join(row.item.deliverables),
        matter.deadline,
        _join(say_light(row), *_remarks(matter)),
        _state(row),
        _last_report(matter),
        *_TO_FILL_IN,
    )


def _reasons(matter: Matter) -> str:
    return in_full_width("，".join(matter.reasons))


def _voices(matter: Matter) -> str:
    """What people gave as reasons, and what others said since the last report."""
    said = (say_sentence(quote(each)) for each in matter.said)
    return "".join((*said, *_remarks(matter)))


def _remarks(matter: Matter) -> Iterator[str]:
    for remark in matter.remarks:
        yield f"{remark.kind}（{say_day(remark.date)}）：{say_sentence(remark.text)}"


def _state(row: Row) -> str:
    progress = row.assessment.progress
    how_far = f"，进度{progress.words}" if progress.percent is not None else ""
    return f"{in_full_width(row.status_words)}{how_far}"


def _last_report(matter: Matter) -> str:
    """When it was reported on last, and what was said; never by whom."""
    day = matter.row.assessment.last_update
    note = matter.last.note if matter.last else None
    return _join(say_day(day) if day else "未填报", note or "")


def _join(*lines: str) -> str:
    return "\n".join(filter(None, lines))
