"""`jimoplan doctor`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.sharing.doctor import examine
from jimoplan.actions.sharing.findings import Finding, State
from jimoplan.cli.shared.envelope import write_envelope
from jimoplan.cli.shared.options import PlanFile, Telling, TellingName, find_today, read_telling
from jimoplan.cli.shared.progress import each_at_work
from jimoplan.cli.shared.streams import say, write
from jimoplan.core.display.cells import reveal_line
from jimoplan.errors import ExitCode
from jimoplan.git.remote import Line

_PATIENCE = 10


def run(
    *,
    offline: Annotated[bool, typer.Option("--offline", help="不试着连服务器")] = False,
    format_: TellingName = Telling.TEXT.value,
    file: PlanFile = None,
) -> int:
    """Look at all that working and sharing need; the exit code is 1 if something is wrong."""
    as_json = read_telling(format_) is Telling.JSON
    line = None if offline else Line(asks=False, patience=_PATIENCE)
    findings: list[Finding] = []
    examined = examine(file, Path.cwd(), find_today(), line)
    for found in each_at_work("正在检查(头一次要读提交历史)", examined):
        findings.append(found)
        if not as_json:
            write("".join(f"{reveal_line(text)}\n" for text in _lines(found)))
    wrong = sum(found.state is State.WRONG for found in findings)
    if as_json:
        write_envelope("doctor", _data(findings))
    else:
        say(f"有 {wrong} 处要处理\n" if wrong else "没有要处理的\n")
    return ExitCode.NO if wrong else ExitCode.FINE


def _lines(found: Finding) -> list[str]:
    """A finding, and below it what to do."""
    lines = [f"{found.state} {found.said}"]
    return [*lines, f"    → {found.remedy}"] if found.remedy else lines


def _data(findings: list[Finding]) -> dict[str, object]:
    return {
        "fine": all(found.state is not State.WRONG for found in findings),
        "findings": [
            {
                "key": found.key,
                "state": found.state.name.lower(),
                "said": found.said,
                "remedy": found.remedy or None,
            }
            for found in findings
        ],
    }
