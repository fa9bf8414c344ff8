"""`jimoplan validate`."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.validate import Validation, validate
from jimoplan.cli import complete
from jimoplan.cli.options import PlanFile
from jimoplan.cli.problems import problem_data, write_github, write_problems, write_sarif
from jimoplan.cli.streams import write_exactly
from jimoplan.core.answers import FORMAT_VERSION
from jimoplan.core.problems import count_problems
from jimoplan.core.vocabulary import find_word
from jimoplan.errors import ExitCode


class Report(StrEnum):
    """What the problems are written as."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def run(
    plan: Annotated[
        Path | None,
        typer.Argument(metavar="[文件]", help="计划文件;不写则从当前文件夹往上找 plan.yaml"),
    ] = None,
    *,
    strict: Annotated[bool, typer.Option("--strict", help="有警告也算不通过")] = False,
    source: Annotated[
        Path | None,
        typer.Option("--source", metavar="文件", help="同公布文本逐字比较,指出第一处不同"),
    ] = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="格式",
            help="text、json、github、sarif",
            autocompletion=complete.offer_words(Report),
        ),
    ] = "text",
    file: PlanFile = None,
) -> int:
    """Check a plan and write every problem; the exit code is 1 if it does not pass."""
    wanted = find_word(format_, Report, "输出格式")
    found = validate(plan or file, Path.cwd(), source)
    fine = found.is_fine(strict=strict)
    match wanted:
        case Report.TEXT:
            sys.stdout.write(write_problems(found.path, found.problems))
            sys.stdout.write("".join(f"{line}\n" for line in _sum_up(found, source, fine=fine)))
        case Report.JSON:
            write_exactly(json.dumps(_data(found, fine=fine), ensure_ascii=False, indent=2) + "\n")
        case Report.GITHUB:
            write_exactly(write_github(found.path, found.problems))
        case Report.SARIF:
            write_exactly(write_sarif(found.path, found.problems))
    if wanted is not Report.TEXT:
        sys.stderr.write("".join(f"{line}\n" for line in _sum_up(found, source, fine=fine)))
    return ExitCode.FINE if fine else ExitCode.NO


def _sum_up(found: Validation, source: Path | None, *, fine: bool) -> list[str]:
    read = f"{found.tasks} 项任务、{found.measures} 项举措可读" if found.tasks else "没有读出任务"
    lines = [f"{found.path}:{read};{count_problems(found.problems)}"]
    if source and (difference := found.difference):
        lines.append(
            f"{source}:{difference.line}:{difference.column} 与公布文本不一致,第一处在"
            f"{difference.place}第 {difference.character} 字:公布文本为“{difference.published}”,"
            f"计划为“{difference.written}”"
        )
        lines.append("  → 以公布文本为准,改正 plan.yaml 里对应的 text、title 或 clause")
    elif source:
        same = "与公布文本逐字一致" if found.compared else "计划读不出来,没有与公布文本比较"
        lines.append(f"{source}:{same}")
    lines.append("通过" if fine else "不通过")
    return lines


def _data(found: Validation, *, fine: bool) -> dict[str, object]:
    difference = found.difference
    return {
        "format": FORMAT_VERSION,
        "question": "validate",
        "file": str(found.path),
        "fine": fine,
        "tasks": found.tasks,
        "measures": found.measures,
        "compared": found.compared,
        "difference": difference
        and {
            "place": difference.place,
            "character": difference.character,
            "line": difference.line,
            "column": difference.column,
            "published": difference.published,
            "written": difference.written,
        },
        "problems": [problem_data(problem) for problem in found.problems],
    }
