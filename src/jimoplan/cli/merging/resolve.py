"""`jimoplan resolve`."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.merging.merge_again import Trace
from jimoplan.actions.merging.questions import Question, ask_each
from jimoplan.actions.merging.resolve import Keep, Resolved, Unresolved, open_conflicts, resolve
from jimoplan.cli.shared.asking import ask_or_leave, is_somebody_there
from jimoplan.cli.shared.envelope import write_envelope
from jimoplan.cli.shared.options import PlanFile, Telling, TellingName, read_telling
from jimoplan.cli.shared.problems import problem_data, write_problems
from jimoplan.cli.shared.streams import say
from jimoplan.core.display.cells import reveal_line
from jimoplan.errors import ExitCode, UsageError
from jimoplan.system.files import shown_path


def run(
    plan: Annotated[
        Path | None,
        typer.Argument(
            metavar="[文件]", help="计划文件;不写则从当前文件夹往上找 plan.yaml", readable=False
        ),
    ] = None,
    *,
    ours: Annotated[
        bool, typer.Option("--ours", help="全部保留我方的(变基时是要接上去的那个分支)")
    ] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help="全部保留对方的(变基时是自己正在搬的提交)")
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
    place = plan or file
    unresolved = open_conflicts(place, Path.cwd())
    say("".join(f"{reveal_line(line)}\n" for line in introduce(unresolved)))
    if unresolved.again and unresolved.open_places and not (as_json or ours or theirs):
        resolve(unresolved, {})  # whoever leaves now finds markers in the file
        unresolved = open_conflicts(place, Path.cwd())
    everything = range(unresolved.open_places)
    side = Keep.THEIRS if theirs else Keep.OURS
    choices = dict.fromkeys(everything, side) if ours or theirs else {}
    if everything and not (choices or as_json):
        choices = ask_all(unresolved)
    if as_json and everything and not choices:
        outcome = Resolved(len(everything))
    else:
        outcome = resolve(unresolved, choices)
    if as_json:
        write_envelope("resolve", _data(unresolved, choices, outcome))
    say("".join(f"{reveal_line(line)}\n" for line in _tell(unresolved, choices, outcome)))
    if outcome.problems:
        say(write_problems(unresolved.workplace.path, outcome.problems))
    is_open = outcome.left or outcome.problems or outcome.to_check
    return ExitCode.NO if is_open else ExitCode.FINE


def introduce(unresolved: Unresolved) -> Iterator[str]:
    """What the person should know before choosing."""
    name = shown_path(unresolved.workplace.path)
    if unresolved.trace is Trace.GIT:
        yield (
            f"{name} 是 git 逐行合并的(合并驱动没有装,或没有起作用),"
            "现按编号和字段重新合并;装好驱动运行 jimoplan git setup"
        )
    if unresolved.trace is Trace.EDITED:
        yield (
            f"{name} 是 git 逐行合并的,合并以后又有人手工改过:不重新合并,手工改的都保留,"
            "只逐处问还剩的冲突;装好驱动运行 jimoplan git setup"
        )
    if unresolved.trace is Trace.NOBODY:
        yield (
            f"{name} 和我方的版本一字不差,看不出有谁合并过、取舍过(多半是合并驱动没有启动成功),"
            "现按编号和字段重新合并;装好驱动运行 jimoplan git setup"
        )
    if unresolved.again:
        yield from unresolved.again.notes
    if unresolved.open_places and unresolved.is_rebase:
        yield (
            "正在变基(rebase):我方(--ours)是要接上去的那个分支,"
            "对方(--theirs)是正在搬过去的提交,通常是自己的"
        )


def ask_all(unresolved: Unresolved) -> dict[int, Keep]:
    """What the person keeps of each place; raises UsageError without a terminal."""
    count = unresolved.open_places
    if not is_somebody_there():
        raise UsageError(
            f"有 {count} 处冲突要人取舍,不在终端里,没法提问",
            "全部保留一方的,写 --ours 或 --theirs;只想看看,写 --format json",
        )
    choices: dict[int, Keep] = {}
    for position, question in enumerate(ask_each(unresolved)):
        if not question.is_worded:
            say("".join(f"{reveal_line(line)}\n" for line in _show_lines(question)))
        offer = "1/2/3(两条都留)/跳过" if question.may_keep_both else "1/2/跳过"
        asked = f"({position + 1}/{count}) {reveal_line(question.words)},保留哪个? [{offer}] "
        try:
            chosen = _ask(asked, question)
        except EOFError:
            break
        if chosen is not None:
            choices[position] = chosen
    return choices


def _ask(asked: str, question: Question) -> Keep | None:
    """What is wanted, None to leave the place open; raises EOFError without an answer."""
    names = question.names
    meant: dict[str, Keep | None] = {"1": Keep.OURS, "2": Keep.THEIRS}
    for each in (question.usual, names):
        meant |= {each.ours: Keep.OURS, each.theirs: Keep.THEIRS}
    meant |= {"跳过": None, "": None}
    both = "、3(两条都留)" if question.may_keep_both else ""
    meant |= dict.fromkeys(("3", "都留", "两条都留"), Keep.BOTH) if both else {}
    meant = {_plain(word): side for word, side in meant.items()}
    while (answer := ask_or_leave(asked)) is not None:
        if _plain(answer) in meant:
            return meant[_plain(answer)]
        if side := _find_value(_plain(answer), question):
            return side
        wanted = f"1({names.ours})、2({names.theirs}){both}、其中一个的值或“跳过”"
        asked = f"没有看懂“{answer}”,请答 {wanted} "
    raise EOFError


def _find_value(answer: str, question: Question) -> Keep | None:
    """The side that alone says what was typed: a figure or day in full, of other words a part."""
    said = [_values_of(lines) for lines in (question.hunk.ours, question.hunk.theirs)]
    wanted = answer.removesuffix("%")
    having = [wanted in values for values in said]
    if not any(having) and len(wanted) > 1 and not any(map(str.isdigit, wanted)):
        having = [any(wanted in value for value in values) for values in said]
    found = [side for side, has in zip((Keep.OURS, Keep.THEIRS), having, strict=True) if has]
    return found[0] if len(found) == 1 else None


def _values_of(lines: str) -> set[str]:
    """The values that lines of YAML say, and those in their lists, as they may be typed."""
    return {_plain(value) for value in re.split(r"[\s,\[\]{}'\"]+|(?<=\w):(?=\s)", lines) if value}


def _plain(word: str) -> str:
    """A typed word with full-width characters made half-width."""
    return unicodedata.normalize("NFKC", word).strip()


def _show_lines(question: Question) -> Iterator[str]:
    """The lines of both sides, each below its number."""
    for number, lines in enumerate((question.hunk.ours, question.hunk.theirs), 1):
        yield f"{number}:"
        yield from (f"  {line}" for line in lines.splitlines())


def _tell(unresolved: Unresolved, choices: dict[int, Keep], outcome: Resolved) -> list[str]:
    name = shown_path(unresolved.workplace.path)
    if outcome.to_check:
        return [f"合并结果已写入 {name},里面没有冲突标记:先看过,再运行 jimoplan resolve"]
    if not (unresolved.open_places or unresolved.again or outcome.staged or outcome.problems):
        return [f"{name} 里没有冲突标记,没有要取舍的"]
    lines = [f"已取舍 {len(choices)} 处,写入 {name}"] if choices else []
    if outcome.left:
        return [*lines, f"还有 {outcome.left} 处没有取舍;再运行 jimoplan resolve,或手工改"]
    if outcome.problems:
        return [*lines, "冲突标记没有了,但计划有错误,改正以后再运行 jimoplan resolve:"]
    if outcome.staged:
        go_on = f";接着运行 {outcome.go_on}" if outcome.go_on else ",可以提交了"
        if outcome.go_on.endswith("--skip"):
            go_on += "(取舍下来和 HEAD 一样,这个提交没有要留的)"
        lines += [f"全部取舍完,计划没有错误,已暂存(git add){go_on}"]
        if outcome.is_stashed:
            lines += ["取自 git stash pop 的话,存着的那一份还在;不再要了就运行 git stash drop"]
        warnings, unseen = outcome.foreseen
        if warnings:
            again = f"git checkout --merge -- {name.as_posix()}"
            lines += [*warnings, f"要重新取舍,先运行 {again},再运行 jimoplan resolve"]
        return [*lines, *unseen]
    return [*lines, "全部取舍完,计划没有错误"]


def _data(unresolved: Unresolved, choices: dict[int, Keep], outcome: Resolved) -> dict[str, object]:
    open_places = [] if choices else [*ask_each(unresolved)]  # json chooses all or none
    return {
        "file": str(shown_path(unresolved.workplace.path)),
        "open": [_question_data(question) for question in open_places],
        "resolved": len(choices),
        "merged_again": unresolved.again is not None,
        "staged": outcome.staged,
        "go_on": outcome.go_on or None,
        "problems": [problem_data(problem) for problem in outcome.problems],
        "warnings": list(outcome.foreseen.warnings),
        "not_foreseen": list(outcome.foreseen.unseen),
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
