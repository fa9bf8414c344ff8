"""What may not come in from others, though git would take it."""

from pathlib import Path

from jimoplan.actions.plan.workplace import Workplace
from jimoplan.actions.sharing.passage import Ends, read_plan_at
from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.git.contents import find_standing
from jimoplan.git.joining import (
    Link,
    list_authors,
    list_files,
    list_links,
    list_loose,
    list_untracked,
)
from jimoplan.git.repository import Repository
from jimoplan.system.files import shown_path

_MOST_NAMED = 5
_OF_GIT = frozenset({".git", "git~1"})
"""What git's own folder is called, also in short names of Windows."""
_UNDONE = "没有同步,什么都没有动"


class InTheWayError(JimoplanError):
    """Others have changed files that are changed here as well and not committed."""

    exit_code = ExitCode.NO

    def __init__(self, names: list[str]) -> None:
        named = "、".join(names[:_MOST_NAMED]) + ("……" if len(names) > _MOST_NAMED else "")
        super().__init__(
            f"别人改过的文件,您这里也改了,或另有东西占着位置,还没有提交:{named};{_UNDONE}",
            "把自己的那份改名或移到别处再运行 jimoplan sync,回头对照着改;"
            "会用 git 的,也可以先用 git commit 提交它",
        )


class PlanGoneError(JimoplanError):
    """Others have removed or replaced the plan, which would be gone here as well."""

    exit_code = ExitCode.NO

    def __init__(self, path: Path, by: tuple[str, ...], became: str) -> None:
        who = "、".join(by[:_MOST_NAMED]) or "改的人"
        super().__init__(
            f"收到的改动{_whose(by)}把计划文件 {shown_path(path)} {became or '删去了'};{_UNDONE}",
            f"先问清楚:多半是误{'改' if became else '删'},请{who}撤销那次提交再同步;"
            "真不要了,由会用 git 的人合并",
        )


class LinkError(JimoplanError):
    """Others have made a link that leads out of the repository, or one of the plan itself."""

    exit_code = ExitCode.NO

    def __init__(self, link: Link, by: tuple[str, ...]) -> None:
        super().__init__(
            f"收到的改动{_whose(by)}里 {link.name} 是链接,指向 {link.target};{_UNDONE}",
            "先问清楚:照着它会读出、改掉您电脑里别的文件。"
            "请提交它的人撤销那次提交(git revert),再运行 jimoplan sync",
        )


def check_incoming(workplace: Workplace, repository: Repository, base: str, ends: Ends) -> None:
    """Raise InTheWayError, PlanGoneError or LinkError over what others have done since a base.

    Links to other files of the repository may come in. The plan itself may not become one: whoever
    keeps it in two places does so here, and an audit finds fault with it.
    """
    ours, theirs = str(ends.old), ends.new
    by = list_authors(repository, theirs, base)
    if link := find_bad_link(repository, base, theirs):
        raise LinkError(link, by)
    incoming = set(list_files(repository, base, theirs))
    if repository.path in incoming and read_plan_at(repository, theirs) is None:
        became = _tell_replaced(repository, theirs, incoming)
        raise PlanGoneError(workplace.path, by, became)
    untracked = list_untracked(repository, incoming, ours)
    if blocked := sorted({*(incoming & {*list_loose(repository)}), *untracked}):
        raise InTheWayError(blocked)


def _tell_replaced(repository: Repository, commit: str, incoming: set[str]) -> str:
    """What the plan has become in a commit, '' where it was simply removed."""
    alike = (name for name in incoming if name.casefold() == repository.path.casefold())
    if renamed := next((name for name in alike if name != repository.path), None):
        return f"改名成了 {renamed}(只差大小写)"
    standing = find_standing(repository, commit)
    if standing is None or (standing.kind == "tree" and standing.name != repository.path):
        return ""
    kind = _KINDS[standing.kind]
    above = "" if standing.name == repository.path else f"所在的文件夹 {standing.name} "
    return f"{above}换成了{kind}"


_KINDS = {"blob": "文件", "tree": "文件夹", "commit": "子模块(submodule)"}


def find_bad_link(repository: Repository, old: str | None, new: str) -> Link | None:
    """The first link made between two commits that may not be sent around; None without any."""
    links = list_links(repository, old, new)
    return next((x for x in links if x.name == repository.path or _leads_out(x)), None)


def _leads_out(link: Link) -> bool:
    """Whether a link may lead out of a repository, or to what git keeps for itself.

    Steps up count at the beginning alone: behind a name they would depend on where that leads.
    """
    steps = link.target.replace("\\", "/").split("/")
    up = next((at for at, step in enumerate(steps) if step != ".."), len(steps))
    down = [step.rstrip(" .").lower() or step for step in steps[up:]]
    is_absolute = steps[0] == "" or ":" in steps[0]
    return is_absolute or up > link.name.count("/") or bool({"..", *_OF_GIT} & {*down})


def _whose(by: tuple[str, ...]) -> str:
    return f"({'、'.join(by[:_MOST_NAMED])})" if by else ""
