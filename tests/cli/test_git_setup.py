"""jimoplan git setup and git status: installing the driver, and nothing of anybody else's lost."""

import json
import os
import sys
from pathlib import Path

import pytest

from problem_cases import BASE
from repositories import Work, make_repository, unchanged
from terminal import answer

LINE = "plan.yaml merge=jimoplan diff=jimoplan\n"
DRIVER = "merge.jimoplan.driver"
TEXTCONV = "diff.jimoplan.textconv"


def config(work: Work, key: str) -> str:
    return work.git("config", "--get", key, check=False)


def attributes(work: Work) -> str:
    return (work.folder / ".gitattributes").read_text("utf-8")


def test_it_shows_what_it_will_write_asks_and_writes(work: Work) -> None:
    outcome = answer(work, ["git", "setup"], "是\n")

    assert outcome.code == 0, outcome.errors
    python = Path(sys.executable).as_posix()
    driver = (
        f"{python} -P -m jimoplan merge %O %A %B --marker-size %L --path %P"
        " || { case $? in 126|127) git merge-file --marker-size=%L %A %O %B ;; esac; exit 1; }"
    )
    assert outcome.text == (
        f".gitattributes 里加一行:\n  {LINE}"
        "这个克隆的 git 配置(.git/config)里设:\n"
        "  merge.jimoplan.name = 按编号和字段合并工作要点\n"
        f"  {DRIVER} = {driver}\n  {TEXTCONV} = {python} -P -m jimoplan textconv\n"
    )
    assert attributes(work) == LINE
    assert config(work, DRIVER) == driver
    assert work.jimoplan("git", "status").code == 0


@pytest.mark.parametrize("words", [["--dry-run"], []], ids=["dry run", "no terminal"])
def test_nothing_is_written_unasked(work: Work, words: list[str]) -> None:
    with unchanged(work):
        outcome = work.jimoplan("git", "setup", *words)

    assert outcome.code == (0 if words else 2)
    assert config(work, DRIVER) == ""


def test_whoever_says_no_is_left_alone(work: Work) -> None:
    with unchanged(work):
        outcome = answer(work, ["git", "setup"], "否\n")

    assert (outcome.code, config(work, DRIVER)) == (1, "")


def test_a_second_time_there_is_nothing_to_write(work: Work) -> None:
    work.jimoplan("git", "setup", "--yes")
    with unchanged(work):
        outcome = work.jimoplan("git", "setup")

    assert (outcome.code, outcome.out) == (0, b"")
    assert outcome.errors == "已经装好,没有要写的\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [("*.png binary\n", f"*.png binary\n{LINE}"), ("*.png binary", f"*.png binary\n{LINE}")],
    ids=["closed", "no newline at the end"],
)
def test_other_attributes_stay(work: Work, before: str, after: str) -> None:
    (work.folder / ".gitattributes").write_text(before, "utf-8")
    work.jimoplan("git", "setup", "--yes")

    assert attributes(work) == after


@pytest.mark.parametrize(
    "key",
    [DRIVER, TEXTCONV, "merge", "diff"],
    ids=["driver", "textconv", "merge attribute", "diff attribute"],
)
def test_what_is_somebody_elses_is_never_overwritten(work: Work, key: str) -> None:
    if "." in key:
        work.git("config", key, "their-tool %O %A %B")
    else:
        (work.folder / ".gitattributes").write_text(f"*.yaml {key}=theirs\n", "utf-8")
    with unchanged(work):
        outcome = work.jimoplan("git", "setup", "--yes")

    assert outcome.code == 1
    assert f"{key} 现在是“{'their-tool %O %A %B' if '.' in key else 'theirs'}”" in outcome.errors
    assert config(work, "merge.jimoplan.name") == ""
    status = work.jimoplan("git", "status")
    assert status.code == 1
    assert "是别人的" in status.text


def test_status_says_what_is_missing(work: Work) -> None:
    outcome = work.jimoplan("git", "status")

    assert outcome.code == 1
    assert outcome.text.splitlines()[0] == "缺  属性 merge=jimoplan"
    assert len(outcome.text.splitlines()) == 5
    assert outcome.errors == "运行 jimoplan git setup 装上\n"


def test_a_driver_that_cannot_be_started_is_said_and_set_anew(work: Work) -> None:
    work.jimoplan("git", "setup", "--yes")
    work.git("config", DRIVER, "/nowhere/python -P -m jimoplan merge %O %A %B")
    outcome = work.jimoplan("git", "status", "--format", "json")

    told = {part["name"]: part["state"] for part in json.loads(outcome.text)["parts"]}
    assert outcome.code == 1
    assert told == {
        "merge": "in_place",
        "diff": "in_place",
        "merge.jimoplan.name": "in_place",
        DRIVER: "broken",
        TEXTCONV: "in_place",
    }
    assert work.jimoplan("git", "setup", "--yes").code == 0
    assert work.jimoplan("git", "status").code == 0


@pytest.mark.parametrize(
    "path", ["子 文件夹/计划 [1].yaml", "sub/plan.yaml", "#1.yaml"], ids=["odd", "below", "hash"]
)
def test_a_plan_anywhere_under_any_name_is_set_up(tmp_path: Path, path: str) -> None:
    work = make_repository(tmp_path / "work")
    place = work.folder / path
    place.parent.mkdir(exist_ok=True)
    place.write_text(BASE, "utf-8")
    assert work.jimoplan("git", "setup", "--yes", "--file", path).code == 0

    assert work.jimoplan("git", "status", "--file", path).code == 0
    assert (work.folder / ".gitattributes").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="makes a symlink to the interpreter")
def test_an_interpreter_whose_path_has_spaces_and_percent_signs_is_started(work: Work) -> None:
    odd = work.folder.parent / "100% 好"
    odd.symlink_to(Path(sys.prefix), target_is_directory=True)
    python = odd / "bin" / Path(sys.executable).name
    asked = f"'{python}' -m jimoplan git setup --yes"
    work.git("-c", f"alias.set=!{asked}", "set")

    assert config(work, DRIVER).startswith(f"'{str(python).replace('%', '%%')}' -P -m jimoplan ")
    work.git("add", ".")
    work.git("commit", "--quiet", "--message=设置")
    work.git("switch", "--quiet", "--create", "other")
    note = "note: 初稿已征求意见}"
    work.replace(note, f"{note}\n              - {{date: 2024-05-03, note: 乙}}")
    work.git("commit", "--quiet", "--all", "--message=乙")
    work.git("switch", "--quiet", "main")
    work.replace(note, f"{note}\n              - {{date: 2024-05-01, note: 甲}}")
    work.git("commit", "--quiet", "--all", "--message=甲")
    work.git("merge", "--quiet", "other")
    assert work.text.index("note: 甲") < work.text.index("note: 乙")


def test_the_work_trees_own_modules_are_not_run(work: Work) -> None:
    work.jimoplan("git", "setup", "--yes")
    (work.folder / "yaml.py").write_text("raise SystemExit('planted')\n", "utf-8")

    work.replace("title: 办理行政复议", "title: 办好行政复议")

    assert "+任务 3 办好行政复议 任务名称:办好行政复议" in work.git("diff")


def test_outside_of_a_repository_there_is_nothing_to_set_up(tmp_path: Path) -> None:
    work = Work(tmp_path)
    work.write(BASE)
    outcome = work.jimoplan("git", "setup", env={"GIT_CEILING_DIRECTORIES": os.fspath(tmp_path)})

    assert outcome.code == 3
    assert "不在 git 仓库里" in outcome.errors
