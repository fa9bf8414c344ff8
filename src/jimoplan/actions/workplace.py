"""Where a plan lies that is to be changed, and what its bytes say."""

import os
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.plans import BrokenPlanError
from jimoplan.core.model import Plan
from jimoplan.core.reading.reader import Loaded, load_bytes
from jimoplan.files import find_plan, read_bytes
from jimoplan.git.repository import Repository, find_repository

_MARK = "\ufeff".encode()


class Workplace(NamedTuple):
    """The plan's path as it was named, the file at the end of any symlink, and its repository."""

    path: Path
    file: Path
    repository: Repository | None

    @property
    def lock(self) -> Path:
        """The file by which writers keep out of each other's way."""
        if self.repository:
            return self.repository.git_folder / "jimoplan.lock"
        return self.file.with_name(f".{self.file.name}.lock")

    def read(self) -> "Reading":
        """What the file says now; raises BrokenPlanError if it has errors."""
        return interpret(self.path, read_bytes(self.path))


class Reading(NamedTuple):
    """A file's bytes and the plan they say, which has no errors."""

    data: bytes
    loaded: Loaded
    plan: Plan

    def encode(self, loaded: Loaded) -> bytes:
        """The bytes of a text that takes this one's place, with this one's byte order mark."""
        mark = _MARK if self.data.startswith(_MARK) else b""
        return mark + loaded.document.text.encode("utf-8")


def find_workplace(file: Path | None, start: Path) -> Workplace:
    """Where the plan named lies, or else the nearest; raises JimoplanError where there is none."""
    path = file or find_plan(start)
    real = Path(os.path.realpath(path))
    return Workplace(path, real, find_repository(real) if real.parent.is_dir() else None)


def interpret(path: Path, data: bytes) -> Reading:
    """The plan in a file's bytes; raises BrokenPlanError if it has errors."""
    loaded = load_bytes(data, with_advice=False)
    if loaded.plan is None or loaded.has_errors:
        raise BrokenPlanError(path, loaded.problems)
    return Reading(data, loaded, loaded.plan)
