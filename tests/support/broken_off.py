"""What a command that was broken off may leave, and how the next one mends it."""

import re
import shutil
from pathlib import Path

from faulty_run import run_faulty
from repositories import Work

NEXT = ("update", "3-1", "--note", "起草", "--date", "2024-05-07")
"""What the next person does."""


def steps_of(work: Work, *words: str) -> list[str]:
    """What a command does on the folder and with git, step by step."""
    outcome = run_faulty(work, 0, "count", *words)
    assert outcome.code == 0, outcome.errors
    return Path(f"{work.folder}.steps").read_text("utf-8").split("\n")


def copy(work: Work, name: str) -> Work:
    """The same folder once more, beside it."""
    folder = work.folder.parent / name
    shutil.copytree(work.folder, folder, symlinks=True)
    return Work(folder, dict(work.env))


def go_on(work: Work) -> list[str]:
    """The next command mends what is not whole, or names the lock of git's that a person removes.

    Returns the locks that had to be removed.
    """
    removed: list[str] = []
    while (outcome := work.jimoplan(*NEXT)).code:
        assert outcome.code == 3, outcome.errors
        named = [Path(name) for name in re.findall(r"[(']([^('\n]*\.lock)[)']", outcome.errors)]
        assert named, outcome.errors
        for lock in named:
            (work.folder / lock).unlink()
            removed.append(lock.name)
        assert len(removed) < 5, outcome.errors
    return removed


def check_whole(work: Work) -> None:
    """The file, the index and HEAD agree, and nothing else is left of any command."""
    assert work.text == work.committed()
    check_tidy(work)
    assert work.status() == []


def check_tidy(work: Work) -> None:
    """Nothing is left of any command beside what it was for; git finds no fault."""
    assert sorted(path.name for path in work.folder.iterdir()) == [".git", "plan.yaml"]
    left = {path.name for path in (work.folder / ".git").glob("*jimoplan*")}
    assert left <= {"jimoplan.lock", "jimoplan.cache"}
    work.git("fsck", "--strict", "--no-dangling")
