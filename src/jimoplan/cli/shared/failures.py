"""What goes to standard error when a command fails, and the exit code."""

import os
import traceback
from collections.abc import Sequence
from typing import Any

from jimoplan.actions.plan.open import FaultyPlanError
from jimoplan.cli.shared.streams import abandon_output, say
from jimoplan.core.display.cells import reveal_line
from jimoplan.errors import DISK_CAUSES, ExitCode, JimoplanError, UsageError


def report(error: Exception, typed: Sequence[str] = ()) -> int:
    """Write what went wrong to standard error; the exit code for it.

    Where the words `typed` have a slip that is known, the line that was meant is shown.
    """
    if _is_refusal(error) and _report_slip(typed):
        return ExitCode.USAGE
    if isinstance(error, JimoplanError):
        return _report_failure(error)
    if isinstance(error, OSError):
        return _report_refusal(error)
    return _report_usage(error) or _report_bug(error)


def _is_refusal(error: Exception) -> bool:
    """Whether it is the words of the command line that are not as they should be."""
    return isinstance(error, UsageError) or type(error).__name__ in _USAGE


def _report_slip(typed: Sequence[str]) -> bool:
    """Say what is wrong with a line and how it should read, where that is known."""
    from jimoplan.cli.shared.slips import find_slip

    slip = find_slip(typed)
    if slip is None:
        return False
    _say(slip.message, f"应当写成:{slip.line}" if slip.line else "")
    return True


def _report_refusal(error: OSError) -> int:
    """Report what the system refused where no file has a name, such as a full disk under a pipe."""
    abandon_output()
    remedy = "检查当前文件夹、磁盘空间和输出去处,再运行一次"
    known = (error.strerror or type(error).__name__, remedy)
    why, remedy = DISK_CAUSES.get(error.errno or 0, known)
    _say(f"系统没有让 jimoplan 继续:{why}", remedy)
    return ExitCode.WORLD


def _report_failure(failure: JimoplanError) -> int:
    """Say what failed and what to do; the problems of a broken plan come first."""
    if isinstance(failure, FaultyPlanError):
        from jimoplan.cli.shared.problems import write_problems

        say(write_problems(failure.path, failure.problems))
    say("".join(f"{reveal_line(line)}\n" for line in failure.words.splitlines()))
    _say(failure.message, failure.remedy)
    return failure.exit_code


def _report_usage(error: Exception) -> int | None:
    """Report in Chinese what typer refuses; None if the error is not typer's.

    Typer keeps the classes of these errors to itself, so they are known by name.
    """
    if type(error).__name__ == "NoArgsIsHelpError":  # what there is has been shown already
        return ExitCode.USAGE
    words = _USAGE.get(type(error).__name__)
    if words is None:
        return None
    _say(*words(error))
    return ExitCode.USAGE


def _report_bug(error: Exception) -> int:
    """Report a bug of jimoplan; the traceback only where JIMOPLAN_TRACEBACK asks for it."""
    if os.environ.get("JIMOPLAN_TRACEBACK"):
        traceback.print_exception(error)
    _say(
        f"jimoplan 自身出错了({type(error).__name__})",
        "计划有没有改动,用 git status、jimoplan log 查看;"
        "设环境变量 JIMOPLAN_TRACEBACK=1 再运行一次,把输出交给维护人员",
    )
    return ExitCode.BUG


def _say(message: str, remedy: str) -> None:
    lines = [f"错误:{message}", *([f"  {remedy}"] if remedy else [])]
    say("".join(f"{reveal_line(line)}\n" for line in lines))


def _no_such_option(error: Any) -> tuple[str, str]:  # noqa: ANN401 - typer's errors are private
    near = error.possibilities or []
    own = {name for parameter in error.ctx.command.params for name in parameter.opts}
    if error.option_name in {"--dept", "-d"} and "--responsible" in own:
        near = ["--responsible", "--lead", "--support"]  # an item has departments by their duties
    ask = f"您是否想写 {'、'.join(near)}?" if near else "用 --help 查看有哪些选项"
    return f"没有选项 {error.option_name}", ask


def _missing(error: Any) -> tuple[str, str]:  # noqa: ANN401 - as above
    if error.param is None:
        return "缺少参数", "用 --help 查看用法"
    optional = error.param.param_type_name == "option"
    name = (
        f"{max(error.param.opts, key=len)} {error.param.metavar}"
        if optional
        else error.param.metavar
    )
    return f"缺少 {name}", "用 --help 查看用法"


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
