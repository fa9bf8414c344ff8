"""`jimoplan resolve`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.resolve import Question, Resolved, Unresolved, ask, open_conflicts, resolve
from jimoplan.cli.options import PlanFile, Telling, TellingName, read_telling
from jimoplan.cli.problems import write_problems
from jimoplan.cli.streams import say, write_json
from jimoplan.core.answers import FORMAT_VERSION
from jimoplan.core.cells import reveal_line
from jimoplan.errors import ExitCode, UsageError
from jimoplan.files import shown_path


def run(
    plan: Annotated[
        Path | None,
        typer.Argument(
            metavar="[文件]", help="计划文件;不写则从当前文件夹往上找 plan.yaml", readable=False
        ),
    ] = None,
    *,
    ours: Annotated[bool, typer.Option("--ours", help="全部保留我方的(变基时是上游的)")] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help="全部保留对方的(变基时是正在变基的)")
    ] = False,
    format_: TellingName = Telling.TEXT.value,
    file: PlanFile = None,
) -> int:
    """Settle what a merge left open, place by place."""
    as_json = read_telling(format_) is Telling.JSON
    if ours and theirs:
        raise UsageError("--ours 和 --theirs 只能写一个", "留一个;要逐处取舍就都不写")
    if plan and file:
        raise UsageError("计划文件写了两次", "只写一次")
    unresolved = open_conflicts(plan or file, Path.cwd())
    say("".join(f"{reveal_line(note)}\n" for note in unresolved.notes))
    choices = dict.fromkeys(range(unresolved.left), theirs) if ours or theirs else {}
    if not choices and unresolved.left and not as_json:
        choices = _ask_all(unresolved)
    if as_json and not choices and unresolved.left:
        outcome = Resolved(unresolved.left, (), staged=False, go_on="")
    else:
        outcome = resolve(unresolved, choices)
    if as_json:
        write_json(_data(unresolved, choices, outcome))
    say("".join(f"{reveal_line(line)}\n" for line in _tell(unresolved, choices, outcome)))
    if outcome.problems:
        say(write_problems(unresolved.workplace.path, outcome.problems))
    return ExitCode.NO if outcome.left or outcome.problems else ExitCode.FINE


_PASSED = {"", "跳过"}


def _ask_all(unresolved: Unresolved) -> dict[int, bool]:
    """What the person at the terminal wants kept; raises UsageError where there is nobody."""
    count = unresolved.left
    if not sys.stdin.isatty():
        raise UsageError(
            f"有 {count} 处冲突要人取舍,不在终端里,没法提问",
            "全部保留一方的,写 --ours 或 --theirs;只想看看,写 --format json",
        )
    choices: dict[int, bool] = {}
    for position, question in enumerate(ask(unresolved)):
        if not question.is_worded:
            say("".join(f"{reveal_line(line)}\n" for line in _show_lines(question)))
        chosen = _ask_one(question, f"({position + 1}/{count})")
        if chosen is not None:
            choices[position] = chosen
    return choices


def _ask_one(question: Question, number: str) -> bool | None:
    """Whether theirs (True) or ours is to be kept; None for what is passed over."""
    while True:
        say(f"{number} {reveal_line(question.words)},保留哪个? [1/2/跳过] ")
        answer = sys.stdin.readline()
        chosen = question.understand(answer)
        if chosen is not None or answer.strip() in _PASSED:
            return chosen
        say("没有看懂:1 保留前一个,2 保留后一个,回车跳过\n")


def _show_lines(question: Question) -> Iterator[str]:
    """The lines of either side below its number."""
    for number, lines in enumerate((question.hunk.ours, question.hunk.theirs), 1):
        yield f"{number}:"
        yield from (f"  {line}" for line in lines.splitlines())


def _tell(unresolved: Unresolved, choices: dict[int, bool], outcome: Resolved) -> list[str]:
    name = shown_path(unresolved.workplace.path)
    if not unresolved.left and not outcome.staged and not outcome.problems:
        return [f"{name} 里没有冲突标记,没有要取舍的"]
    lines = [f"已取舍 {len(choices)} 处,写入 {name}"] if choices else []
    if outcome.left:
        return [*lines, f"还有 {outcome.left} 处没有取舍;再运行 jimoplan resolve,或手工改"]
    if outcome.problems:
        return [*lines, "冲突标记没有了,但计划有错误,改正以后再运行 jimoplan resolve:"]
    if outcome.staged:
        go_on = f";接着运行 {outcome.go_on}" if outcome.go_on else ",可以提交了"
        return [*lines, f"全部取舍完,计划没有错误,已暂存(git add){go_on}"]
    return [*lines, "全部取舍完,计划没有错误"]


def _data(unresolved: Unresolved, choices: dict[int, bool], outcome: Resolved) -> dict[str, object]:
    open_ = enumerate(ask(unresolved)) if len(choices) < unresolved.left else ()
    left = [question for position, question in open_ if position not in choices]
    return {
        "format": FORMAT_VERSION,
        "question": "resolve",
        "file": str(shown_path(unresolved.workplace.path)),
        "open": [_question_data(question) for question in left],
        "resolved": len(choices),
        "staged": outcome.staged,
        "go_on": outcome.go_on or None,
    }


def _question_data(question: Question) -> dict[str, object]:
    return {
        "line": question.line,
        "words": question.words,
        "ours": question.hunk.ours,
        "theirs": question.hunk.theirs,
        "ours_label": question.hunk.our_label,
        "theirs_label": question.hunk.their_label,
    }
