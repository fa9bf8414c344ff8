"""Whatever fails or dies in a merge, what both sides wrote is there when it is gone on with.

The plan in the work tree is never cut short, and nothing is left beside it.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from broken_off import copy, steps_of
from command_line import REPOSITORY, clean_environment
from git_at_fault import git_that_fails
from laws import some_of
from repositories import LIAISON, SUPERVISOR, Work, make_repository

if sys.platform == "win32":
    pytest.skip("limits and signals of POSIX", allow_module_level=True)
from faulty_run import filled, run_faulty, run_limited

TITLE = "title: 办理行政复议"
DUE = "due: 2024-06-30"
RESOLVE = ("resolve", "--theirs")
WATCHED = f"{sys.executable} {REPOSITORY / 'tests' / 'support' / 'faulty_run.py'}"


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory) -> Work:
    """Two branches that have set one date each, and theirs a title."""
    work = make_repository(tmp_path_factory.mktemp("parted") / "work")
    assert work.jimoplan("git", "setup", "--yes").code == 0
    work.git("add", ".gitattributes")
    work.git("commit", "--quiet", "--message=设置")
    work.git("branch", "other")
    for branch, who, edits in (
        ("other", SUPERVISOR, {DUE: "due: 2024-08-31", TITLE: f"{TITLE}和应诉"}),
        ("main", LIAISON, {DUE: "due: 2024-07-31"}),
    ):
        work.git("switch", "--quiet", branch)
        work.be(who)
        for old, new in edits.items():
            work.replace(old, new)
        work.git("commit", "--quiet", "--all", f"--message={branch}")
    return work


@pytest.fixture(scope="module")
def merging(parted: Work) -> Work:
    """The same amid the merge."""
    work = copy(parted, "merging")
    merge(work)
    assert work.status() == ["UU plan.yaml"]
    return work


@pytest.fixture(scope="module")
def unmerged(parted: Work) -> Work:
    """The same amid a merge for which no driver could be started."""
    work = copy(parted, "unmerged")
    work.git("-c", "merge.jimoplan.driver=false", "merge", "--quiet", "other", check=False)
    assert work.text == work.committed()
    return work


def merge(work: Work, before: Sequence[str] = ()) -> None:
    subprocess.run(
        [*before, "git", "merge", "--quiet", "--no-edit", "other"],
        cwd=work.folder,
        env=clean_environment(**work.env),
        capture_output=True,
        check=False,
        restore_signals=False,  # as on a full disk, nobody is killed for a file too long
    )


def limited(size: int) -> list[str]:
    """How a command is started that may write no file longer than so many bytes."""
    script = (
        "import os, resource, sys; size = int(sys.argv[1]);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size, size));"
        "os.execvp(sys.argv[2], sys.argv[2:])"
    )
    return [sys.executable, "-c", script, str(size)]


def check_gone_on_with(work: Work, parted: Work) -> None:
    """The plan is whole now, and says what both wrote once all is settled for theirs."""
    ours, theirs = parted.text, parted.git("show", "other:plan.yaml") + "\n"
    assert work.text.endswith(ours[-100:])
    if not (work.folder / ".git" / "MERGE_HEAD").exists():  # git itself could not begin
        work.git("reset", "--quiet", "--hard")
        merge(work)
    if "UU plan.yaml" in work.status():
        outcome = work.jimoplan(*RESOLVE)
        assert outcome.code == 0, outcome.errors
    work.git("commit", "--quiet", "--no-edit")
    assert work.text == work.committed() == theirs
    left = {path.name for path in work.folder.iterdir()}
    assert {name for name in left if "jimoplan" in name} == set()
    assert work.status() == [] or all(".merge_file_" in name for name in work.status())


def test_however_long_a_file_may_be_a_merge_loses_nothing(
    parted: Work, tmp_path: Path, examples: int
) -> None:
    size = len(parted.text.encode())
    every = (*range(0, size, 200), *range(size, size + 200, 4))
    for limit in some_of(every, examples, (0, 300, size + 100, size + 1000)):
        work = copy(parted, f"limit {limit}")
        merge(work, limited(limit))
        check_gone_on_with(work, parted)


def test_a_result_that_does_not_fit_leaves_ours_and_says_so(parted: Work) -> None:
    work = copy(parted, "does not fit")
    size = len(parted.text.encode()) + 10
    ended = subprocess.run(
        [*limited(size), "git", "merge", "--no-edit", "other"],
        cwd=work.folder,
        env=clean_environment(**work.env),
        capture_output=True,
        check=False,
        restore_signals=False,
    )

    assert (ended.returncode, work.text) == (1, parted.text)
    assert "文件还是我方的:运行 jimoplan resolve 再合并" in ended.stderr.decode("utf-8")
    check_gone_on_with(work, parted)


def test_killed_at_any_step_a_driver_loses_nothing(parted: Work, examples: int) -> None:
    driver = parted.git("config", "merge.jimoplan.driver")
    program = f"{Path(sys.executable).as_posix()} -P -m jimoplan"
    assert program in driver

    def merge_watched(name: str, step: int, what: str) -> Work:
        work = copy(parted, name)
        watched = f"{WATCHED} '{work.folder}' {step} {what}"
        work.git("config", "merge.jimoplan.driver", driver.replace(program, watched))
        merge(work)
        return work

    counted = merge_watched("counted", 0, "count")
    steps = Path(f"{counted.folder}.steps").read_text("utf-8").split("\n")
    assert len(steps) > 10
    every = range(1, len(steps) + 1)
    for step in some_of(every, examples, every[:: len(steps) // 3]):
        work = merge_watched(f"killed at {step}", step, "kill")
        assert work.status() == ["UU plan.yaml"], steps[step - 1]
        check_gone_on_with(work, parted)


def test_where_there_is_no_room_for_temporary_files_it_is_merged_all_the_same(
    parted: Work, small_disk: Path
) -> None:
    work = copy(parted, "no room")
    with filled(small_disk, 4):
        merge(work, ["env", f"TMPDIR={small_disk}"])

    assert work.text == merged_text(parted)


def merged_text(parted: Work) -> str:
    work = copy(parted, "as usual")
    merge(work)
    return work.text


@pytest.mark.parametrize("state", ["merging", "unmerged"])
def test_killed_at_any_step_resolving_loses_nothing(
    parted: Work, state: str, request: pytest.FixtureRequest, examples: int
) -> None:
    begun: Work = request.getfixturevalue(state)
    steps = steps_of(copy(begun, f"{state} counted"), *RESOLVE)
    every = range(1, len(steps) + 1)
    for step in some_of(every, examples, every[::4]):
        work = copy(begun, f"{state} {step}")
        run_faulty(work, step, "kill", *RESOLVE)
        check_gone_on_with(work, parted)


@pytest.mark.parametrize("state", ["merging", "unmerged"])
def test_however_long_a_file_may_be_resolving_loses_nothing(
    parted: Work, state: str, request: pytest.FixtureRequest
) -> None:
    begun: Work = request.getfixturevalue(state)
    for size in (0, 500, len(begun.text.encode()) - 200, 10_000):
        work = copy(begun, f"{state} limited to {size}")
        outcome = run_limited(work, size, *RESOLVE)
        assert outcome.code == (0 if size == 10_000 else 3), outcome.errors
        assert outcome.code == 0 or work.text == begun.text
        check_gone_on_with(work, parted)


@pytest.mark.parametrize("state", ["merging", "unmerged"])
def test_what_is_settled_and_cannot_be_staged_is_said_to_be_in_the_file(
    parted: Work, state: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    work = copy(request.getfixturevalue(state), f"{state} unstaged")
    path = git_that_fails(tmp_path / "bin", "add", "No space left on device", afterwards=False)
    outcome = work.jimoplan(*RESOLVE, env={"PATH": path})

    assert outcome.code == 3
    assert "取舍的结果已经写进 plan.yaml;暂存不了计划文件:磁盘满了" in outcome.errors
    assert work.status() == ["UU plan.yaml"]
    check_gone_on_with(work, parted)
