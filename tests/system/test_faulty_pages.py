"""Whatever fails or dies while pages and templates are written: each file is the old one or whole.

A command that says that all is written has written all, and the next one completes what is missing.
"""

import os
import shutil
import sys
from pathlib import Path

import pytest
from broken_off import copy, steps_of
from command_line import Outcome
from laws import some_of
from repositories import Work, make_repository

if sys.platform == "win32":
    pytest.skip("limits and signals of POSIX", allow_module_level=True)
from faulty_run import filled, run_faulty, run_limited

WEEK = ("--date", "2024-03-22")
WRITERS = {
    "a page": ("render", "weekly", *WEEK, "-o", "周报.html"),
    "a page for each": ("render", "weekly", *WEEK, "--all-departments", "-o", "out/"),
    "all weeks": ("ci", "weekly", "--as-of", "2024-03-22", "--out", "public"),
    "a template": ("templates", "eject", "weekly", "--format", "html", "--with-shared"),
}
OLD = "旧的一页\n"
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Work:
    """A plan with two commits, and a page of last week that a command would write over."""
    work = make_repository(tmp_path_factory.mktemp("reported") / "work")
    work.update("1-1", "--note", "二稿", "--date", "2024-03-15")
    for name in ("周报.html", "public/index.html", "public/周报-2024-W12.md"):
        (work.folder / name).parent.mkdir(exist_ok=True)
        (work.folder / name).write_text(OLD, "utf-8")
    return work


def files_of(work: Work) -> Files:
    """All files but the plan and git's own."""
    paths = [path for path in work.folder.rglob("*") if path.is_file()]
    named = {path.relative_to(work.folder).as_posix(): path for path in paths}
    return {
        name: path.read_bytes()
        for name, path in named.items()
        if name != "plan.yaml" and not name.startswith(".git/")
    }


@pytest.fixture(scope="module")
def whole(reported: Work) -> dict[str, Files]:
    """The files when each of the commands has done all that it does."""
    done = {}
    for name, words in WRITERS.items():
        work = copy(reported, f"whole {name}")
        outcome = work.jimoplan(*words)
        assert outcome.code == 0, outcome.errors
        done[name] = files_of(work)
    return done


def check_each_whole(work: Work, reported: Work, whole: Files) -> None:
    """Each file is what it was or what it is to be; what else there is was not put in place."""
    before = files_of(reported)
    for name, data in files_of(work).items():
        if not is_left(name):
            assert data in (before.get(name), whole.get(name)), name


def is_left(name: str) -> bool:
    return Path(name).name.startswith(".jimoplan-")


def check_completed(work: Work, words: tuple[str, ...], whole: Files) -> None:
    """The next one, an hour later, writes what is missing and clears away what was left."""
    for name in filter(is_left, files_of(work)):
        path = work.folder / name
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 3601))
    if files_of(work) != whole:
        outcome = work.jimoplan(*words)
        assert outcome.code == 0, outcome.errors
    assert files_of(work) == whole


@pytest.mark.parametrize("fault", ["kill", "refuse"])
@pytest.mark.parametrize("name", WRITERS)
def test_killed_or_refused_at_any_step(
    reported: Work, whole: dict[str, Files], name: str, fault: str, examples: int
) -> None:
    words = WRITERS[name]
    steps = steps_of(copy(reported, f"{name} {fault} counted"), *words)
    renamed = [number for number, step in enumerate(steps, 1) if step.startswith("os.rename")]
    chosen = {1, renamed[-1], len(steps)}
    for step in some_of(range(1, len(steps) + 1), examples, chosen):
        work = copy(reported, f"{name} {fault} {step}")
        outcome = run_faulty(work, step, fault, *words)
        assert outcome.code in ({0, 3} if fault == "refuse" else {-9}), outcome.errors
        assert outcome.code or files_of(work) == whole[name], steps[step - 1]
        check_each_whole(work, reported, whole[name])
        check_completed(work, words, whole[name])
        shutil.rmtree(work.folder)


def check_said(work: Work, outcome: Outcome, reported: Work, whole: Files) -> None:
    assert outcome.code in {0, 3}, outcome.errors
    if outcome.code:
        check_each_whole(work, reported, whole)
        assert not any(map(is_left, files_of(work)))
    else:
        assert files_of(work) == whole


@pytest.mark.parametrize("name", WRITERS)
def test_however_long_a_file_may_be_what_is_said_is_what_happened(
    reported: Work, whole: dict[str, Files], name: str, examples: int
) -> None:
    codes = set()
    for size in some_of(range(0, 80_000, 1600), examples, (0, 3000, 200_000)):
        work = copy(reported, f"{name} {size}")
        outcome = run_limited(work, size, *WRITERS[name])
        codes.add(outcome.code)
        check_said(work, outcome, reported, whole[name])
        check_completed(work, WRITERS[name], whole[name])
        shutil.rmtree(work.folder)
    assert codes == {0, 3}


@pytest.mark.parametrize("name", WRITERS)
def test_whatever_room_a_disk_has_left_what_is_said_is_what_happened(
    small_disk: Path, reported: Work, whole: dict[str, Files], name: str, examples: int
) -> None:
    codes = set()
    for left in some_of(range(0, 600, 20), examples, (0, 60, 600)):
        folder = small_disk / "work"
        shutil.copytree(reported.folder, folder, symlinks=True)
        work = Work(folder, dict(reported.env))
        with filled(small_disk, left):
            outcome = work.jimoplan(*WRITERS[name])
        codes.add(outcome.code)
        check_said(work, outcome, reported, whole[name])
        check_completed(work, WRITERS[name], whole[name])
        shutil.rmtree(folder)
    assert codes == {0, 3}


def test_what_somebody_else_is_writing_right_now_is_left_alone(reported: Work) -> None:
    work = copy(reported, "two at once")
    other = work.folder / ".jimoplan-0123456789abcdef.tmp"
    other.write_text("写到一半", "utf-8")
    assert work.jimoplan(*WRITERS["a page"]).code == 0

    assert other.read_text("utf-8") == "写到一半"


def test_a_week_long_past_that_was_rewritten_before_a_failure_is_named(reported: Work) -> None:
    work = copy(reported, "rewritten")
    (work.folder / "public" / "周报-2024-W10.md").write_text(OLD, "utf-8")
    steps = steps_of(copy(work, "rewritten, counted"), *WRITERS["all weeks"])
    renamed = [number for number, step in enumerate(steps, 1) if step.startswith("os.rename")]
    outcome = run_faulty(work, renamed[1], "refuse", *WRITERS["all weeks"])

    assert outcome.code == 3
    assert "写不了 public/周报-2024-W10.html:磁盘读写出错" in outcome.errors
    assert "以前的周报内容已经变了:周报-2024-W10.md" in outcome.errors
