"""Whatever fails on a full or faulty disk: what is said is what happened.

The file, the index and HEAD are all old or all new, and the same command works when there is room.
"""

import shutil
import sys
from pathlib import Path

import pytest
from broken_off import check_whole
from command_line import Outcome
from faulty_run import filled, run_limited
from git_at_fault import git_that_fails
from laws import some_of
from repositories import SUPERVISOR, Work, make_repository, unchanged

if sys.platform == "win32":
    pytest.skip("limits and disks of POSIX", allow_module_level=True)

UPDATE = ("update", "1-1", "--progress", "60", "--note", "二稿", "--date", "2024-05-06")
VERBS = {
    "an update": UPDATE,
    "a new measure": ("add", "measure", "1", "--kind", "一次性", "--title", "新增"),
    "an undo": ("undo", "--yes"),
    "a review": ("review", "1-2", "--return", "--reason", "补", "--yes"),
    "an edit": ("edit", "1-2"),
    "a format": ("fmt",),
    "a commit": ("commit", "--yes"),
}
EDITOR = {"EDITOR": "sed -i s/指导应诉/辅导应诉/"}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Work:
    """A repository in which each of the verbs has something to do."""
    work = make_repository(tmp_path_factory.mktemp("prepared") / "work")
    work.update("1-2", "--status", "已完成", "--evidence", "https://a.cn")
    work.be(SUPERVISOR)
    work.update("3-1", "--note", "先前")
    return work


def take(prepared: Work, folder: Path, verb: str) -> Work:
    """A copy of it in which that verb has something to do."""
    shutil.copytree(prepared.folder, folder, symlinks=True)
    work = Work(folder, {**prepared.env, **EDITOR})
    work.git("update-index", "--refresh")  # which knows the files that were copied
    if verb == "a commit":
        work.replace("指导12件", "指导13件")
    if verb == "a format":
        work.replace("schema: 1\n", "schema:  1\n")
        work.git("commit", "--quiet", "--all", "--message=手工修改")
    return work


def state(work: Work) -> tuple[str, str, list[str]]:
    return work.text, work.git("log", "--format=%H"), work.status()


def check_said(work: Work, before: tuple[str, str, list[str]], outcome: Outcome) -> None:
    """Nothing has changed where the command failed, and everything where it did not."""
    assert outcome.code in {0, 3}, outcome.errors
    if outcome.code:
        assert state(work) == before, outcome.errors
    else:
        assert state(work)[1] != before[1]
        check_whole(work)
    beside = sorted(path.name for path in work.folder.iterdir())
    assert beside == [".git", "plan.yaml"], outcome.errors


ERRORS = {
    "apply": "No space left on device",
    "commit": "No space left on device",
    "update-index": "Disk quota exceeded",
    "hash-object": "Read-only file system",
    "diff": "Input/output error",
    "cat-file": "Input/output error",
    "rev-parse": "Input/output error",
    "reset": "No space left on device",
}


@pytest.mark.parametrize("verb", VERBS)
def test_whatever_git_cannot_write_or_read_what_is_said_is_what_happened(
    prepared: Work, tmp_path: Path, verb: str, examples: int
) -> None:
    few = ("apply", "commit") if examples <= 200 and verb != "an update" else ERRORS
    for command in few:
        work = take(prepared, tmp_path / command, verb)
        path = git_that_fails(
            tmp_path / f"{command}.bin", command, ERRORS[command], afterwards=False
        )
        before = state(work)
        outcome = work.jimoplan(*VERBS[verb], env={"PATH": path})
        check_said(work, before, outcome)
        if outcome.code:
            assert work.jimoplan(*VERBS[verb]).code == 0
            check_whole(work)


@pytest.mark.parametrize("verb", VERBS)
def test_a_commit_that_is_made_though_git_fails_after_it_is_said_to_be_there(
    prepared: Work, tmp_path: Path, verb: str
) -> None:
    work = take(prepared, tmp_path / "work", verb)
    words = "No space left on device"
    path = git_that_fails(tmp_path / "bin", "commit", words, afterwards=True)
    outcome = work.jimoplan(*VERBS[verb], env={"PATH": path})

    assert (outcome.code, words in outcome.errors) == (0, True), outcome.errors
    assert len(work.commits()) == len(prepared.commits()) + 1 + (verb == "a format")
    check_whole(work)


def test_git_s_words_for_a_full_disk_come_with_what_to_do(work: Work, tmp_path: Path) -> None:
    path = git_that_fails(tmp_path / "bin", "apply", ERRORS["apply"], afterwards=False)
    outcome = work.jimoplan(*UPDATE, env={"PATH": path})

    assert outcome.code == 3
    assert "磁盘满了" in outcome.errors
    assert "腾出空间再运行一次" in outcome.errors


@pytest.mark.parametrize("verb", VERBS)
def test_however_long_a_file_may_be_what_is_said_is_what_happened(
    prepared: Work, tmp_path: Path, verb: str, examples: int
) -> None:
    codes = set()
    for size in some_of(range(0, 6000, 150), examples, (0, 3000)):
        work = take(prepared, tmp_path / f"{size}", verb)
        before = state(work)
        outcome = run_limited(work, size, *VERBS[verb])
        check_said(work, before, outcome)
        codes.add(outcome.code)
        if outcome.code:
            assert work.jimoplan(*VERBS[verb]).code == 0, size
            check_whole(work)
    assert codes == {0, 3}


def test_a_full_disk_leaves_the_old_file(work: Work) -> None:
    with unchanged(work):
        outcome = run_limited(work, 1000, *UPDATE, "--no-commit")

    assert (outcome.code, "写不了 plan.yaml:文件超过了系统允许的大小" in outcome.errors) == (
        3,
        True,
    )


def test_a_disk_that_is_full_for_git_puts_the_old_file_back(work: Work) -> None:
    for number in range(300):
        (work.folder / f"{number}.txt").write_text("一\n", "utf-8")
    work.git("add", ".")
    work.git("commit", "-qm", "许多文件")
    with unchanged(work):
        outcome = run_limited(work, 10_000, *UPDATE)

    assert (outcome.code, "写不进 git 仓库" in outcome.errors) == (3, True)
    assert "Traceback" not in outcome.errors


def test_a_full_disk_leaves_no_half_of_a_new_file(work: Work) -> None:
    outcome = run_limited(work, 1000, "templates", "eject", "overview", "--format", "html")

    assert (outcome.code, "写不了" in outcome.errors) == (3, True)
    left = [path for path in (work.folder / "templates").rglob("*") if path.is_file()]
    assert [path for path in left if path.stat().st_size == 1000] == []


@pytest.mark.parametrize("verb", VERBS)
def test_whatever_room_a_disk_has_left_what_is_said_is_what_happened(
    small_disk: Path, prepared: Work, verb: str, examples: int
) -> None:
    codes = set()
    for left in some_of(range(0, 80, 2), examples, range(0, 80, 16)):
        work = take(prepared, small_disk / "work", verb)
        before = state(work)
        with filled(small_disk, left):
            outcome = work.jimoplan(*VERBS[verb])
        codes.add(int(outcome.code))
        check_said(work, before, outcome)
        if outcome.code:
            assert work.jimoplan(*VERBS[verb]).code == 0, left
            check_whole(work)
        shutil.rmtree(work.folder)
    assert codes == {0, 3}
