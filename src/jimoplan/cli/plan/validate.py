"""`jimoplan validate`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.plan.validate import Checked, Validation, validate
from jimoplan.cli.shared.envelope import write_envelope
from jimoplan.cli.shared.options import (
    FindingsFormat,
    FindingsFormatName,
    PlanFile,
    read_findings_format,
)
from jimoplan.cli.shared.pager import write_long
from jimoplan.cli.shared.problems import (
    problem_data,
    sarif_log,
    write_github,
    write_problems,
)
from jimoplan.cli.shared.streams import say, write_exactly, write_json
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.text.problems import CODES, Problem, count_problems, has_errors
from jimoplan.errors import ExitCode, UsageError
from jimoplan.system.files import shown_path


def run(
    plans: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[文件]...",
            help="计划文件;不写则从当前文件夹往上找 plan.yaml",
            readable=False,
        ),
    ] = None,
    *,
    strict: Annotated[bool, typer.Option("--strict", help="有警告也算不通过")] = False,
    source: Annotated[
        Path | None,
        typer.Option(
            "--source", metavar="文件", help="同公布文本逐字比较,指出第一处不同", readable=False
        ),
    ] = None,
    format_: FindingsFormatName = FindingsFormat.TEXT.value,
    file: PlanFile = None,
) -> int:
    """Check plans and write every problem; the exit code is 1 if one of them does not pass."""
    wanted = read_findings_format(format_)
    named: list[Path | None] = [*(plans or ()), *([file] if file else ())]
    if source and len(named) > 1:
        raise UsageError("公布文本一次只能同一份计划比较", "只写一个计划文件,或去掉 --source")
    found = [validate(path, Path.cwd(), source) for path in named or [None]]
    fine = all(each.is_fine(strict=strict) for each in found)
    summary = "".join(f"{reveal_line(line)}\n" for line in _sum_up(found, source, fine=fine))
    checked = [file for each in found for file in each.files]
    match wanted:
        case FindingsFormat.TEXT:
            write_long("".join(write_problems(*file) for file in checked) + summary)
            return ExitCode.FINE if fine else ExitCode.NO
        case FindingsFormat.JSON:
            write_envelope("validate", _data(found, strict=strict))
        case FindingsFormat.GITHUB:
            write_exactly("".join(write_github(*file) for file in checked))
        case FindingsFormat.SARIF:
            write_json(sarif_log(checked))
    say(summary)
    return ExitCode.FINE if fine else ExitCode.NO


def _sum_up(found: list[Validation], source: Path | None, *, fine: bool) -> Iterator[str]:
    for each in found:
        yield from _sum_up_by_code(each.plan.problems)
        read = f"{each.tasks} 项任务、{each.measures} 项举措可读"
        if has_errors(each.plan.problems):
            read = "有错误,改正以前不能据此回答"
        yield f"{shown_path(each.plan.path)}:{read};{count_problems(each.plan.problems)}"
        if each.source:
            same = "有出入" if each.source.problems else "与公布文本逐字一致"
            yield f"{shown_path(each.source.path)}:{same}"
        elif source:
            yield f"{shown_path(source)}:计划读不出来,没有与公布文本比较"
    yield "通过" if fine else "不通过"


def _sum_up_by_code(problems: Sequence[Problem]) -> Iterator[str]:
    """How often each code occurs, where there are more problems than are seen at a glance."""
    if len(problems) > _AT_A_GLANCE:
        counts = Counter(problem.code for problem in problems)
        yield "汇总:"
        yield from (f"  {code} {CODES[code]}:{counts[code]}" for code in CODES if code in counts)


_AT_A_GLANCE = 5


def _data(found: list[Validation], *, strict: bool) -> dict[str, object]:
    return {
        "fine": all(each.is_fine(strict=strict) for each in found),
        "plans": [
            {
                **_checked_data(each.plan),
                "fine": each.is_fine(strict=strict),
                "tasks": each.tasks,
                "measures": each.measures,
                "source": each.source and _checked_data(each.source),
            }
            for each in found
        ],
    }


def _checked_data(file: Checked) -> dict[str, object]:
    problems = [problem_data(problem) for problem in file.problems]
    return {"file": str(shown_path(file.path)), "problems": problems}
