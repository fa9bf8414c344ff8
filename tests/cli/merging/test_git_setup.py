"""jimoplan git setup and git status: installing the driver, and nothing of anybody else's lost."""

import os
import sys
from pathlib import Path

import pytest
from problem_cases import BASE
from repositories import Work, make_repository, unchanged
from terminal import answer

LINE = "plan.yaml merge=jimoplan diff=jimoplan\n"
DRIVER = "merge.jimoplan.driver"
BEFORE = "was=$(git hash-object --no-filters %A); "
TEXTCONV = "diff.jimoplan.textconv"


def driver_of(python: str) -> str:
    """The driver as it is set up: git's own merge where jimoplan fails and ours is as it was."""
    return (
        "was=$(git hash-object --no-filters %A);"
        f" {python} -P -m jimoplan merge %O %A %B --marker-size %L --path %P"
        ' || { rm -f .%A.jimoplan.tmp; [ "$was" != "$(git hash-object --no-filters %A)" ] || {'
        " git -c merge.conflictStyle=merge merge-file -p -q --marker-size=$((%L<7?7:%L))"
        " -L 我方 -L 原来 -L 对方 %A %O %B > .%A.jimoplan.tmp;"
        " [ $? -lt 128 ] && mv -f .%A.jimoplan.tmp %A"
        " && echo 'jimoplan 没有合并成,改由 git 逐行合并'"
        " || echo 'jimoplan 没有合并成,git 也没有,文件还是我方的:运行 jimoplan resolve 再合并';"
        " rm -f .%A.jimoplan.tmp; } >&2; exit 1; }"
    )


def config(work: Work, key: str) -> str:
    return work.git("config", "--get", key, check=False)


def attributes(work: Work) -> str:
    return (work.folder / ".gitattributes").read_text("utf-8")


def test_it_shows_what_it_will_write_asks_and_writes(work: Work) -> None:
    outcome = answer(work, ["git", "setup"], "是\n")

    assert outcome.code == 0, outcome.errors
    python = Path(sys.executable).as_posix()
    driver = driver_of(python)
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
    assert outcome.text.splitlines()[0] == "没有装  属性 merge=jimoplan"
    assert len(outcome.text.splitlines()) == 5
    assert outcome.errors == "运行 jimoplan git setup 装上\n"


def test_a_driver_that_cannot_be_started_is_said_and_set_anew(work: Work) -> None:
    work.jimoplan("git", "setup", "--yes")
    work.git("config", DRIVER, "/nowhere/python -P -m jimoplan merge %O %A %B")
    outcome = work.jimoplan("git", "status", "--format", "json")

    told = {part["name"]: part["state"] for part in outcome.data["parts"]}
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

    assert config(work, DRIVER).startswith(
        f"{BEFORE}'{str(python).replace('%', '%%')}' -P -m jimoplan "
    )
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


def test_a_driver_that_does_not_merge_is_never_set(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with unchanged(work):
        outcome = work.jimoplan("git", "setup", "--yes")

    assert outcome.code == 3
    assert "合并驱动试着合并没有成,没有改动:" in outcome.errors
    assert "/nowhere/python" in outcome.errors
    assert config(work, DRIVER) == ""


def test_a_bundled_program_is_its_own_driver(
    work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "单 文件" / "jimoplan-0.1"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m jimoplan "$@"\n', "utf-8")
    program.chmod(0o755)
    with monkeypatch.context() as bundled:
        bundled.setattr(sys, "executable", str(program))
        bundled.setattr(sys, "frozen", True, raising=False)
        assert work.jimoplan("git", "setup", "--yes").code == 0
        assert work.jimoplan("git", "status").code == 0

    assert config(work, TEXTCONV) == f"'{program}' textconv"
    assert "要更新" in work.jimoplan("git", "status").text


def test_outside_of_a_repository_there_is_nothing_to_set_up(tmp_path: Path) -> None:
    work = Work(tmp_path)
    work.write(BASE)
    outcome = work.jimoplan("git", "setup", env={"GIT_CEILING_DIRECTORIES": os.fspath(tmp_path)})

    assert outcome.code == 3
    assert "不在 git 仓库里" in outcome.errors


def part_ways(work: Work, *edits: str) -> None:
    """Have the branches other and main each change the plan, theirs at two places."""
    work.jimoplan("git", "setup", "--yes")
    work.git("add", ".gitattributes")
    work.git("commit", "--quiet", "--message=设置")
    work.git("switch", "--quiet", "--create", "other")
    work.replace("title: 办理行政复议", "title: 对方办理行政复议")
    for edit in edits:
        work.replace("due: 2024-06-30", edit)
    work.git("commit", "--quiet", "--all", "--message=对方")
    work.git("switch", "--quiet", "main")
    work.replace("due: 2024-06-30", "due: 2024-07-31")
    work.git("commit", "--quiet", "--all", "--message=我方")


@pytest.mark.parametrize(
    "instead",
    ["/nowhere/python -P -m jimoplan", "sh -c 'exit 1'", "sh -c 'exit 3'"],
    ids=["not there", "as python without jimoplan", "fails"],
)
def test_git_merges_by_lines_where_the_driver_cannot(work: Work, instead: str) -> None:
    part_ways(work, "due: 2024-08-31")
    python = Path(sys.executable).as_posix()
    work.git("config", DRIVER, driver_of(python).replace(f"{python} -P -m jimoplan", instead))
    work.git("merge", "--quiet", "other", check=False)

    assert work.status() == ["UU plan.yaml"]
    assert "title: 对方办理行政复议\n" in work.text
    assert "<<<<<<< 我方\n            due: 2024-07-31\n=======\n" in work.text
    assert "            due: 2024-08-31\n>>>>>>> 对方\n" in work.text


def test_what_jimoplan_has_merged_is_not_merged_once_more(work: Work) -> None:
    part_ways(work, "due: 2024-08-31")
    work.git("merge", "--quiet", "other", check=False)

    assert work.text.count("<<<<<<<") == 1
    assert "<<<<<<< 我方 张三" in work.text


def test_a_driver_without_gits_merge_to_fall_back_on_is_brought_up_to_date(work: Work) -> None:
    work.jimoplan("git", "setup", "--yes")
    python = Path(sys.executable).as_posix()
    old = f"{python} -P -m jimoplan merge %O %A %B --marker-size %L --path %P"
    work.git("config", DRIVER, old)

    assert "要更新  配置 merge.jimoplan.driver" in work.jimoplan("git", "status").text
    assert work.jimoplan("git", "setup", "--yes").code == 0
    assert config(work, DRIVER) == driver_of(python)


def test_markers_are_never_too_short_for_resolve_to_see(work: Work) -> None:
    part_ways(work, "due: 2024-08-31")
    with (work.folder / ".gitattributes").open("a", encoding="utf-8") as file:
        file.write("plan.yaml conflict-marker-size=3\n")
    work.git("commit", "--quiet", "--all", "--message=短标记")
    work.git("merge", "--quiet", "other", check=False)

    assert "\n<<<<<<< 我方 张三" in work.text
    assert work.jimoplan("resolve", "--theirs").code == 0


def test_a_line_that_overrides_ours_is_named_and_ours_is_not_written_again(tmp_path: Path) -> None:
    work = make_repository(tmp_path / "work")
    below = work.folder / "sub"
    below.mkdir()
    (below / "plan.yaml").write_text(BASE, "utf-8")
    (below / ".gitattributes").write_text("*.png binary\n*.yaml !merge !diff\n", "utf-8")
    (work.folder / ".gitattributes").write_text(f"sub/{LINE}", "utf-8")
    outcome = work.jimoplan("git", "setup", "--yes", "--file", "sub/plan.yaml")

    assert outcome.code == 1
    assert f"{below / '.gitattributes'} 第 2 行 盖过了" in outcome.errors
    assert attributes(work) == f"sub/{LINE}"


@pytest.mark.parametrize("where", [".git/info/attributes", "core.attributesFile"])
def test_the_place_of_a_foreign_attribute_is_named(work: Work, where: str) -> None:
    place = work.folder / where
    place.parent.mkdir(exist_ok=True)
    place.write_text("*.yaml merge=union\n", "utf-8")
    if not where.startswith(".git"):
        work.git("config", "core.attributesFile", str(place))
    outcome = work.jimoplan("git", "setup", "--yes")

    assert outcome.code == 1
    assert f"改 {place} 第 1 行" in outcome.errors


@pytest.mark.skipif(sys.platform == "win32", reason="makes a symlink")
def test_attributes_at_a_symlinks_end_are_not_written(work: Work) -> None:
    other = work.folder / "other"
    other.write_text("", "utf-8")
    (work.folder / ".gitattributes").symlink_to(other)
    outcome = work.jimoplan("git", "setup", "--yes")

    assert (outcome.code, other.read_text("utf-8")) == (1, "")
    assert "符号链接" in outcome.errors


def test_a_folder_is_no_plan_to_set_up(work: Work) -> None:
    work.plan.unlink()
    work.plan.mkdir()
    outcome = work.jimoplan("git", "setup", "--yes")

    assert outcome.code == 3
    assert "plan.yaml 不是文件" in outcome.errors
