"""The answers to what checks, begins, imports, settles and publishes a plan."""

from datetime import date
from typing import Annotated

from typing_extensions import TypedDict

from jimoplan.actions.merging.git_setup import State
from jimoplan.cli.schemas.changes import AuditAnswer, Breach, Person
from jimoplan.cli.schemas.keys import one_of, told
from jimoplan.core.views.codes import code_of


class Problem(TypedDict):
    """A problem of a plan's text."""

    code: Annotated[str, told("问题代码,见 docs/problems.md")]
    severity: Annotated[str, one_of("error", "warning", "info", means="错误、警告、提示")]
    line: Annotated[int, told("第几行,从1起")]
    column: Annotated[int, told("第几个字,从1起")]
    end_column: Annotated[int, told("到第几个字之前")]
    message: Annotated[str, told("问题")]
    remedy: Annotated[str, told("怎么改")]
    excerpt: Annotated[str, told("那一行")]


class CheckedFile(TypedDict):
    """A file with its problems."""

    file: Annotated[str, told("文件")]
    problems: Annotated[list[Problem], told("问题")]


class CheckedPlan(CheckedFile):
    """A plan with its problems."""

    fine: Annotated[bool, told("通过")]
    tasks: Annotated[int, told("可读的任务几项")]
    measures: Annotated[int, told("可读的举措几项")]
    source: Annotated[CheckedFile | None, told("公布文本(--source)和出入之处")]


class ValidateAnswer(TypedDict):
    """`validate`."""

    fine: Annotated[bool, told("全部通过")]
    plans: Annotated[list[CheckedPlan], told("各份计划")]


class Found(TypedDict):
    """What was read of the documents."""

    characters: Annotated[int, told("原文几个字")]
    sections: Annotated[int, told("板块")]
    tasks: Annotated[int, told("任务")]
    measures: Annotated[int, told("举措")]
    proposals: Annotated[int, told("建议待确认的举措")]
    departments: Annotated[int, told("部门")]


class Choice(TypedDict):
    """An answer to a doubt."""

    answer: Annotated[str, told("答复")]
    follows: Annotated[str, told("这样答的后果")]


class Doubt(TypedDict):
    """Something to be settled."""

    code: Annotated[str, told("哪一类疑点")]
    place: Annotated[str, told("位置")]
    words: Annotated[str, told("原文")]
    question: Annotated[str, told("疑问")]
    assumed: Annotated[str, told("暂按什么")]
    choices: Annotated[list[Choice], told("可以怎样答")]
    open: Annotated[bool, told("也可以直接写答复")]


class LeftOut(TypedDict):
    """What is not in the plan."""

    place: Annotated[str, told("位置")]
    words: Annotated[str, told("原文")]
    why: Annotated[str, told("原因")]


class ImportAnswer(TypedDict):
    """`import`."""

    found: Annotated[Found, told("读出几项")]
    doubts: Annotated[list[Doubt], told("疑点清单")]
    left_out: Annotated[list[LeftOut], told("没有写进计划的")]


class OpenPlace(TypedDict):
    """A conflict."""

    line: Annotated[int, told("冲突标记在第几行")]
    words: Annotated[str, told("一句话")]
    ours: Annotated[str, told("我方的几行")]
    theirs: Annotated[str, told("对方的几行")]
    ours_label: Annotated[str, told("我方的名称")]
    theirs_label: Annotated[str, told("对方的名称")]


class ResolveAnswer(TypedDict):
    """`resolve`."""

    file: Annotated[str, told("计划文件")]
    open: Annotated[list[OpenPlace], told("还没有取舍的冲突")]
    resolved: Annotated[int, told("这一次取舍了几处")]
    merged_again: Annotated[bool, told("按编号和字段重新合并过")]
    staged: Annotated[bool, told("已暂存(git add)")]
    go_on: Annotated[str | None, told("接着运行什么")]
    problems: Annotated[list[Problem], told("取舍以后计划还有的错误")]
    warnings: Annotated[list[str], told("审计会怎样说这次合并")]
    not_foreseen: Annotated[list[str], told("哪些没能先看,为什么")]


class SetupPart(TypedDict):
    """A setting or an attribute of git."""

    name: Annotated[str, told("哪一项")]
    state: Annotated[str, one_of(*map(code_of, State), means="、".join(State))]
    wanted: Annotated[str, told("应该是什么")]
    found: Annotated[str | None, told("现在是什么")]


class GitStatusAnswer(TypedDict):
    """`git status`."""

    complete: Annotated[bool, told("全部就位")]
    parts: Annotated[list[SetupPart], told("各项")]


class BegunAnswer(TypedDict):
    """`init` and `rollover`."""

    files: Annotated[list[str], told("写了的文件,第一个是计划;没有写入是空的")]
    commit: Annotated[str | None, told("提交编号;没有提交是 null,原因在 notes 里")]
    new_repository: Annotated[bool, told("建了 git 仓库")]


class DemoAnswer(TypedDict):
    """`demo`."""

    folder: Annotated[str, told("建在哪个文件夹")]
    commit: Annotated[str, told("最后一次提交的编号")]
    commits: Annotated[int, told("提交几次")]
    first: Annotated[date, told("第一次提交的日期")]
    last: Annotated[date, told("最后一次提交的日期")]
    people: Annotated[int, told("几个人提交的")]
    keeper: Annotated[Person, told("在里面您是谁(督查)")]


class TemplateEntry(TypedDict):
    """A template."""

    name: Annotated[str, told("文件名")]
    report: Annotated[str | None, told("哪种报告;共用部分是 null")]
    beside: Annotated[bool, told("计划旁边有一份")]
    packaged: Annotated[bool, told("随 jimoplan 有一份")]


class TemplatesAnswer(TypedDict):
    """`templates list`."""

    folder: Annotated[str | None, told("计划旁边放模板的文件夹")]
    templates: Annotated[list[TemplateEntry], told("各个模板")]


class ReportedBreach(Breach):
    """A violation, and when it was reported first."""

    reported: Annotated[str | None, told("以前哪一期周报报过;新发现的是 null")]


class WeeklyAudit(AuditAnswer):
    """What the audit of a week found."""

    violations: Annotated[list[ReportedBreach], told("没有了结的违规")]  # type: ignore[misc]
    notes: Annotated[list[str], told("审计的说明")]
    new: Annotated[int, told("新发现几处")]
    known: Annotated[int, told("以前报过、还没有纠正几处")]


class WeeklyAnswer(TypedDict):
    """`ci weekly`."""

    file: Annotated[str, told("计划文件")]
    period: Annotated[str, told("哪一期,如 2024-W24")]
    fine: Annotated[bool, told("通过")]
    reasons: Annotated[list[str], told("不通过的原因")]
    shallow: Annotated[bool, told("历史没有取全")]
    problems: Annotated[list[Problem], told("计划文件的问题")]
    audit: Annotated[WeeklyAudit | None, told("审计;没有审计是 null")]
    folder: Annotated[str, told("写进哪个文件夹")]
    index: Annotated[str, told("目录页的文件名")]
    this_week: Annotated[list[str], told("本周的文件")]
    written: Annotated[list[str], told("写了的文件")]
    rewritten: Annotated[list[str], told("内容变了的以前的周报")]
    unchanged: Annotated[int, told("没有变化的几个")]
