"""Real git repositories in temporary folders, with a plan in them."""

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from command_line import SHIPPED_PLAN, Outcome, run_jimoplan
from problem_cases import BASE

_NOTHING: Mapping[str, str] = MappingProxyType({})

QUIET = MappingProxyType(
    {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "EMAIL": "",
        "GIT_AUTHOR_DATE": "2024-05-06T09:00:00+08:00",
        "GIT_COMMITTER_DATE": "2024-05-06T09:00:00+08:00",
    }
)
"""Git without the settings of this machine's user, always at the same time."""

DATED = {
    *("--note", "--note-file", "--problem", "--next"),
    *("--progress", "--value", "--period", "--due"),
    *("已完成", "暂缓"),
}
"""What an update has to say for its date to be recorded."""


LIAISON = ("张三", "zhang@example.cn")
SUPERVISOR = ("李四", "li@example.cn")


@dataclass
class Work:
    """A folder with plan.yaml in it, and the ways to work there."""

    folder: Path
    env: dict[str, str] = field(default_factory=lambda: dict(QUIET))

    @property
    def plan(self) -> Path:
        return self.folder / "plan.yaml"

    @property
    def text(self) -> str:
        return self.plan.read_bytes().decode("utf-8")

    def write(self, text: str) -> None:
        self.plan.write_bytes(text.encode("utf-8"))

    def replace(self, old: str, new: str) -> None:
        """Edit the plan by hand."""
        assert self.text.count(old) == 1, old
        self.write(self.text.replace(old, new))

    def jimoplan(
        self, *words: str, given: bytes = b"", env: Mapping[str, str] = _NOTHING
    ) -> Outcome:
        return run_jimoplan(*words, cwd=self.folder, env={**self.env, **env}, given=given)

    def update(self, *words: str) -> Outcome:
        """One update, dated where that has a meaning, which must succeed."""
        dated = bool(DATED & set(words)) and "--date" not in words
        date = ("--date", "2024-05-06") if dated else ()
        outcome = self.jimoplan("update", *words, *date)
        assert outcome.code == 0, outcome.errors
        return outcome

    def git(self, *words: str, check: bool = True, given: str = "") -> str:
        ended = subprocess.run(
            ["git", *words],
            cwd=self.folder,
            env={**os.environ, **self.env},
            input=given.encode(),
            capture_output=True,
            check=False,
        )
        assert not check or ended.returncode == 0, ended.stderr.decode()
        return ended.stdout.decode("utf-8").removesuffix("\n")

    def be(self, who: tuple[str, str]) -> None:
        """Work as somebody from now on."""
        self.git("config", "user.name", who[0])
        self.git("config", "user.email", who[1])

    def commits(self) -> list[str]:
        return self.git("log", "--format=%s").split("\n")

    def status(self) -> list[str]:
        return self.git("status", "--porcelain").split("\n") if self.git("status", "-s") else []

    def committed(self, name: str = "plan.yaml") -> str:
        return self.git("show", f"HEAD:./{name}") + "\n"

    def hook(self, name: str, script: str) -> None:
        path = Path(self.git("rev-parse", "--git-path", f"hooks/{name}"))
        path = path if path.is_absolute() else self.folder / path
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(0o755)


def make_repository(folder: Path, text: str = BASE, name: str = "plan.yaml") -> Work:
    """A repository whose first commit holds the plan."""
    shutil.copytree(_made_once(text, name), folder, dirs_exist_ok=True)
    work = Work(folder)
    work.git("update-index", "--refresh")  # which knows the files that were copied
    return work


def copy_repository(work: Work, folder: Path) -> Work:
    """The same once more, to work in."""
    shutil.copytree(work.folder, folder, symlinks=True)
    copied = Work(folder, dict(work.env))
    copied.git("update-index", "--refresh")
    return copied


@cache
def _made_once(text: str, name: str) -> Path:
    """Such a repository that nobody works in; it goes when the tests end."""
    around = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, around, ignore_errors=True)
    work = Work(around / "work")
    work.folder.mkdir()
    work.git("init", "--quiet", "--initial-branch=main")
    work.git("config", "maintenance.auto", "false")  # two processes after each commit
    work.be(LIAISON)
    for sample in (work.folder / ".git" / "hooks").iterdir():
        sample.unlink()
    (work.folder / name).write_bytes(text.encode("utf-8"))
    work.git("add", ".")
    work.git("commit", "--quiet", "--message=登记计划")
    return work.folder


def ask_registered(
    *words: str, columns: int | None = 80, env: Mapping[str, str] = _NOTHING
) -> Outcome:
    """Ask the shipped plan where it was registered before the days that tests ask about."""
    folder = _made_once(SHIPPED_PLAN.read_bytes().decode("utf-8"), "plan.yaml")
    return run_jimoplan(*words, cwd=folder, columns=columns, env=env)


@contextmanager
def unchanged(work: Work) -> Iterator[None]:
    """Hold that nothing of plan, index, history or other files changes meanwhile."""
    before = (work.plan.read_bytes(), work.git("log", "--format=%H", check=False), work.status())
    yield
    after = (work.plan.read_bytes(), work.git("log", "--format=%H", check=False), work.status())
    assert after == before
    assert [path.name for path in work.folder.glob(".jimoplan*")] == []
