"""Which plan a day means: the one place that decides it, for questions and reports alike."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self, TypeVar

from jimoplan.actions.plan.given import Asked
from jimoplan.actions.plan.open import FaultyPlanError, read_plan
from jimoplan.actions.plan.workplace import Workplace, find_history, find_workplace
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.problems import Problem
from jimoplan.core.views.views import Heading
from jimoplan.errors import JimoplanError, UnknownNameError
from jimoplan.system.files import shown_path

if TYPE_CHECKING:  # a question about today needs no git
    from jimoplan.actions.history.versions import Version


class _Headed(Protocol):
    """A view of any kind, whose heading has the notes."""

    @property
    def heading(self) -> Heading: ...

    def _replace(self, *, heading: Heading) -> Self: ...


_View = TypeVar("_View", bound=_Headed)
_Answer = TypeVar("_Answer")


class PlanAsOf(NamedTuple):
    """The plan that a day means, where its file lies, the text that says it, and what qualifies it.

    `version` is what git has for that day, None where there is no such and where git was not asked:
    the file as it stands is the answer from today on.
    """

    workplace: Workplace
    plan: Plan
    data: bytes
    version: "Version | None"
    notes: tuple[str, ...]


class BrokenVersionError(FaultyPlanError):
    """The plan of an earlier day has errors, so that no answer from it could be relied on."""

    def __init__(self, path: Path, name: str, errors: tuple[Problem, ...]) -> None:
        super().__init__(
            path,
            errors,
            f"{name}里的 {shown_path(path)} 有错误 {len(errors)} 处,据此回答可能遗漏事项",
            "换一天再查;jimoplan log 看从哪一次提交起又能读",
        )


def answer_as_of(asked: Asked, question: Callable[[Plan], _View]) -> _View:
    """A question's answer from the plan that a day means, with what has to be known of that.

    Raises what the question does, and what open_as_of does.
    """
    found = open_as_of(*asked)
    view = ask_plan(question, found.plan, found.workplace, asked.as_of)
    notes = (*found.notes, *view.heading.notes)
    return view._replace(heading=view.heading._replace(notes=notes))


def open_as_of(
    file: Path | None, start: Path, as_of: date, today: date, data: bytes | None = None
) -> PlanAsOf:
    """The plan as it was at the end of a day: the file as it stands, or an earlier commit's.

    From the last commit's day on it is the file, for a day to come with a note that it is; before
    the plan was registered it is its first version. `data` is what the file says, where that has
    been read.
    Raises BrokenPlanError or BrokenVersionError for a plan with errors, GitMissingError where there
    is a repository and no git to read it, JimoplanError where there is no file.
    """
    workplace = find_workplace(file, start)
    if as_of >= today:
        notes = (_TO_COME.format(as_of),) if as_of > today else ()
        return _rely_on_file(workplace, data)._replace(notes=notes)
    from jimoplan.actions.history.versions import find_version, read_version

    repository = find_history(workplace, file, start)
    version = find_version(repository, as_of, today) if repository else None
    if repository is None or version is None:
        return _rely_on_file(workplace, data)._replace(notes=(_NO_RECORD.format(as_of),))
    if version.is_current:
        return _rely_on_file(workplace, data)._replace(version=version, notes=version.notes)
    text = read_plan(read_version(repository, version))
    if text.reading is None:
        raise BrokenVersionError(workplace.path, version.name, text.errors)
    return PlanAsOf(workplace, text.reading.plan, text.data, version, version.notes)


def _rely_on_file(workplace: Workplace, data: bytes | None) -> PlanAsOf:
    opened = workplace.open(data)
    return PlanAsOf(workplace, opened.rely(), opened.text.data, None, ())


_NO_RECORD = "不在 git 仓库里,或还没有提交过,没有{}的记录:状态按文件现在所写"
_TO_COME = "{} 还没有到,按文件现在所写"


def ask_plan(
    question: Callable[[Plan], _Answer], plan: Plan, workplace: Workplace, as_of: date
) -> _Answer:
    """What a day's plan answers; whoever asks for what only the file has now is told so.

    Raises what the question does.
    """
    try:
        return question(plan)
    except UnknownNameError as unknown:
        with suppress(JimoplanError):
            question(workplace.open().rely())
            unknown.remedy = f"{as_of}的计划里没有,现在的计划里有;去掉 --as-of 查现在的"
        raise
