"""Where a plan lies in its repository by its own name, should it be a link by now, or gone."""

import os
from pathlib import Path

from jimoplan.errors import JimoplanError
from jimoplan.files import PLAN_NAME, find_plan, find_plan_or_none, folder_as_named
from jimoplan.git.repository import Repository, find_repository


def locate_plan(file: Path | None, start: Path) -> tuple[Path, Repository]:
    """The plan's path and its repository, in which it has the name that leads to it.

    Raises JimoplanError where there is no repository. A plan that is not there any more is looked
    for where it was, in the folder itself.
    """
    entered = folder_as_named(start)
    path = file or find_plan_or_none(entered) or entered / PLAN_NAME
    full = Path(os.path.abspath(path))  # noqa: PTH100 - links stay, dots go
    real = Path(os.path.realpath(full.parent))
    repository = find_repository(real / full.name) if real.is_dir() else None
    if repository is None:
        if file is None:
            find_plan(start)
        raise JimoplanError(f"{path} 不在 git 仓库里,没有历史可以审计", "在放计划的仓库里运行")
    top = real.parents[repository.path.count("/") - 1] if "/" in repository.path else real
    above = next((folder for folder in full.parents if os.path.realpath(folder) == str(top)), None)
    if above is None:
        return path, repository
    name = full.relative_to(above).as_posix()
    return path, repository._replace(folder=top, path=name)
