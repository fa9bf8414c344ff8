"""Whose commit a conflicting value comes from, found while git merges, rebases or picks."""

import sys
from pathlib import Path

import pytest

from problem_cases import BASE
from repositories import LIAISON, SUPERVISOR, Work, make_repository

DUE = "            due: 2024-06-30\n"

DRIVER = """\
import subprocess
import sys
from pathlib import Path

from jimoplan.actions.merge import Files, Setter, merge_files


def find(repository, commit, item, field):
    asked = ["git", "log", "-1", "--format=%an %ad %h", "--date=short", commit]
    told = subprocess.run(asked, cwd=repository.folder, capture_output=True, check=True)
    return Setter(*told.stdout.decode("utf-8").split())


merged = merge_files(Files(*map(Path, sys.argv[1:])), 7, find)
with Path("told").open("ab") as file:
    file.write("".join(f"{words}\\n" for words in merged.conflicts).encode("utf-8"))
sys.exit(not merged.is_clean)
"""


@pytest.fixture
def sides(tmp_path: Path) -> Work:
    """A repository whose driver asks the history; main and other set a deadline each."""
    work = make_repository(tmp_path / "work")
    driver = tmp_path / "driver.py"
    driver.write_text(DRIVER, "utf-8")
    work.git("config", "merge.jimoplan.driver", f"'{sys.executable}' '{driver}' %O %A %B %P")
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
    ours, theirs = (sides.git("rev-parse", "--short", name) for name in ("main", "other"))
    sides.git(join, "other", check=False)

    assert told(sides) == (
        "1-1 完成时限:我方 2024-07-31(张三 2024-03-15),对方 2024-08-31(李四 2024-03-15)\n"
    )
    assert sides.text == BASE.replace(
        DUE,
        f"<<<<<<< 我方 张三 2024-03-15 {ours}\n{DUE.replace('06-30', '07-31')}=======\n"
        f"{DUE.replace('06-30', '08-31')}>>>>>>> 对方 李四 2024-03-15 {theirs}\n",
    )


def test_in_a_rebase_theirs_is_the_commit_that_is_being_put_on_top(sides: Work) -> None:
    sides.git("rebase", "other", "main", check=False)

    assert "我方 2024-08-31(李四 2024-03-15),对方 2024-07-31(张三 2024-03-15)" in told(sides)


def test_a_stash_put_back_is_found_by_the_plan_that_it_has(sides: Work) -> None:
    sides.be(("王五", "wang@example.cn"))
    sides.replace("due: 2024-07-31", "due: 2024-10-31")
    sides.git("stash")
    sides.be(LIAISON)
    sides.replace("due: 2024-07-31", "due: 2024-09-30")
    sides.git("commit", "--quiet", "--all", "--message=又改")
    sides.git("stash", "pop", check=False)

    assert "我方 2024-09-30(张三 2024-03-15),对方 2024-10-31(王五 2024-03-15)" in told(sides)


def test_a_version_that_no_commit_has_goes_without_a_name(sides: Work) -> None:
    for name, text in (("O", BASE), ("A", sides.text), ("B", sides.text.replace("07-31", "12-01"))):
        (sides.folder / name).write_text(text, "utf-8")
    (sides.folder / "A").write_text(sides.text.replace("07-31", "11-01"), "utf-8")
    sides.git(
        "-c",
        f"alias.drive=!'{sys.executable}' ../driver.py",
        "drive",
        *"OAB",
        "plan.yaml",
        check=False,
    )

    assert "对方 2024-12-01\n" in told(sides)


def test_theirs_is_in_the_file_even_if_the_driver_breaks_off(sides: Work) -> None:
    driver = sides.folder.parent / "driver.py"
    driver.write_text(DRIVER.replace("asked = [", "asked = [1 / 0, "), "utf-8")
    sides.git("merge", "other", check=False)

    assert sides.status() == ["UU plan.yaml"]
    assert f"{DUE.replace('06-30', '08-31')}>>>>>>> 对方\n" in sides.text
