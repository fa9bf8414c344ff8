"""`jimoplan rollover`."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.init import Begun
from jimoplan.actions.rollover import Rollover, carry_out_rollover, prepare_rollover
from jimoplan.cli.plan.begun import write_begun
from jimoplan.cli.shared.asking import confirm
from jimoplan.cli.shared.identity import make_known
from jimoplan.cli.shared.options import PlanFile, Telling, TellingName, read_telling
from jimoplan.cli.shared.streams import say
from jimoplan.core.display.cells import reveal_line
from jimoplan.errors import ExitCode
from jimoplan.system.files import find_plan, shown_path


def run(
    year: Annotated[
        str, typer.Argument(metavar="年份", help="新计划从哪一年开始,如 2025;期间同原计划一样长")
    ],
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="文件", help="写到哪里;不写是原计划旁边的 年份/plan.yaml"
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="常态化、周期性的举措办完了也带过去")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不提问,直接写入")] = False,
    format_: TellingName = Telling.TEXT.value,
    file: PlanFile = None,
) -> int:
    """Begin the next year's plan with what this one leaves unfinished, and commit it."""
    as_json = read_telling(format_) is Telling.JSON
    old = file or find_plan(Path.cwd())
    wanted = prepare_rollover(old, Path.cwd(), year, output, everything=everything)
    make_known(old)
    period = wanted.new.plan.period
    say(f"{_sum_up(wanted)}\n")
    question = (
        f"写到 {_name(wanted.files[0])}《{wanted.new.plan.title}》"
        f"({period.start} 至 {period.end})吗?"
    )
    if not confirm(question, yes=yes):
        say("没有写入\n")
        if as_json:
            write_begun(None)
        return ExitCode.NO
    begun = carry_out_rollover(wanted)
    _tell(old, begun)
    if as_json:
        write_begun(begun)
    return ExitCode.NO if begun.is_refused else ExitCode.FINE


def _sum_up(wanted: Rollover) -> str:
    """What comes along and what stays, in words."""
    tasks, measures = wanted.carried
    suspended = f"(其中暂缓 {wanted.suspended} 项)" if wanted.suspended else ""
    cancelled = f",已取消 {wanted.cancelled} 项" if wanted.cancelled else ""
    return reveal_line(
        f"《{wanted.old.plan.title}》结转任务 {tasks} 项,举措 {measures} 项{suspended};"
        f"留在原计划的:已办完 {wanted.finished} 项{cancelled}"
    )


def _name(file: Path) -> str:
    return reveal_line(str(shown_path(file)))


def _tell(old: Path, begun: Begun) -> None:
    names = "、".join(map(_name, begun.files))
    committed = f"提交 {begun.commit[:9]}" if begun.commit else begun.why_not
    one, other = (reveal_line(shlex.quote(str(shown_path(each)))) for each in (old, begun.files[0]))
    steps = (
        f"jimoplan compare {one} {other}",
        f"jimoplan list --file {other}",
        f"jimoplan add section --file {other} 序号 板块标题",
    )
    say(f"写好了 {names};{committed};原计划没有动\n下一步:\n")
    say("".join(f"  {step}\n" for step in steps))
