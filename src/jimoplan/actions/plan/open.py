"""What a plan's bytes say, and the errors that refuse a plan with all its problems."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jimoplan.core.plan.model import Plan
from jimoplan.core.text.problems import Problem, Severity
from jimoplan.core.text.reading.load import Loaded, load_bytes
from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.system.files import shown_path

if TYPE_CHECKING:  # what compares plans and reads broken ones is not every command's to import
    from jimoplan.core.text.reading.load_many import Readable

_MARK = "\ufeff".encode()


class FaultyPlanError(JimoplanError):
    """A plan's text has errors, and they alone are `problems`."""

    exit_code = ExitCode.NO
    code = "faulty_plan"

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


class BrokenFileError(FaultyPlanError):
    """The plan has errors, so that nothing in it can be changed safely."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        errors = only_errors(problems)
        super().__init__(
            path,
            errors,
            f"{shown_path(path)} 有错误 {len(errors)} 处,改正以前什么都没有写入、没有提交",
            "按上面的提示改正;jimoplan validate 列出全部问题,包括警告",
        )


def only_errors(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The errors among problems, without warnings and hints."""
    return tuple(p for p in problems if p.severity is Severity.ERROR)


class Reading(NamedTuple):
    """A file's bytes and the plan they say, which has no errors."""

    data: bytes
    loaded: Loaded
    plan: Plan

    def encode(self, loaded: Loaded) -> bytes:
        """The bytes to write for a new text in place of this one, keeping its byte order mark."""
        mark = _MARK if self.data.startswith(_MARK) else b""
        return mark + loaded.document.text.encode("utf-8")


class PlanText(NamedTuple):
    """A file's bytes and what they say; each property asks more or less of the plan."""

    data: bytes
    loaded: Loaded

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The errors among the problems."""
        return only_errors(self.loaded.problems)

    @property
    def reading(self) -> Reading | None:
        """The plan to rely on and to change; None where it has errors."""
        plan = self.loaded.plan
        return None if plan is None or self.loaded.has_errors else Reading(*self, plan)

    @property
    def comparable(self) -> Plan | None:
        """The plan if it can be read and its items be told apart, whatever else is wrong in it."""
        from jimoplan.core.changes.outline import are_told_apart

        plan = self.loaded.plan
        return plan if plan and are_told_apart(plan) else None

    @property
    def readable(self) -> "Readable | None":
        """As much of the plan as can be read and compared; None where more than tasks is broken."""
        from jimoplan.core.changes.outline import are_told_apart
        from jimoplan.core.text.reading.load_many import PieceReader, Readable

        if self.comparable:
            return Readable(self.comparable, ())
        found = PieceReader().read_readable(self.data)
        return found if found and are_told_apart(found.plan) else None


def read_plan(data: bytes, *, with_advice: bool = False) -> PlanText:
    """What a file's bytes say; advice are the warnings and hints, which refuse nothing."""
    return PlanText(data, load_bytes(data, with_advice=with_advice))


def interpret(path: Path, data: bytes) -> Reading:
    """The plan in a file's bytes, to change it; raises BrokenFileError if it has errors."""
    text = read_plan(data)
    if text.reading is None:
        raise BrokenFileError(path, text.errors)
    return text.reading
