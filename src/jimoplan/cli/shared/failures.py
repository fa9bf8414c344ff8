"""How a command fails: what goes to standard error, the envelope for programs, the exit code."""

import os
import traceback
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from jimoplan.actions.plan.open import FaultyPlanError
from jimoplan.cli.shared.streams import OutputError, abandon_output, say
from jimoplan.core.display.cells import reveal_line
from jimoplan.errors import (
    CODES_BY_EXIT,
    DISK_CAUSES,
    ExitCode,
    JimoplanError,
    UnknownNameError,
)


class _Failure(NamedTuple):
    """A failure in words; `before` is what people read above them, such as a plan's problems."""

    code: str
    message: str
    remedy: str
    exit_code: int
    before: str = ""
    words: str = ""
    nearest: Sequence[str] = ()
    problems: Sequence[dict[str, Any]] = ()
    refused: Sequence[dict[str, Any]] = ()


def report(error: Exception, arguments: Sequence[str] = ()) -> int:
    """Write what went wrong to standard error; the exit code for it.

    Where the arguments ask for JSON, standard output gets the envelope with the same; where they
    have a slip that is known, the line that was meant is shown.
    """
    if type(error).__name__ == "NoArgsIsHelpError":  # what there is has been shown already
        return ExitCode.USAGE
    failure = _mend(_describe(error), error, arguments)
    if isinstance(error, OutputError):
        abandon_output()
    else:
        _answer(failure, arguments)
    say(failure.before)
    lines = [f"错误:{failure.message}", *(f"  {line}" for line in failure.remedy.splitlines())]
    say(_revealed(lines))
    return failure.exit_code


def _mend(failure: _Failure, error: Exception, arguments: Sequence[str]) -> _Failure:
    """The failure with the line that was meant, where the words of the command have a slip.

    What the failure had for a remedy stays where it may be about something else.
    """
    if failure.exit_code != ExitCode.USAGE:
        return failure
    from jimoplan.cli.shared.slips import find_slip

    slip = find_slip(arguments)
    if slip is None:
        return failure
    mended = f"{slip.message};应当写成:\n{slip.line}" if slip.line else slip.message
    is_about_words = isinstance(error, UnknownNameError) or not isinstance(error, JimoplanError)
    kept = "" if is_about_words or not failure.remedy else f"{failure.remedy}\n"
    return failure._replace(remedy=kept + mended)


def _answer(failure: _Failure, arguments: Sequence[str]) -> None:
    """Write the envelope where it is asked for; that nobody takes it changes no exit code."""
    from jimoplan.cli.shared.envelope import wants_json, write_error

    if not wants_json(arguments):
        return
    from jimoplan.cli.schemas.questions import question_of

    error = {key: value for key, value in failure._asdict().items() if key != "before"}
    with suppress(OSError):
        write_error(question_of(arguments), error)


def _describe(error: Exception) -> _Failure:
    if isinstance(error, JimoplanError):
        return _describe_failure(error)
    if isinstance(error, OSError):
        return _describe_refusal(error)
    return _describe_usage(error) or _describe_bug(error)


def _describe_refusal(error: OSError) -> _Failure:
    """What the system refused where no file has a name, such as a full disk under a pipe."""
    remedy = "检查当前文件夹、磁盘空间和输出去处,再运行一次"
    known = (error.strerror or type(error).__name__, remedy)
    why, remedy = DISK_CAUSES.get(error.errno or 0, known)
    message = f"系统没有让 jimoplan 继续:{why}"
    return _Failure(CODES_BY_EXIT[ExitCode.WORLD], message, remedy, ExitCode.WORLD)


def _describe_failure(error: JimoplanError) -> _Failure:
    """What failed and what to do; people read the problems of a broken plan first."""
    before, problems = _revealed(error.words.splitlines()), []
    if isinstance(error, FaultyPlanError):
        from jimoplan.cli.shared.problems import problem_data, write_problems
        from jimoplan.system.files import shown_path

        before = write_problems(error.path, error.problems) + before
        file = str(shown_path(error.path))
        problems = [{"file": file, **problem_data(problem)} for problem in error.problems]
    return _Failure(
        code=_code(error),
        message=error.message,
        remedy=error.remedy,
        exit_code=error.exit_code,
        before=before,
        words=error.words,
        nearest=_nearest(error),
        problems=problems,
        refused=[
            {
                "what": what,
                "code": _code(part),
                "message": part.message,
                "remedy": part.remedy,
                "nearest": _nearest(part),
            }
            for what, part in error.parts
        ],
    )


def _code(error: JimoplanError) -> str:
    return error.code or CODES_BY_EXIT[error.exit_code]


def _nearest(error: JimoplanError) -> list[str]:
    """The names that may have been meant, also by what an error is made of."""
    parts = (name for _, part in error.parts for name in _nearest(part))
    return list(dict.fromkeys([*getattr(error, "nearest", ()), *parts]))


def _describe_usage(error: Exception) -> _Failure | None:
    """What typer refuses, in Chinese; None if the error is not typer's.

    Typer keeps the classes of these errors to itself, so they are known by name.
    """
    words = _USAGE.get(type(error).__name__)
    if words is None:
        return None
    message, remedy = words(error)
    return _Failure(CODES_BY_EXIT[ExitCode.USAGE], message, remedy, ExitCode.USAGE)


def _describe_bug(error: Exception) -> _Failure:
    """A bug of jimoplan; the traceback is written only where JIMOPLAN_TRACEBACK asks for it."""
    if os.environ.get("JIMOPLAN_TRACEBACK"):
        traceback.print_exception(error)
    return _Failure(
        CODES_BY_EXIT[ExitCode.BUG],
        f"jimoplan 自身出错了({type(error).__name__})",
        "计划有没有改动,用 git status、jimoplan log 查看;"
        "设环境变量 JIMOPLAN_TRACEBACK=1 再运行一次,把输出交给维护人员",
        ExitCode.BUG,
    )


def _revealed(lines: Iterable[str]) -> str:
    return "".join(f"{reveal_line(line)}\n" for line in lines)


def _no_such_option(error: Any) -> tuple[str, str]:  # noqa: ANN401 - typer's errors are private
    near = error.possibilities or []
    own = {name for parameter in error.ctx.command.params for name in parameter.opts}
    if error.option_name in {"--dept", "-d"} and "--responsible" in own:
        near = ["--responsible", "--lead", "--support"]  # an item has departments by their duties
    ask = f"您是否想写 {'、'.join(near)}?" if near else "用 --help 查看有哪些选项"
    return f"没有选项 {error.option_name}", ask


def _missing(error: Any) -> tuple[str, str]:  # noqa: ANN401 - as above
    parameter = error.param
    if parameter is None:
        return "缺少参数", "用 --help 查看用法"
    is_option = parameter.param_type_name == "option"
    name = f"{max(parameter.opts, key=len)} " if is_option else ""
    meaning = f"({parameter.help})" if parameter.help else ""
    return f"缺少 {name}{parameter.metavar}{meaning}", "用 --help 查看用法"


def _bad_option(error: Any) -> tuple[str, str]:  # noqa: ANN401 - as above
    return f"选项 {error.option_name} 后面没有写值,或不该写值", "用 --help 查看用法"


def _bad_value(error: Any) -> tuple[str, str]:  # noqa: ANN401 - as above
    name = error.param.opts[-1] if error.param else ""
    return f"{name} 的值不对", "用 --help 查看用法"


def _other(error: Any) -> tuple[str, str]:  # noqa: ANN401 - as above
    extra = error.message.rpartition("(")[2].rstrip(")") if "extra" in error.message else ""
    return (f"多写了 {extra}" if extra else "命令不完整"), "用 --help 查看用法"


_USAGE = {
    "NoSuchOption": _no_such_option,
    "MissingParameter": _missing,
    "BadOptionUsage": _bad_option,
    "BadParameter": _bad_value,
    "UsageError": _other,
}
