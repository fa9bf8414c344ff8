"""The head of a plan: whose it is, for which period, and the policy it is kept by."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from jimoplan.core.plan.fields import Day, DocCode, ItemId, Line, Names, PlanPart, Text, Whole
from jimoplan.core.plan.own_fields import FieldDeclaration
from jimoplan.core.plan.published_form import Published


class Commits(StrEnum):
    """Whether a command that changes the plan commits its change to git."""

    AUTO = "auto"
    NEVER = "never"


class EvidenceRule(StrEnum):
    """Whether a result may be reported as done without evidence."""

    REQUIRED = "required"
    OPTIONAL = "optional"


class Period(PlanPart):
    """The days the plan runs, both ends included."""

    start: Annotated[Day, Field(title="开始日期", description="计划从哪一天起")]
    end: Annotated[Day, Field(title="结束日期", description="没有填写完成时限的事项以此为默认时限")]


class Header(PlanPart):
    """Whose plan it is, for when, its opening paragraph, and what its documents are headed with.

    `doc_code` begins the document numbers of letters (GB/T 9704-2012, 7.2.5). `signer` is printed
    on what goes up to superiors alone (7.2.6).
    """

    unit: Annotated[Line, Field(title="单位", description="谁的计划,写全称")]
    title: Annotated[Line, Field(title="标题", description="计划的名称,如 2024年工作要点")]
    period: Annotated[Period, Field(title="计划期间", description="从哪一天起,到哪一天止")]
    doc_code: Annotated[
        DocCode | None,
        Field(title="发文机关代字", description="函件发文字号开头的字,如 即司督;年份和号另印"),
    ] = None
    signer: Annotated[
        Names | None,
        Field(title="签发人", description="上报的季度进展情况表印;发给部门的函件不印"),
    ] = None
    preamble: Annotated[
        Text | None, Field(title="总体思路", description="公布文本的开头一段,一字不改")
    ] = None
    published: Annotated[
        Published, Field(title="公布格式", description="公布文件怎么写;不写就同2024年工作要点")
    ] = Published()
    fields: Annotated[
        tuple[FieldDeclaration, ...],
        Field(title="自有字段", description="任务、举措上本单位自己加的字段,如 优先级、资金"),
    ] = ()
    known_gaps: Annotated[
        tuple[ItemId, ...],
        Field(title="已知缺号", description="公布文本本来就没有的任务编号;不得重新编号"),
    ] = ()
    retired: Annotated[
        tuple[ItemId, ...],
        Field(title="停用编号", description="删去的任务、举措的编号,由程序记下,不再给别的事项用"),
    ] = ()


class Policy(PlanPart):
    """Thresholds of yellow lights, exceptions to the calendar, and how changes are recorded.

    `due_soon` and `review` are in working days, `behind` in percentage points, `stale`, `grace`
    and `backdate` in days. `holidays` and `workdays` go before the official calendar.
    """

    due_soon: Annotated[
        Whole, Field(ge=0, le=366, title="临期", description="距完成时限不超过多少个工作日亮黄灯")
    ] = 10
    behind: Annotated[
        Whole, Field(ge=0, le=100, title="滞后", description="落后序时进度多少个百分点及以上亮黄灯")
    ] = 15
    stale: Annotated[
        Whole, Field(ge=1, le=366, title="未填报", description="多少天没有填报亮黄灯")
    ] = 30
    grace: Annotated[
        Whole,
        Field(
            ge=0,
            le=366,
            title="宽限",
            description="周期性举措一期结束后多少天内补报不算漏报;至多为一期的三分之一",
        ),
    ] = 10
    review: Annotated[
        Whole,
        Field(ge=1, le=366, title="待销号", description="报已完成后多少个工作日没有审核亮黄灯"),
    ] = 10
    backdate: Annotated[
        Whole,
        Field(
            ge=0,
            le=366,
            title="倒填",
            description="填报等日期最多比提交那天早多少天;再早的由督查写明依据,见 jimoplan audit",
        ),
    ] = 10
    holidays: Annotated[
        tuple[Day, ...], Field(title="放假日", description="日历里没有、本地放假的日子")
    ] = ()
    workdays: Annotated[
        tuple[Day, ...], Field(title="上班日", description="日历里没有、本地上班的日子")
    ] = ()
    commit: Annotated[
        Commits,
        Field(title="自动提交", description="auto:改动计划的命令随即提交到 git;never:由人提交"),
    ] = Commits.AUTO
    evidence: Annotated[
        EvidenceRule,
        Field(
            title="佐证材料",
            description="有成果的一次性举措报已完成时:required 必须附佐证材料;optional 只提醒",
        ),
    ] = EvidenceRule.REQUIRED
