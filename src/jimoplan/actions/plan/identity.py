"""Who works on a plan, where git does not know: the people it could be, and noting who it is."""

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.plan.open import read_plan
from jimoplan.actions.plan.texts import check_line
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.core.history.commits import Identity
from jimoplan.core.plan.header import Commits
from jimoplan.core.plan.model import Plan
from jimoplan.errors import JimoplanError, UsageError
from jimoplan.git.process import runs_inside_git
from jimoplan.system.files import read_bytes

TO_BE_KNOWN = "先写明姓名和邮箱:git config user.name 姓名,git config user.email 邮箱"
"""What somebody does whom git does not know and whom nothing can ask."""


class UnknownHandError(UsageError):
    """Git does not know in whose name to commit."""

    def __init__(self) -> None:
        super().__init__(
            "git 不知道您是谁,改动没法记在您名下,没有写入",
            f"在终端里运行,会问您是谁;不在终端里的,{TO_BE_KNOWN}",
        )


class Candidate(NamedTuple):
    """Somebody on the plan's list of people, and as what they stand there."""

    who: Identity
    place: str


class Unknown(NamedTuple):
    """A plan's place in which git does not know who works, and the people that it could be."""

    workplace: Workplace
    people: tuple[Candidate, ...]


def find_candidates(file: Path | None, start: Path) -> Unknown | None:
    """The people of a plan, where git does not know who commits there; None where it does.

    None as well where nothing is committed: there is no repository, no commit is wanted, git itself
    has started this program, or the plan cannot be read. A plan yet to be written has no people.
    Raises UsageError for a name that nobody could read.
    """
    try:
        workplace = find_workplace(file, start)
        repository = workplace.repository
    except JimoplanError:
        return None  # which the command itself tells of
    if repository is None or workplace.identity or runs_inside_git():
        return None
    if not workplace.file.exists():
        return Unknown(workplace, ())
    plan = None
    with suppress(JimoplanError):
        plan = read_plan(read_bytes(workplace.path)).comparable
    if plan is None or not is_unknown(workplace, plan):
        return None
    return Unknown(workplace, _list_people(plan))


def is_unknown(workplace: Workplace, plan: Plan) -> bool:
    """Whether a change of the plan is to be committed and git does not know in whose name.

    Raises UsageError for a name that nobody could read.
    """
    commits = workplace.repository is not None and not runs_inside_git()
    return commits and plan.policy.commit is not Commits.NEVER and workplace.identity is None


def _list_people(plan: Plan) -> tuple[Candidate, ...]:
    """Everybody listed, by address; the departments and duties of each together."""
    places: dict[str, list[str]] = {}
    names: dict[str, Identity] = {}
    for department in plan.departments:
        for person in department.people:
            address = person.email.lower()
            names.setdefault(address, Identity(person.name, person.email))
            places.setdefault(address, []).append(f"{department.name} {person.role}")
    return tuple(Candidate(who, "、".join(places[address])) for address, who in names.items())


def remember(unknown: Unknown, who: Identity) -> None:
    """Let commits in this repository be that person's; raises UsageError, GitError."""
    from jimoplan.git.creation import work_as

    check_line("姓名", who.name)
    check_line("邮箱", who.email)
    work_as(unknown.workplace.file.parent, who)
