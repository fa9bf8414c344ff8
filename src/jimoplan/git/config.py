"""A clone's configuration and attributes: what they say, where, and what makes them say it."""

import os
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from jimoplan.git.merging import Three
from jimoplan.git.process import GitError, ask_git, first_line, run_git
from jimoplan.git.repository import Repository
from jimoplan.git.temporary import temporary_folder

_PLAIN = re.compile(r"[^\s\"\\*?\[\]#!]+")


def read_setting(repository: Repository, key: str) -> str | None:
    """The value that counts, wherever it is set; None if it is set nowhere.

    Raises GitError where the configuration cannot be read, which says nothing of what is set.
    """
    ran = run_git(repository.folder, ["config", "--null", "--get", key])
    if ran.code not in {0, 1}:
        raise GitError("读不了 git 的配置", first_line(ran.err) or f"git 退出码 {ran.code}")
    return None if ran.code else ran.out.decode("utf-8", "replace").rstrip("\0")


def find_hook(repository: Repository, name: str) -> Path | None:
    """The hook of a name that git would run, wherever hooks are kept; None without one."""
    asked = ["rev-parse", "--git-path", f"hooks/{name}"]
    out = ask_git(repository.top, asked, "读不了 git 的配置").decode("utf-8", "surrogateescape")
    path = repository.top / out.removesuffix("\n")
    return path if path.is_file() and os.access(path, os.X_OK) else None


def write_setting(repository: Repository, key: str, value: str) -> None:
    """Set a value for this clone; raises GitError."""
    ask_git(repository.folder, ["config", "--local", key, value], "写不了 git 的配置")


def read_attributes(repository: Repository, names: list[str]) -> dict[str, str]:
    """The values of the plan's attributes; git calls one that nobody has set unspecified."""
    asked = ["check-attr", "-z", *names, "--", repository.name]
    fields = ask_git(repository.folder, asked, "读不了 git 的属性").decode("utf-8", "replace")
    parts = fields.split("\0")
    return dict(zip(parts[1::3], parts[2::3], strict=False))


def attributes_file(repository: Repository) -> Path:
    """The .gitattributes at the top of the work tree."""
    return repository.top / ".gitattributes"


def find_attribute(repository: Repository, name: str) -> tuple[Path, int] | None:
    """The file and line that decide an attribute of the plan, which git does not say itself.

    Files are asked in the order that gitattributes(5) gives, the last line of each first; None
    where no line names the attribute for the plan.
    """
    for path in _attribute_files(repository):
        if path.is_symlink() or not path.is_file():
            continue
        lines = path.read_text("utf-8", "replace").splitlines()
        for number in range(len(lines), 0, -1):
            pattern, *attributes = lines[number - 1].split() or [""]
            named = {re.split("=", word.lstrip("-!"), maxsplit=1)[0] for word in attributes}
            if named & {name, "binary"} and _fits(pattern, repository):
                return path, number
    return None


def _attribute_files(repository: Repository) -> Iterator[Path]:
    asked = ["rev-parse", "--git-path", "info/attributes"]
    inside = ask_git(repository.folder, asked, "读不了 git 仓库").decode("utf-8").strip()
    yield repository.folder / inside
    folder = repository.folder
    for _ in range(repository.path.count("/") + 1):
        yield folder / ".gitattributes"
        folder = folder.parent
    asked = ["config", "--null", "--type=path", "--get", "core.attributesFile"]
    ran = run_git(repository.folder, asked)
    if not ran.code:
        yield Path(ran.out.decode("utf-8", "replace").rstrip("\0"))


def _fits(pattern: str, repository: Repository) -> bool:
    wanted = pattern.strip('"').lstrip("/")
    return any(fnmatchcase(path, wanted) for path in (repository.path, repository.name))


def attribute_line(path: str, attributes: str) -> str:
    """The line of .gitattributes that gives attributes to one path from the top."""
    if _PLAIN.fullmatch(path):
        return f"{path} {attributes}"
    pattern = re.sub(r"([*?\[\]\\])", r"\\\1", path)
    pattern = f"\\{pattern}" if pattern.startswith(("#", "!")) else pattern
    quoted = pattern.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" {attributes}'


def can_run(repository: Repository, command: str) -> bool:
    """Whether git, which runs drivers in its own shell, can start a command."""
    alias = ["-c", f"alias.jimoplan-check=!{command}", "jimoplan-check"]
    return run_git(repository.folder, alias).code == 0


class Tried(NamedTuple):
    """What a merge driver made of three texts, None where it failed, and what it said first."""

    merged: bytes | None
    words: str


def try_driver(driver: str, three: Three) -> Tried:
    """What a merge driver makes of three texts, as git would start it."""
    names = {"%O": "base", "%A": "ours", "%B": "theirs", "%L": "7", "%P": "plan.yaml", "%%": "%"}
    command = re.sub("%[OABLP%]", lambda found: names[found[0]], driver)
    with temporary_folder() as folder:
        for side, data in zip(Three._fields, three, strict=True):
            (folder / side).write_bytes(data)
        alias = ["-c", f"alias.jimoplan-check=!{command}", "jimoplan-check"]
        ran = run_git(folder, alias)
        merged = None if ran.code else (folder / "ours").read_bytes()
        return Tried(merged, first_line(ran.err))
