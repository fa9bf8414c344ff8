"""The top command: names and help of all commands, each imported when it is called."""

import io
import os
from collections.abc import Sequence
from contextlib import redirect_stdout
from typing import Any

from jimoplan import __version__
from jimoplan.cli.shared.group import CommandEntry, Group, make_group
from jimoplan.cli.shared.streams import write
from jimoplan.errors import ExitCode

_PROGRAM = "jimoplan"
_COMPLETION_VARIABLE = "_JIMOPLAN_COMPLETE"

_ADDITIONS = {
    "task": CommandEntry("jimoplan.cli.changing.add", "登记一项任务。", "add_task"),
    "measure": CommandEntry(
        "jimoplan.cli.changing.add", "在一项任务下登记一条举措。", "add_measure"
    ),
    "section": CommandEntry("jimoplan.cli.changing.add", "登记一个板块。", "add_section"),
    "dept": CommandEntry(
        "jimoplan.cli.changing.add_department", "登记一个部门或群组。", "add_department"
    ),
    "group": CommandEntry(
        "jimoplan.cli.changing.add_department", "登记一个群组和它代表的部门。", "add_group"
    ),
    "person": CommandEntry(
        "jimoplan.cli.changing.add_person", "把一个人加进一个部门的人员名单。", "run"
    ),
}

_RENAMINGS = {
    "dept": CommandEntry(
        "jimoplan.cli.changing.rename",
        "给一个部门改名:写着它的地方都跟着改,旧名称留作别名。",
        "rename_department",
    ),
    "group": CommandEntry(
        "jimoplan.cli.changing.rename", "给一个群组改名,同部门一样。", "rename_department"
    ),
    "section": CommandEntry(
        "jimoplan.cli.changing.rename", "改一个板块的标题;序号不变。", "rename_section"
    ),
}

_GIT = {
    "setup": CommandEntry(
        "jimoplan.cli.merging.git", "让 git 按编号和字段合并计划,用计划的话显示差异。", "setup"
    ),
    "status": CommandEntry("jimoplan.cli.merging.git", "看合并驱动和差异显示装好没有。", "status"),
}

_CI = {
    "weekly": CommandEntry(
        "jimoplan.cli.reports.ci", "检查、审计、生成各周周报和目录页,供每周定时运行。", "weekly"
    ),
}

_TEMPLATES = {
    "list": CommandEntry(
        "jimoplan.cli.reports.templates", "列出有哪些模板,哪些已由计划旁边的代替。", "list_"
    ),
    "eject": CommandEntry(
        "jimoplan.cli.reports.templates", "复制一个模板,在它的基础上改。", "eject"
    ),
}

ENTRIES = {
    "init": CommandEntry(
        "jimoplan.cli.plan.init", "从头建一份计划:写好空的计划文件,放进 git 仓库。"
    ),
    "import": CommandEntry(
        "jimoplan.cli.plan.importing",
        "把公布的文件(.docx、.xlsx、.csv、.txt)变成计划,疑点逐处列出。",
    ),
    "rollover": CommandEntry(
        "jimoplan.cli.plan.rollover", "从这一年的计划建下一年的:没办完的结转过去,原计划不动。"
    ),
    "compare": CommandEntry(
        "jimoplan.cli.plan.compare", "比较两年的计划:结转、本年新增、没有结转、改了什么。"
    ),
    "status": CommandEntry(
        "jimoplan.cli.plan.status", "看进展:全局,或一个部门的任务(--dept 复议应诉科)。"
    ),
    "list": CommandEntry("jimoplan.cli.plan.listing", "按条件列出任务或举措,条件可以叠加。"),
    "show": CommandEntry("jimoplan.cli.plan.show", "看一项任务或举措的全部情况,或一个板块的任务。"),
    "update": CommandEntry(
        "jimoplan.cli.changing.update", "记一笔进展:状态、进度、进展情况、时限,随即提交。"
    ),
    "remark": CommandEntry(
        "jimoplan.cli.changing.remark", "记一条督查意见、批示或提醒;不算填报,不动进度。"
    ),
    "review": CommandEntry(
        "jimoplan.cli.changing.review", "审核已完成的事项:销号或退回;不能审核自己报的。"
    ),
    "add": CommandEntry("", "登记新的板块、任务、举措、部门、群组或人员。", entries=_ADDITIONS),
    "rename": CommandEntry("", "给部门、群组或板块改名,历史连着,一次提交。", entries=_RENAMINGS),
    "remove": CommandEntry("jimoplan.cli.changing.remove", "删去一项任务、举措或部门。"),
    "move": CommandEntry("jimoplan.cli.changing.move", "把任务移到别的板块,或调整先后。"),
    "edit": CommandEntry("jimoplan.cli.changing.edit", "在编辑器里改一项,检查通过才写入。"),
    "undo": CommandEntry("jimoplan.cli.changing.undo", "撤销以前的一次改动,撤销本身也留痕。"),
    "commit": CommandEntry(
        "jimoplan.cli.changing.commit", "检查并提交手工改过的 plan.yaml,不带别的文件。"
    ),
    "merge": CommandEntry("jimoplan.cli.merging.merge", "合并一份计划的两个版本;平时由 git 调用。"),
    "resolve": CommandEntry(
        "jimoplan.cli.merging.resolve", "逐处取舍合并留下的冲突,全部取舍完就暂存。"
    ),
    "git": CommandEntry("", "装上和检查 git 的合并驱动。", entries=_GIT),
    "fmt": CommandEntry("jimoplan.cli.changing.fmt", "整理键的先后和引号,注释照留。"),
    "log": CommandEntry(
        "jimoplan.cli.history.log", "谁在什么时候改了什么:按提交列出计划的每一处改动。"
    ),
    "diff": CommandEntry(
        "jimoplan.cli.history.diff", "两个版本、两个日期之间,或尚未提交的,改了什么。"
    ),
    "blame": CommandEntry("jimoplan.cli.history.blame", "每个字段最后是谁、在哪一次提交里填的。"),
    "validate": CommandEntry(
        "jimoplan.cli.plan.validate", "检查计划文件,列出全部问题;从不改动文件。"
    ),
    "audit": CommandEntry(
        "jimoplan.cli.history.audit", "审计提交:谁改了什么、有没有权改、该留的记录在不在。"
    ),
    "render": CommandEntry(
        "jimoplan.cli.reports.render",
        "生成报告:周报、月通报、总览、督办通知单等,Markdown 或 HTML。",
    ),
    "templates": CommandEntry("", "看有哪些报告模板,复制一个来改。", entries=_TEMPLATES),
    "ci": CommandEntry("", "无人值守地生成和发布报告。", entries=_CI),
    "demo": CommandEntry("jimoplan.cli.demo", "建一个示例仓库:2024年工作要点和编造的一年进展。"),
    "schema": CommandEntry(
        "jimoplan.cli.plan.schema", "输出 plan.yaml 的 JSON Schema,供编辑器补全和检查。"
    ),
    "completion": CommandEntry("jimoplan.cli.completion", "输出命令行自动补全脚本。"),
    "textconv": CommandEntry(
        "jimoplan.cli.plan.textconv", "逐字段写出一份计划,供 git diff 用。", hidden=True
    ),
}


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name and return its exit code; typer's errors pass."""
    given = list(arguments)
    if given in (["--version"], ["-V"]):
        write(f"{_PROGRAM} {__version__}\n")
        return ExitCode.FINE
    if _COMPLETION_VARIABLE in os.environ:
        return _complete()
    code: Any = _make_top().main(
        args=given or ["--help"],
        prog_name=_PROGRAM,
        complete_var=_COMPLETION_VARIABLE,
        standalone_mode=False,
    )
    return int(code or ExitCode.FINE)


def _complete() -> int:
    """Answer a shell that asks for completions; one that asks wrongly gets none."""
    _register_shells()
    try:
        _make_top().main(args=[], prog_name=_PROGRAM, complete_var=_COMPLETION_VARIABLE)
    except (KeyError, ValueError):
        return ExitCode.USAGE
    return ExitCode.FINE


_HELP = "工作要点台账:一份可读的 plan.yaml,随时问,每一次改动 git 留痕。"


def completion_script(shell: str) -> str:
    """The script that makes a shell ask jimoplan for completions."""
    from typer.completion import shell_complete

    _register_shells()
    written = io.StringIO()
    with redirect_stdout(written):
        shell_complete(_make_top(), {}, _PROGRAM, _COMPLETION_VARIABLE, f"source_{shell}")
    return written.getvalue()


def _make_top() -> Group:
    """The top command."""
    return make_group(_PROGRAM, CommandEntry("", _HELP, entries=ENTRIES))


def _register_shells() -> None:
    from typer.completion import get_completion_inspect_parameters

    get_completion_inspect_parameters()
