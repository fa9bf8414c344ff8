"""Where a plan's file lies; this needs nothing of what the file says."""

import os
from contextlib import suppress
from pathlib import Path

from jimoplan.actions.plan.links import check_way
from jimoplan.errors import JimoplanError
from jimoplan.system.files import PLAN_NAME, find_plan, find_plan_or_none


def find_path(file: Path | None, start: Path) -> Path:
    """The path of the plan named, or else of the nearest.

    Raises JimoplanError where there is none, LedOutError where a link of others leads elsewhere.
    """
    path = file or find_plan_or_none(start)
    if path is None:
        _check_deleted(start)
        path = find_plan(start)
    check_way(path)
    return path


def _check_deleted(start: Path) -> None:
    """Raise JimoplanError where git has a plan that is not in its folder any more."""
    from jimoplan.git.process import GitError
    from jimoplan.git.repository import find_repository

    with suppress(GitError):
        repository = find_repository(Path(os.path.realpath(start)) / PLAN_NAME)
        if repository is None or not repository.has_commits:
            return
        depth = repository.path.count("/")
        names = ["../" * up + PLAN_NAME for up in range(depth + 1)]
        committed = repository.read_objects([f"HEAD:./{name}" for name in names])
        for name, (blob, _) in zip(names, committed, strict=True):
            if blob:
                kept = repository.tracks(name)
                source = "" if kept else "--source=HEAD --staged --worktree "
                way = f"git restore {source}{name}"
                if repository.leaves_out(name):
                    at_top = f" -C {'/'.join(['..'] * depth)}" if depth else ""
                    folders = repository.path.split("/")[: depth - name.count("../")]
                    way = f"git{at_top} sparse-checkout add /{'/'.join([*folders, PLAN_NAME])}"
                raise JimoplanError(
                    f"没有找到 {PLAN_NAME}:文件不在了,上次提交里还有", f"放回来:{way}"
                )
