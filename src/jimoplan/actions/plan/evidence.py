"""Evidence: a file inside the repository, a document number, or an address."""

import os
import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jimoplan.actions.plan.links import is_inside
from jimoplan.actions.plan.texts import check_line
from jimoplan.actions.plan.workplace import Workplace
from jimoplan.core.plan.evidence import each_evidence_file, is_file_name
from jimoplan.core.plan.model import Plan
from jimoplan.core.rules.evidence import FoundFile
from jimoplan.errors import UsageError

if TYPE_CHECKING:  # git is imported where a plan names a file
    from jimoplan.git.repository import Repository


class KeptFile(NamedTuple):
    """A file beside the plan: the id of what it says, and of what a commit has of it."""

    blob: str | None
    committed: str | None


class UnknownEvidenceError(UsageError):
    """What is named as evidence is no file that others can open, no document number, no address."""


def check_evidence(workplace: Workplace, start: Path, written: str) -> str:
    """The evidence as it stands in the plan; a file by its path from the plan's folder.

    Raises UnknownEvidenceError for what is none of the three, or a file outside the repository.
    """
    text = check_line("--evidence", written) or ""
    if not is_file_name(text):
        return text
    folder = workplace.file.parent
    found = next((p for p in (start / text, folder / text) if _is_there(p)), None)
    if found is None:
        raise UnknownEvidenceError(
            f"佐证材料“{text}”不是仓库里的文件,也不像文号或网址",
            "文件写路径,文号写成 即司发〔2024〕5号 的样子,网址以 http:// 或 https:// 开头",
        )
    real = found.resolve()
    top = workplace.repository.top if workplace.repository else folder.resolve()
    if not is_inside(real, top) or real == workplace.file:
        raise UnknownEvidenceError(
            f"佐证材料“{text}”不在仓库 {top} 里,别人打不开", "先把文件放进仓库,再写它的路径"
        )
    if not real.is_file():
        raise UnknownEvidenceError(f"佐证材料“{text}”不是普通文件", "写明文件夹里的文件")
    name = Path(os.path.relpath(real, folder.resolve())).as_posix()
    if workplace.repository and workplace.repository.ignores(name):
        raise UnknownEvidenceError(
            f"佐证材料“{text}”被 .gitignore 排除在外,别人打不开", "换一个位置,或改 .gitignore"
        )
    return check_line("佐证材料的文件名", name) or name


def look_at_evidence(workplace: Workplace, plan: Plan) -> dict[str, FoundFile]:
    """What is found of each file that the plan names as evidence.

    What a file says is looked up where it was approved, and only within a repository; where it may
    have gone, in the last commit.
    """
    named = list(each_evidence_file(plan))
    if not named:
        return {}
    there = find_files(workplace, [each.name for each in named])
    approved = {each.name: each.approval.blob for each in named if each.approval}
    repository = workplace.repository
    if repository is None:
        return {name: FoundFile(is_there) for name, is_there in there.items()}
    kept = look_at_files(repository, [name for name in approved if there[name]])
    gone = {name: approved.get(name) for name, is_there in there.items() if not is_there}
    missing = trace_files(repository, "HEAD", gone) if gone and repository.has_commits else {}
    return {
        name: missing.get(name, FoundFile(is_there, kept[name].blob if name in kept else None))
        for name, is_there in there.items()
    }


def find_files(workplace: Workplace, names: Iterable[str]) -> dict[str, bool]:
    """Whether there is an ordinary file of each name that others have too."""
    return {name: _is_file_inside(workplace, name) for name in names}


def look_at_files(
    repository: "Repository", names: Iterable[str], commit: str = "HEAD"
) -> dict[str, KeptFile]:
    """What the files of those names say, in the work tree and in a commit."""
    from jimoplan.git.objects import find_blobs, open_objects
    from jimoplan.git.worktree import identify_files

    paths = {name: path for name in names if (path := path_from_top(repository, name))}
    blobs = identify_files(repository, list(dict.fromkeys(paths.values())))
    with open_objects(repository) as objects:
        committed = find_blobs(objects, commit, paths.values())
    return {name: KeptFile(blobs.get(path), committed.get(path)) for name, path in paths.items()}


def trace_files(
    repository: "Repository", commit: str, gone: Mapping[str, str | None]
) -> dict[str, FoundFile]:
    """Where a commit has what files were approved as, or else a file of the same name.

    Files are named from the plan's folder, each with the id it was approved as, if it was.
    """
    from jimoplan.git.objects import list_blobs, open_objects

    by_blob: dict[str, str] = {}
    by_name: dict[str, list[str]] = {}
    paths: set[str | None] = set()
    with open_objects(repository) as objects:
        for path, blob in list_blobs(objects, commit):
            paths.add(path)
            by_blob.setdefault(blob, path)
            by_name.setdefault(posixpath.basename(path), []).append(path)
    found: dict[str, FoundFile] = {}
    for name, approved in gone.items():
        if path_from_top(repository, name) in paths:
            found[name] = FoundFile(is_there=False, kept=True)
            continue
        same = by_blob.get(approved or "")
        alike = by_name.get(posixpath.basename(name), ())
        now = same or (alike[0] if len(alike) == 1 else None)
        shown = _name_from_plan(repository, now) if now else None
        found[name] = FoundFile(is_there=False, moved_to=shown, alike=same is None)
    return found


def path_from_top(repository: "Repository", name: str) -> str | None:
    """A file's path from the work tree's top by its path from the plan's folder; None outside."""
    folder = posixpath.dirname(repository.path)
    path = posixpath.normpath(posixpath.join(folder, name.replace(os.sep, "/")))
    return None if path.startswith(("../", "/")) or path in {".", ".."} else path


def _name_from_plan(repository: "Repository", path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(repository.path) or ".")


def _is_file_inside(workplace: Workplace, name: str) -> bool:
    path = workplace.file.parent / name
    if not _is_there(path):
        return False
    real = path.resolve()
    top = workplace.repository.top if workplace.repository else workplace.file.parent.resolve()
    return real.is_file() and is_inside(real, top)


def _is_there(path: Path) -> bool:
    """Whether there is something at a path; a name that no system allows is not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
