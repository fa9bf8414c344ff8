"""Opening a plan: found, read, and refused with all its problems if it may not be relied on."""

from pathlib import Path
from typing import NamedTuple

from jimoplan.core.plan.model import Plan
from jimoplan.core.text.problems import Problem, Severity
from jimoplan.core.text.reading.load import Loaded, load_bytes
from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.system.files import find_plan, read_bytes, shown_path


class FaultyPlanError(JimoplanError):
    """A plan's text has errors, and they alone are `problems`."""

    exit_code = ExitCode.NO

    def __init__(
        self, path: Path, problems: tuple[Problem, ...], message: str, remedy: str
    ) -> None:
        super().__init__(message, remedy)
        self.path = path
        self.problems = problems


class BrokenPlanError(FaultyPlanError):
    """The plan has errors, so that no answer from it could be relied on."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        errors = only_errors(problems)
        super().__init__(
            path,
            errors,
            f"{shown_path(path)} 有错误 {len(errors)} 处,据此回答可能遗漏事项",
            "按上面的提示改正;jimoplan validate 列出全部问题,包括警告",
        )


def only_errors(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems that refuse a plan; what is worth a warning stands in nobody's way."""
    return tuple(p for p in problems if p.severity is Severity.ERROR)


class Opened(NamedTuple):
    """A plan that can be relied on, and where it lies."""

    path: Path
    plan: Plan


def read_plan(file: Path | None, start: Path, *, with_advice: bool = False) -> tuple[Path, Loaded]:
    """The file named, or else the nearest plan.yaml, with what it says.

    Raises JimoplanError where there is none or it cannot be read.
    """
    path = file or find_plan(start)
    return path, load_bytes(read_bytes(path), with_advice=with_advice)


def open_plan(file: Path | None, start: Path) -> Opened:
    """A plan to answer from; raises BrokenPlanError if it has errors, JimoplanError as above."""
    path, loaded = read_plan(file, start)
    if loaded.plan is None or loaded.has_errors:
        raise BrokenPlanError(path, loaded.problems)
    return Opened(path, loaded.plan)
