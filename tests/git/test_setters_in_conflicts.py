"""Whose commit a conflicting value comes from, found while git merges, rebases or picks."""

import sys
from pathlib import Path

import pytest
from problem_cases import BASE
from repositories import LIAISON, SUPERVISOR, Work, make_repository

DUE = "            due: 2024-06-30\n"

DRIVER = f"'{sys.executable}' -m jimoplan merge"


@pytest.fixture
def sides(tmp_path: Path) -> Work:
    """A repository whose driver asks the history; main and other set a deadline each."""
    work = make_repository(tmp_path / "work")
    work.git("config", "merge.jimoplan.driver", f"{DRIVER} %O %A %B --path %P 2>>told")
    (work.folder / ".git" / "info" / "attributes").write_text("plan.yaml merge=jimoplan\n", "utf-8")
    work.git("branch", "other")
    for branch, who, month in (("other", SUPERVISOR, "08"), ("main", LIAISON, "07")):
        work.git("switch", "--quiet", branch)
        work.be(who)
        work.replace(DUE, DUE.replace("06-30", f"{month}-31"))
        work.git("commit", "--quiet", "--all", f"--message={branch}")
    return work


def told(work: Work) -> str:
    return (work.folder / "told").read_bytes().decode("utf-8")


@pytest.mark.parametrize("join", ["merge", "cherry-pick"])
def test_markers_and_words_name_who_set_the_values(sides: Work, join: str) -> None:
    ours, theirs = (sides.git("rev-parse", "--short=9", name) for name in ("main", "other"))
    sides.git(join, "other", check=False)

    assert (
        "1-1 完成时限:我方 2024-07-31(张三 2024-05-06),对方 2024-08-31(李四 2024-05-06)\n"
    ) in told(sides)
    assert sides.text == BASE.replace(
        DUE,
        f"<<<<<<< 我方 张三 2024-05-06 {ours}\n{DUE.replace('06-30', '07-31')}=======\n"
        f"{DUE.replace('06-30', '08-31')}>>>>>>> 对方 李四 2024-05-06 {theirs}\n",
    )


def test_who_only_repaired_the_file_has_set_nothing(sides: Work) -> None:
    sides.be(("王五", "wang@example.cn"))
    good = sides.text
    for text in (good.replace("sections:", "sections"), good):
        sides.write(text)
        sides.git("commit", "--quiet", "--all", "--message=改坏又改好")
    sides.git("merge", "other", check=False)

    assert "我方 2024-07-31(张三 2024-05-06),对方" in told(sides)


def test_in_a_rebase_theirs_is_the_commit_that_is_being_put_on_top(sides: Work) -> None:
    sides.git("rebase", "other", "main", check=False)

    assert "我方 2024-08-31(李四 2024-05-06),对方 2024-07-31(张三 2024-05-06)" in told(sides)


def test_a_stash_put_back_is_found_by_the_plan_that_it_has(sides: Work) -> None:
    sides.be(("王五", "wang@example.cn"))
    sides.replace("due: 2024-07-31", "due: 2024-10-31")
    sides.git("stash")
    sides.be(LIAISON)
    sides.replace("due: 2024-07-31", "due: 2024-09-30")
    sides.git("commit", "--quiet", "--all", "--message=又改")
    sides.git("stash", "pop", check=False)

    assert "我方 2024-09-30(张三 2024-05-06),对方 2024-10-31(王五 2024-05-06)" in told(sides)


@pytest.mark.parametrize("join", ["merge", "rebase"])
def test_what_git_says_is_being_merged_goes_before_what_looks_alike(sides: Work, join: str) -> None:
    sides.git("switch", "--quiet", "--create", "third", "main~1")
    sides.be(("王五", "wang@example.cn"))
    sides.replace(DUE, DUE.replace("06-30", "08-31"))
    day = "2024-06-01T09:00:00+08:00"
    work = Work(sides.folder, {**sides.env, "GIT_COMMITTER_DATE": day})
    work.git("commit", "--quiet", "--all", "--message=一样")
    sides.git("switch", "--quiet", "main")
    sides.git("update-ref", "REVERT_HEAD", "main")
    sides.git("merge", "other", check=False) if join == "merge" else sides.git(
        "rebase", "main", "other", check=False
    )

    assert "对方 2024-08-31(李四 2024-05-06)" in told(sides)


def test_a_version_that_no_commit_has_goes_without_a_name(sides: Work) -> None:
    for name, text in (("O", BASE), ("A", sides.text), ("B", sides.text.replace("07-31", "12-01"))):
        (sides.folder / name).write_text(text, "utf-8")
    outcome = sides.jimoplan("merge", *"OAB", "--path", "plan.yaml")

    assert outcome.code == 1
    assert "我方 2024-07-31(张三 2024-05-06),对方 2024-12-01\n" in outcome.errors


def test_a_history_that_cannot_be_read_keeps_nobody_from_merging(sides: Work) -> None:
    theirs = sides.git("show", "other:plan.yaml") + "\n"
    for name, text in (("O", BASE), ("A", sides.text), ("B", theirs)):
        (sides.folder / name).write_text(text, "utf-8")
    lost = sides.git("rev-parse", "main~1:plan.yaml")
    (sides.folder / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    outcome = sides.jimoplan("merge", *"OAB", "--path", "plan.yaml")

    assert outcome.code == 1
    assert "plan.yaml 有冲突:1-1 完成时限:我方 2024-07-31,对方 2024-08-31\n" in outcome.errors
    assert "<<<<<<< 我方\n" in (sides.folder / "A").read_text("utf-8")


@pytest.mark.parametrize("step", [2, 5, 8, 11, 14, 20])
def test_whenever_the_driver_dies_no_side_is_lost(sides: Work, step: int) -> None:
    faulty = Path(__file__).parents[1] / "support" / "faulty_run.py"
    driver = f"'{sys.executable}' '{faulty}' '{sides.folder}' {step} kill merge %O %A %B --path %P"
    sides.git("config", "merge.jimoplan.driver", driver)
    ours = sides.text
    sides.git("merge", "other", check=False)

    assert sides.status()[0] == "UU plan.yaml"
    assert sides.text == ours or DUE.replace("06-30", "08-31") in sides.text
    assert DUE.replace("06-30", "07-31") in sides.text
