"""Whatever fails or dies while a demo or git's setup is made, the next try says so or completes it.

Wherever a setup ends, git still merges.
"""

import sys
from pathlib import Path

import pytest
from broken_off import copy, steps_of
from git_at_fault import git_that_fails
from laws import some_of
from repositories import QUIET, Work

if sys.platform == "win32":
    pytest.skip("limits and signals of POSIX", allow_module_level=True)
from faulty_run import filled, run_faulty, run_limited

DEMO = ("demo", "示例")
SETUP = ("git", "setup", "--yes")


@pytest.fixture
def nowhere(tmp_path: Path) -> Work:
    """A folder with nothing in it."""
    (tmp_path / "empty").mkdir()
    return Work(tmp_path / "empty", {**QUIET, "GIT_CEILING_DIRECTORIES": str(tmp_path)})


def test_half_a_demo_of_one_that_was_killed_is_known_for_that(nowhere: Work, examples: int) -> None:
    steps = steps_of(copy(nowhere, "all"), *DEMO) if examples > 200 else ()
    for step in some_of(range(2, len(steps) + 1), examples, (2,)):
        work = copy(nowhere, f"killed at {step}")
        run_faulty(work, step, "kill", *DEMO)
        left = sorted((work.folder / "示例").rglob("*"))
        outcome = work.jimoplan(*DEMO)

        assert (outcome.code, bool(left)) == (2, True)
        assert "示例 还没有建完:正在建,或上一次建到一半就中断了;没有动它" in outcome.errors
        assert sorted((work.folder / "示例").rglob("*")) == left


@pytest.mark.parametrize("command", ["init", "config"])
@pytest.mark.parametrize("folder", ["new", "empty"])
def test_a_demo_that_cannot_be_made_leaves_nothing(
    nowhere: Work, tmp_path: Path, folder: str, command: str
) -> None:
    place = nowhere.folder / "示例"
    if folder == "empty":
        place.mkdir()
    path = git_that_fails(tmp_path / "bin", command, "Input/output error", afterwards=True)
    outcome = nowhere.jimoplan(*DEMO, env={"PATH": path})

    assert (outcome.code, "建不了 git 仓库:磁盘读写出错" in outcome.errors) == (3, True)
    assert list(nowhere.folder.rglob("*")) == ([place] if folder == "empty" else [])


def test_a_demo_for_which_a_disk_has_no_room_leaves_nothing(
    small_disk: Path, examples: int
) -> None:
    work = Work(small_disk)
    for left in some_of(range(0, 800, 20), examples // 4, (400,)):
        with filled(small_disk, left):
            outcome = work.jimoplan(*DEMO)
        assert outcome.code == 3, outcome.errors
        assert list(small_disk.iterdir()) == []


def check_merges(work: Work) -> None:
    """Git brings together what two branches changed of the plan at different places."""
    work.git("switch", "--quiet", "--create", "other")
    work.replace("title: 办理行政复议", "title: 办理行政复议和应诉")
    work.git("commit", "--quiet", "--message=对方", "plan.yaml")
    work.git("switch", "--quiet", "main")
    work.replace("due: 2024-06-30", "due: 2024-07-31")
    work.git("commit", "--quiet", "--message=我方", "plan.yaml")
    work.git("merge", "--quiet", "--no-edit", "other")
    assert "办理行政复议和应诉" in work.text
    assert "due: 2024-07-31" in work.text


@pytest.mark.parametrize("attributes", ["missing", "committed"])
def test_wherever_a_setup_is_killed_git_merges_and_the_next_one_completes_it(
    work: Work, attributes: str, examples: int
) -> None:
    if attributes == "committed":  # by a colleague
        (work.folder / ".gitattributes").write_text("plan.yaml merge=jimoplan diff=jimoplan\n")
        work.git("add", ".gitattributes")
        work.git("commit", "--quiet", "--message=设置")
    steps = steps_of(copy(work, "counted"), *SETUP)
    lock = next(n for n, step in enumerate(steps, 1) if step.endswith("jimoplan.lock"))
    for step in some_of(range(1, len(steps) + 1), examples, (lock + 2, lock + 3)):
        other = copy(work, f"killed at {step}")
        run_faulty(other, step, "kill", *SETUP)
        check_merges(copy(other, f"merged after {step}"))
        assert other.jimoplan(*SETUP).code == 0
        assert other.jimoplan("git", "status").code == 0
        check_merges(other)


def test_however_long_a_file_may_be_what_a_setup_says_is_what_happened(work: Work) -> None:
    attributes = work.folder / ".gitattributes"
    attributes.write_text("*.md text\n" * 100, "utf-8")
    before = attributes.read_text("utf-8")
    codes = set()
    for size in (0, 600, 1020, 3000):
        other = copy(work, f"limit {size}")
        outcome = run_limited(other, size, *SETUP)
        codes.add(outcome.code)
        is_complete = other.jimoplan("git", "status").code == 0
        assert (outcome.code == 0) is is_complete, outcome.errors
        assert (other.folder / ".gitattributes").read_text("utf-8").startswith(before)
        check_merges(other)
    assert codes == {0, 3}
