"""What a department's 反馈单 has printed on it, and where it is to be filled in."""

from collections.abc import Iterator, Sequence

from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.words import Role
from jimoplan.core.reports.letters import FeedbackForm
from jimoplan.core.reports.matters import Matter
from jimoplan.core.reports.parts.blocks import (
    Block,
    ReportColumn,
    ReportPart,
    ReportTable,
    Run,
    Runs,
    cell,
    plain,
    tell_paragraph,
)
from jimoplan.core.reports.parts.item_rows import light_word, say_deadlines
from jimoplan.core.reports.parts.letter_text import (
    say_progress,
    say_reasons,
    say_voices,
)
from jimoplan.core.reports.parts.rows import joined
from jimoplan.core.views.query import Row

TO_FILL = ("本次进展情况", "存在问题", "下一步计划", "佐证材料")
"""The columns that the department writes into."""
HOW_TO_FILL = (
    "每项填一行，红灯、黄灯的在前，请先填：本次进展情况写做了什么、到哪一步；没有进展的写明原因。",
    (
        "存在问题写卡在哪里、要谁协调；没有的写“无”。已完成的附佐证材料（文件名、文号或网址）。"
        "填好后交督查人员。"
    ),
)
"""How the form is filled in, point by point."""
TO_SIGN = ("填报人：　　　　　　", "审核人：　　　　　　", "日期：　　　　年　　月　　日")
"""Who signs the form, and when."""
_UNLIT = {Light.GREEN: "绿灯", Light.CLOSED: "已销号", Light.NONE: "不亮灯"}
_COLUMNS = (
    ReportColumn("编号", "number"),
    ReportColumn("举措"),
    ReportColumn("时限", "day"),
    ReportColumn("灯与原因"),
    ReportColumn("目前状态", "day"),
    *(ReportColumn(name, "day" if name == "佐证材料" else "text") for name in TO_FILL),
)


def form_parts(view: FeedbackForm) -> tuple[ReportPart, ...]:
    """The form's tables under their headings; one without a heading where there are no others."""
    if view.empty:
        return (ReportPart("own", "", (tell_paragraph("没有需要填报的举措。"),)),)
    own_title = "一、主责（牵头、责任）的举措" if view.others else ""
    own: Block = _table("主责的举措", view.own) if view.own else tell_paragraph("没有。")
    parts = [ReportPart("own", own_title, (own,))]
    if view.others:
        title = "二、配合和经群组承担的举措（填写你部门承担的部分）"
        others = _table("配合和经群组承担的举措", view.others)
        parts.append(ReportPart("others", title, (others,)))
    return tuple(parts)


def _table(caption: str, matters: Sequence[Matter]) -> ReportTable:
    return ReportTable(plain(caption), _COLUMNS, tuple(map(_row, matters)))


def _row(matter: Matter) -> tuple[Runs, ...]:
    row = matter.row
    return (
        plain(row.item.id),
        joined(_name(matter)),
        joined(say_deadlines(row)),
        joined(_why(matter)),
        say_progress(row),
        *(() for _ in TO_FILL),
    )


def _name(matter: Matter) -> Iterator[Runs]:
    row = matter.row
    yield plain(row.item.title)
    if matter.asked:
        yield cell(f"应报：{matter.asked}")
    if row.via or row.role is Role.SUPPORT:
        yield plain(_whose(row))


def _whose(row: Row) -> str:
    via = f"经{row.via}，" if row.via else ""
    return f"（{via}{row.role}）"


def _why(matter: Matter) -> Iterator[Runs]:
    """What is red or yellow is marked, with the reason; what others said stands with each."""
    row = matter.row
    if row.assessment.light in _UNLIT:
        yield plain(_UNLIT[row.assessment.light])
    else:
        yield (light_word(row), Run(" "), *say_reasons(matter))
    if matter.said or matter.remarks:
        yield say_voices(matter)
