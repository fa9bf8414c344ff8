"""Links that a repository has brought along, which may lead to files that are nobody's business."""

import os
from pathlib import Path

from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.system.files import shown_path

_MOST_LINKS = 40
"""So many links a system follows one after another before it gives up."""


class LedOutError(JimoplanError):
    """A link that git keeps leads out of its repository."""

    exit_code = ExitCode.NO

    def __init__(self, link: Path, target: str) -> None:
        name = shown_path(link)
        super().__init__(
            f"{name} 是提交在 git 里的链接,指向仓库外面的 {target};没有打开它,"
            "照着它会读出、改掉别处的文件",
            "先看是谁提交的(jimoplan audit),问清楚;换回原来的文件:git revert 那次提交。"
            "真要连到别处的,链接自己建,不要提交",
        )


def check_way(path: Path) -> None:
    """Raise LedOutError where a link that git keeps leads from a path out of its repository.

    Whoever sends commits may put a link anywhere. One that git does not keep is the person's own
    and may lead where they like, as may a folder that holds the whole repository.
    """
    way = Path(os.path.abspath(path))  # noqa: PTH100 - links stay, dots go
    for _ in range(_MOST_LINKS):
        link = next((place for place in (*reversed(way.parents), way) if place.is_symlink()), None)
        if link is None:
            return
        _check_link(link)
        target = os.path.join(link.parent, os.readlink(link))  # noqa: PTH115, PTH118 - as it stands
        way = Path(os.path.normpath(target)) / way.relative_to(link)


def _check_link(link: Path) -> None:
    from jimoplan.git.repository import find_repository

    repository = find_repository(link)
    target = Path(os.path.realpath(link))
    if repository is None or is_inside(target, repository.top):
        return
    if repository.keeps_link():
        raise LedOutError(link, str(target))


def is_inside(real: Path, top: Path) -> bool:
    """Whether a real path is among the files of a repository, and not among git's own."""
    if not real.is_relative_to(top):
        return False
    return ".git" not in (part.lower() for part in real.relative_to(top).parts)
