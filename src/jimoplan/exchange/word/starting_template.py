"""A .docx template to start from: the usual content of a report, in the styles of the built-in one.

It is meant to be changed by people who see the tags in their word processor, so it is short and
says less than the built-in document.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from jimoplan.core.reports.kinds import REPORT_KINDS
from jimoplan.core.reports.parts.blocks import ReportColumn, ReportTable, Run
from jimoplan.exchange.word.blank import Properties
from jimoplan.exchange.word.measures import ACROSS, FORM, UPRIGHT
from jimoplan.exchange.word.paper import Paper
from jimoplan.exchange.word.parts import draw_table
from jimoplan.exchange.word.style_list import Name

_DAY = date(2024, 1, 1)
"""When every template was made, for the same report to give the same bytes."""
_PLAN = "{{ view.heading.plan.unit }}{{ view.heading.plan.title }}"


def _day(name: str) -> str:
    """The tags of a day as people write it."""
    return f"{{{{ {name}.year }}}}年{{{{ {name}.month }}}}月{{{{ {name}.day }}}}日"


_AS_OF = f"截至{_day('view.heading.as_of')}，"


class _Rows(NamedTuple):
    """A table with a row for each of a list: the list, and for each column its width and tag."""

    each: str
    columns: Mapping[str, tuple[str, str]]


def draw_starting_template(report: str) -> bytes:
    """A template for a report by its name."""
    sheet = {"quarterly": ACROSS, "department": ACROSS, "feedback": FORM}.get(report, UPRIGHT)
    paper = Paper(Properties(REPORT_KINDS[report].title, _DAY), sheet)
    _WRITERS.get(report, _write_periodic)(paper)
    return paper.save()


def _write_periodic(paper: Paper) -> None:
    paper.write(Name.TITLE, f"{_PLAN}{{{{ view.title }}}}")
    issue = "{% if view.issue %}，第{{ view.issue }}期{% endif %}"
    paper.write(Name.ISSUE, f"{{{{ view.period.words }}}}{issue}（{{{{ view.edition }}}}）")
    _repeat(paper, "note in view.heading.notes", (Name.NOTE, "注：{{ note | full_width }}"))
    paper.write(Name.LEVEL_ONE, "一、总体情况")
    paragraphs = (
        'block in (report_parts(view) | selectattr("name", "equalto", "summary") | first).blocks'
        ' if block.kind == "paragraph"'
    )
    _repeat(paper, paragraphs, (Name.BODY, '{{ block.text | join(attribute="text") }}'))
    paper.write(Name.LEVEL_ONE, "二、红灯和黄灯任务")
    _write_rows(paper, _ALERTS)
    paper.write(Name.LEVEL_ONE, "三、{{ view.period.this }}进展")
    _write_rows(paper, _PROGRESS)
    paper.write(Name.LEVEL_ONE, "四、需协调事项")
    problem = "{{ each.row.item.id }} {{ each.row.item.title }}：{{ each.update.problem }}"
    _repeat(paper, "each in view.problems", (Name.BODY, problem))
    paper.write(Name.LEVEL_ONE, "五、未报送的部门")
    unreported = '{{ view.unreported | map(attribute="department") | join("、") or "没有" }}'
    paper.write(Name.BODY, f"{unreported}。")


_ITEM = {
    "编号": ("number", "{{ each.row.item.id }}"),
    "事项": ("name", "{{ each.row.item.title }}"),
}
_ALERTS = _Rows(
    "alert in view.alerts",
    {
        "编号": ("number", "{{ alert.task.row.item.id }}"),
        "任务": ("name", "{{ alert.task.row.item.title }}"),
        "责任部门": (
            "owners",
            '{{ (alert.task.row.owners.lead + alert.task.row.owners.responsible) | join("、") }}',
        ),
        "灯": ("number", "{{ alert.task.row.assessment.light }}"),
        "原因": ("text", '{{ alert.task.row.assessment.reasons | join("，") | full_width }}'),
    },
)
_PROGRESS = _Rows(
    "each in view.reports",
    {
        **_ITEM,
        "进展情况": ("text", "{{ each.update.note }}"),
        "下一步计划": ("text", "{{ each.update.next }}"),
    },
)
_QUARTER = _Rows(
    "each in view.progress",
    {
        "序号": ("number", "{{ loop.index }}"),
        "工作事项": ("name", "{{ each.row.item.title }}"),
        "主办单位": (
            "owners",
            '{{ (each.row.owners.lead or each.row.owners.responsible) | join("、") }}',
        ),
        "完成时限": ("day", '{{ each.row.item.due or "默认时限" }}'),
        "本季度工作进展情况": (
            "text",
            '{{ each.latest | map(attribute="update.note") | select | join("；") }}',
        ),
        "下一步工作计划": (
            "text",
            '{{ each.latest | map(attribute="update.next") | select | join("；") }}',
        ),
    },
)
_LEDGER = _Rows(
    "each in view.own",
    {
        **_ITEM,
        "角色": ("number", "{{ each.row.role }}"),
        "时限": ("day", '{{ each.row.item.due or "默认时限" }}'),
        "状态": ("state", "{{ each.row.status_words }}"),
        "灯": ("number", "{{ each.row.assessment.light }}"),
    },
)
_MATTERS = {
    **_ITEM,
    "完成时限": ("day", "{{ each.deadline }}"),
    "原因": ("text", '{{ each.reasons | join("，") | full_width }}'),
    "状态": ("state", "{{ each.row.status_words }}"),
}


def _write_quarterly(paper: Paper) -> None:
    paper.write(Name.TITLE, f"{_PLAN}{{{{ view.period.words }}}}进展情况表")
    _write_rows(paper, _QUARTER)


def _write_ledger(paper: Paper) -> None:
    paper.write(Name.TITLE, "{{ view.department.name }}任务台账")
    counted = "直接承担任务{{ view.tasks.total }}项、举措{{ view.measures.total }}项。"
    paper.write(Name.BODY, f"{_AS_OF}{counted}")
    _write_rows(paper, _LEDGER)


def _write_reminder(paper: Paper) -> None:
    paper.write(Name.TITLE, "{{ view.heading.plan.unit }}{{ view.title_parts | join }}")
    paper.write(Name.ADDRESSEE, "{{ view.department.name }}：")
    told = "{{ view.heading.plan.title }}中由你部门主责的下列事项亮黄灯，现予提醒："
    paper.write(Name.BODY, f"{_AS_OF}{told}")
    _write_rows(paper, _Rows("each in view.matters", _MATTERS))
    paper.write(Name.BODY, f"请于{_day('view.reply_by')}前填报进展情况。")
    _sign(paper)


def _write_supervision(paper: Paper) -> None:
    paper.write(Name.BODY, "{%p for notice in view.notices %}")
    paper.write(Name.TITLE, "{{ view.heading.plan.unit }}{{ notice.title_parts | join }}")
    paper.write(Name.ADDRESSEE, "{{ view.department.name }}：")
    told = "{{ view.heading.plan.title }}中由你部门主责的下列事项亮红灯，请抓紧办理："
    paper.write(Name.BODY, f"{_AS_OF}{told}")
    _write_rows(paper, _Rows("each in notice.matters", _MATTERS))
    asked = "书面回复办理情况、存在问题和下一步计划"
    paper.write(Name.BODY, f"请于{_day('view.reply_by')}前{asked}。")
    _sign(paper)
    paper.write(Name.BODY, "{%p endfor %}")


def _write_feedback(paper: Paper) -> None:
    paper.write(Name.FORM_TITLE, f"{_PLAN}进展情况反馈单")
    paper.write(Name.FORM_LINE, f"填报部门：{{{{ view.department.name }}}}　　{_AS_OF}请填写：")
    empty = dict.fromkeys(("本次进展情况", "存在问题", "下一步计划"), ("text", ""))
    _write_rows(paper, _Rows("each in view.own", {**_MATTERS, **empty}))
    paper.write(
        Name.FORM_LINE, "填报人：　　　　　　审核人：　　　　　　日期：　　　　年　　月　　日"
    )


def _sign(paper: Paper) -> None:
    paper.write(Name.SENDER, "{{ view.heading.plan.unit }}")
    paper.write(Name.SENDER, _day("view.heading.as_of"))


_WRITERS: Mapping[str, Callable[[Paper], None]] = {
    "quarterly": _write_quarterly,
    "department": _write_ledger,
    "reminder": _write_reminder,
    "supervision": _write_supervision,
    "feedback": _write_feedback,
}


def _repeat(paper: Paper, each: str, *paragraphs: tuple[Name, str]) -> None:
    """Paragraphs for each of a list, between the tags that repeat them."""
    paper.write(Name.BODY, f"{{%p for {each} %}}")
    for style, text in paragraphs:
        paper.write(style, text)
    paper.write(Name.BODY, "{%p endfor %}")


def _write_rows(paper: Paper, rows: _Rows) -> None:
    """A table with a row for each of a list, between the rows of the tags that repeat it."""
    columns = tuple(ReportColumn(name, width) for name, (width, _) in rows.columns.items())
    empty = ((Run(""),),) * (len(columns) - 1)
    table = ReportTable(
        (),
        columns,
        (
            ((Run(f"{{%tr for {rows.each} %}}"),), *empty),
            tuple((Run(tag),) for _, tag in rows.columns.values()),
            ((Run("{%tr endfor %}"),), *empty),
        ),
    )
    draw_table(paper, table)
