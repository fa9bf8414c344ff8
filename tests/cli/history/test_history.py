"""jimoplan log, diff and blame on real repositories: what git knows, in the plan's words."""

import json
import random
import subprocess
from pathlib import Path

import pytest
from problem_cases import BASE
from repositories import LIAISON, QUIET, SUPERVISOR, Work, make_repository

from jimoplan.core.display.cells import cell_width


def at(work: Work, moment: str) -> None:
    """Commit at that time from now on."""
    work.env["GIT_AUTHOR_DATE"] = work.env["GIT_COMMITTER_DATE"] = moment


def commit(work: Work, words: str = "手工改动") -> str:
    work.git("add", "-A")
    work.git("commit", "--quiet", "--message", words)
    return work.git("rev-parse", "--short=9", "HEAD")


def events(work: Work, *words: str) -> list[dict[str, object]]:
    outcome = work.jimoplan("log", *words, "--format", "json")
    assert outcome.code == 0, outcome.errors
    found: list[dict[str, object]] = outcome.data["events"]
    return found


def told(work: Work, *words: str) -> list[list[str]]:
    """The words of the changes of each commit, newest first."""
    return [[change["words"] for change in event["changes"]] for event in events(work, *words)]  # type: ignore[attr-defined]


@pytest.fixture
def busy(work: Work) -> Work:
    """A plan that two people have changed on three days."""
    at(work, "2024-03-15T09:00:00+08:00")
    work.git("commit", "--quiet", "--amend", "--no-edit", "--reset-author")
    at(work, "2024-04-01T10:00:00+08:00")
    work.update("1-1", "--progress", "60", "--note", "送审")
    at(work, "2024-05-06T23:30:00+08:00")
    work.be(SUPERVISOR)
    work.update("3-1", "--status", "推进中", "--note", "起草")
    at(work, "2024-06-07T00:30:00+08:00")
    work.update("1-1", "--due", "2024-09-30", "--reason", "延期", "--approved-by", "王局")
    return work


def test_log_lists_who_changed_what_newest_first(busy: Work) -> None:
    outcome = busy.jimoplan("log")

    assert outcome.code == 0
    newest, middle, oldest, first = outcome.text.split("\n\n")[1:]
    short = busy.git("rev-parse", "--short=9", "HEAD")
    assert newest.splitlines()[0] == f"2024-06-07 00:30  李四 <li@example.cn>  {short}"
    assert "    1-1  完成时限 2024-06-30→2024-09-30" in newest
    assert "    3-1  状态 未启动→推进中" in middle
    assert "张三 <zhang@example.cn>" in oldest
    assert "    1-1  新增填报记录 2024-05-06 张三:进度 60%,送审" in oldest
    assert first.splitlines()[1] == "    登记"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["1-1"], 2),
        (["1"], 2),
        (["3-1"], 1),
        (["１-1"], 2),
        (["任务 1"], 2),
        (["--dept", "乙科"], 3),
        (["--author", "li@example"], 2),
        (["--author", "张三"], 2),
        (["--since", "2024-05-06"], 2),
        (["--until", "2024-05-06"], 3),
        (["--since", "2024-05-06", "--until", "2024-05-06"], 1),
        (["--field", "状态"], 1),
        (["--field", "progress"], 1),
        (["--field", "进度", "--field", "完成时限"], 2),
        (["--limit", "1"], 1),
        (["--limit", "1", "--author", "张三"], 1),
    ],
)
def test_log_is_narrowed_by_every_condition(busy: Work, words: list[str], expected: int) -> None:
    assert len(events(busy, *words)) == expected


@pytest.mark.parametrize(
    ("words", "told_so"),
    [
        (["9-9"], "没有叫“9-9”的编号"),
        (["--dept", "丙科"], "没有叫“丙科”的部门"),
        (["--author", "赵六"], "没有叫“赵六”的改动人"),
        (["--field", "颜色"], "没有叫“颜色”的字段"),
        (["--since", "2024-2-30"], "不是存在的日期"),
        (["--since", "2024-05-02", "--until", "2024-05-01"], "还晚"),
        (["--limit", "0"], "--limit 不能是“0”"),
        (["--limit", "x"], "--limit 不能是“x”"),
    ],
)
def test_what_does_not_exist_is_named(busy: Work, words: list[str], told_so: str) -> None:
    outcome = busy.jimoplan("log", *words)

    assert outcome.code == 2
    assert told_so in outcome.errors


def test_every_format_tells_the_same(busy: Work) -> None:
    assert "| 2024-06-07 00:30 | 李四" in busy.jimoplan("log", "--format", "md").text
    assert "2024-06-07 00:30,李四" in busy.jimoplan("log", "--format", "csv").text
    newest = events(busy)[0]
    assert newest["event"] == "changed"
    assert newest["author"] == {"name": "李四", "email": "li@example.cn"}
    assert newest["authored"] == "2024-06-07T00:30:00+08:00"
    assert {"change": "set", "field": "due", "old": "2024-06-30", "new": "2024-09-30"}.items() <= (
        newest["changes"][0].items()  # type: ignore[index]
    )


def test_the_time_is_that_of_beijing(work: Work) -> None:
    at(work, "2024-04-30T20:00:00+00:00")
    work.update("1-1", "--note", "甲")

    assert events(work)[0]["authored"] == "2024-05-01T04:00:00+08:00"
    assert len(events(work, "--since", "2024-05-01", "--until", "2024-05-01")) == 1


def test_history_goes_through_renames(work: Work) -> None:
    work.update("1-1", "--note", "甲")
    (work.folder / "年度").mkdir()
    work.git("mv", "plan.yaml", "年度/plan.yaml")
    commit(work, "换个文件夹")
    moved = Work(work.folder / "年度", work.env)
    moved.update("1-1", "--note", "乙")

    assert [len(words) for words in told(moved)] == [1, 1, 0]


def test_history_goes_through_a_symlink(work: Work) -> None:
    work.plan.rename(work.folder / "别处.yaml")
    work.plan.symlink_to("别处.yaml")
    commit(work, "改成符号链接")
    hidden = work.folder / "别处.yaml"
    hidden.write_text(hidden.read_text("utf-8").replace("progress: 40", "progress: 90"), "utf-8")
    commit(work, "改链接指向的文件")

    assert any("进度 40→90" in words for words in told(work)[0])
    assert [event["event"] for event in events(work)] == ["changed", "registered"]


def test_a_file_made_elsewhere_and_moved_in_is_compared_with_what_stood_there(work: Work) -> None:
    other = work.folder / "别处.yaml"
    other.write_text(BASE.replace("progress: 40", "progress: 90"), "utf-8")
    commit(work, "备一份")
    work.git("rm", "-q", "plan.yaml")
    commit(work, "删去")
    work.git("mv", "别处.yaml", "plan.yaml")
    commit(work, "换上")

    everything = [words for event in told(work) for words in event]
    assert any("进度 40→90" in words for words in everything)
    assert all(event["event"] != "registered" for event in events(work)[:-1])


def test_an_unknown_number_is_named_after_a_department_has_changed(work: Work) -> None:
    work.replace("{name: 甲科, kind: 科室}", "{name: 甲科, kind: 科室, aliases: [甲]}")
    commit(work)
    outcome = work.jimoplan("log", "99")

    assert outcome.code == 2
    assert "您是否想填" in outcome.errors
    assert "甲科" not in outcome.errors


def test_a_task_that_a_department_lost_is_among_its_changes(work: Work) -> None:
    work.replace("        support: [各科室]\n", "")
    commit(work)
    work.replace("        lead: [甲科]", "        lead: [乙科]")
    commit(work)

    for dept in ("甲科", "乙科"):
        assert len(told(work, "--dept", dept, "--limit", "1")[0]) == 2
        assert "改动 2 处" in work.jimoplan("diff", "HEAD~1", "--dept", dept).text


def test_a_department_that_is_gone_is_known_by_its_name(work: Work) -> None:
    text = work.text.replace("        lead: [甲科]", "        lead: [乙科]")
    work.write(text.replace("  - {name: 甲科, kind: 科室}\n", "").replace("[甲科, 乙科]", "[乙科]"))
    commit(work)

    assert told(work, "--dept", "甲科")
    assert work.jimoplan("diff", "HEAD~1", "--dept", "甲科").code == 0


def test_another_file_that_has_an_old_name_is_not_taken_for_the_plan(work: Work) -> None:
    work.git("mv", "plan.yaml", "2024.yaml")
    commit(work, "改名")
    work.write(BASE.replace("2024年工作要点", "明年的要点"))
    commit(work, "明年的计划")
    work.git("rm", "-q", "2024.yaml")
    work.git("commit", "-qm", "误删")
    work.git("checkout", "-q", "HEAD~1", "--", "2024.yaml")
    commit(work, "恢复")
    found = events(work, "--file", "2024.yaml")

    assert [event["event"] for event in found] == ["restored", "removed", "registered"]
    assert told(work, "--file", "2024.yaml") == [[], [], []]


def test_a_copy_goes_on_from_what_it_was_copied_from(work: Work) -> None:
    work.update("1-1", "--note", "甲")
    (work.folder / "2024.yaml").write_text(work.text, "utf-8")
    work.write(BASE.replace("2024年工作要点", "明年的要点"))
    commit(work, "另存")

    assert [len(words) for words in told(work, "--file", "2024.yaml")] == [1, 0]


@pytest.mark.parametrize("tree", ["HEAD:d", "HEAD^{tree}"])
def test_a_folder_that_git_has_lost_is_an_error_not_a_deletion(tmp_path: Path, tree: str) -> None:
    work = make_repository(tmp_path / "work")
    (work.folder / "d").mkdir()
    work.git("mv", "plan.yaml", "d/plan.yaml")
    commit(work)
    lost = work.git("rev-parse", tree)
    (work.folder / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    outcome = Work(work.folder / "d", work.env).jimoplan("log")

    assert outcome.code == 3
    assert "git 仓库不完整" in outcome.errors


def test_grafts_hide_nothing(busy: Work) -> None:
    line = busy.git("rev-parse", "HEAD", "HEAD~3").replace("\n", " ")
    (busy.folder / ".git" / "info").mkdir(exist_ok=True)
    (busy.folder / ".git" / "info" / "grafts").write_text(f"{line}\n", "utf-8")

    assert len(events(busy)) == 4


def test_a_revision_that_does_not_load_is_an_event_and_the_next_is_compared_with_the_last_good(
    work: Work,
) -> None:
    work.replace("progress: 40", "progress: 50")
    work.write(work.text.replace("status: 推进中", "status 推进中", 1))
    broken = commit(work, "改坏了")
    work.write(BASE.replace("progress: 40", "progress: 50"))
    commit(work, "改好了")

    after, before, _ = events(work)
    assert before["event"] == "unreadable"
    assert "第 " in str(before["fault"])
    assert after["event"] == "changed"
    assert any("进度 40→50" in words for words in told(work)[0])
    for asked in ("log", "blame"):
        assert (
            f"提交 {broken}(2024-05-06 张三) 里的计划读不出来" in work.jimoplan(asked, "1-1").text
        )


def test_a_plan_with_two_items_of_one_id_is_an_event_not_a_crash(work: Work) -> None:
    work.replace("id: 1-2", "id: 1-1")
    commit(work)

    assert events(work)[0]["event"] == "unreadable"


def test_a_plan_that_was_deleted_and_comes_back_is_said(work: Work) -> None:
    work.git("rm", "-q", "plan.yaml")
    commit(work, "删去")
    work.write(BASE)
    commit(work, "恢复")

    assert [event["event"] for event in events(work)] == ["restored", "removed", "registered"]


def test_a_clean_merge_is_no_event_and_both_sides_are(work: Work) -> None:
    both_sides(work)
    work.git("merge", "--quiet", "--no-edit", "side")

    assert len(events(work)) == 3
    assert len(told(work, "1-1")) == 1
    assert len(told(work, "3-1")) == 1


def test_a_report_that_was_taken_back_or_put_otherwise_is_told_as_that(work: Work) -> None:
    work.update("1-1", "--note", "一边")
    undone = work.jimoplan("undo", "--yes")
    gone = "1-1 撤回填报记录 2024-05-06 张三:一边"
    assert undone.text == f"{gone}\n"
    assert told(work)[0] == [gone]
    assert f"Plan-Change: {gone}" in work.git("log", "-1", "--format=%B")

    work.be(SUPERVISOR)
    work.git("revert", "--no-edit", "HEAD")
    work.git("revert", "--no-edit", "HEAD")
    assert told(work)[0] == [gone.replace("撤回", "删去")]

    work.be(LIAISON)
    work.git("revert", "--no-edit", "HEAD")
    work.replace("2024-05-06, by: 张三, note: 一边", "2024-05-05, by: 张三, note: 一边")
    assert work.jimoplan("commit", "--yes").code == 0
    corrected = "更正填报 2024-05-05 张三:填报日期 2024-05-06→2024-05-05"
    assert corrected in work.jimoplan("diff", "HEAD~1", "HEAD").text
    assert work.jimoplan("log", "--limit", "1").text.endswith(f"\n    1-1  {corrected}\n")


def test_what_the_file_takes_back_is_whose_it_is_that_works_there(work: Work) -> None:
    work.update("1-1", "--note", "一边")
    work.git("revert", "--no-commit", "HEAD")
    assert "撤回填报记录 2024-05-06 张三:一边" in work.jimoplan("diff").text

    work.be(SUPERVISOR)
    assert "删去填报记录 2024-05-06 张三:一边" in work.jimoplan("diff").text
    work.be(LIAISON)
    assert "撤回填报记录" not in work.jimoplan("diff", "HEAD", "HEAD~1").text


def test_a_merge_counts_what_does_not_come_of_merging(work: Work) -> None:
    both_sides(work)
    work.git("merge", "--quiet", "--no-commit", "side")
    work.replace("title: 规范行政应诉", "title: 夹带")
    commit(work, "合并")

    assert told(work)[0] == ["任务 1 任务名称 规范行政应诉→夹带"]


def test_a_merge_that_drops_a_side_has_taken_its_changes_back(work: Work) -> None:
    both_sides(work)
    work.git("merge", "--quiet", "--no-edit", "--strategy=ours", "side")

    assert "1-1 删去填报记录 2024-05-06 张三:一边" in told(work)[0]


def test_choosing_a_side_in_a_conflict_is_no_change(work: Work) -> None:
    work.git("switch", "-qc", "side")
    work.replace("title: 规范行政应诉", "title: 一边")
    commit(work)
    work.git("switch", "-q", "main")
    work.replace("title: 规范行政应诉", "title: 另一边")
    commit(work)
    work.git("merge", "--no-commit", "side", check=False)
    work.write(BASE.replace("title: 规范行政应诉", "title: 一边"))
    commit(work, "合并")

    assert len(events(work)) == 3


def test_blame_after_a_conflict_names_who_set_the_value_that_was_kept(work: Work) -> None:
    work.git("switch", "-qc", "side")
    work.replace("title: 规范行政应诉", "title: 一边")
    kept = commit(work)
    work.git("switch", "-q", "main")
    at(work, "2024-04-01T10:00:00+08:00")
    work.be(SUPERVISOR)
    work.replace("title: 规范行政应诉", "title: 另一边")
    commit(work)
    work.git("merge", "--no-commit", "side", check=False)
    work.write(BASE.replace("title: 规范行政应诉", "title: 一边"))
    commit(work, "合并")

    text = work.jimoplan("blame", "1").text
    (line,) = [line for line in text.splitlines() if "任务名称" in line]
    assert kept in line


def test_blame_names_the_beginning_that_had_the_value(work: Work) -> None:
    first = work.git("rev-parse", "--short=9", "HEAD")
    work.git("switch", "-q", "--orphan", "other")
    at(work, "2024-04-01T10:00:00+08:00")
    work.be(SUPERVISOR)
    work.write(BASE.replace("title: 规范行政应诉", "title: 另一份"))
    commit(work, "另一份")
    work.git("switch", "-q", "main")
    work.git("merge", "-q", "--allow-unrelated-histories", "-s", "ours", "--no-edit", "other")

    text = work.jimoplan("blame", "1").text
    (line,) = [line for line in text.splitlines() if "任务名称" in line]
    assert first in line


def test_blame_knows_what_is_not_committed_yet_and_what_is_gone(work: Work) -> None:
    added = work.jimoplan("add", "measure", "3", "--title", "新的", "--no-commit", "--yes")
    assert added.code == 0, added.errors
    assert work.jimoplan("blame", "3-2").text.count("尚未提交") >= 3
    work.jimoplan("commit", "--yes")
    assert "达标方向" not in work.jimoplan("blame", "3-2").text
    work.jimoplan("remove", "3-2", "--yes")
    outcome = work.jimoplan("blame", "3-2")
    assert outcome.code == 2
    assert "jimoplan log 3-2" in outcome.errors


def test_moves_can_be_asked_for(work: Work) -> None:
    work.jimoplan("move", "3", "--before", "1", "--yes")

    assert [len(words) for words in told(work, "--field", "次序")] == [1]
    assert "次序" in work.jimoplan("blame", "3").text


def test_after_a_merge_nothing_is_said_to_be_uncommitted(work: Work) -> None:
    both_sides(work)
    work.git("merge", "--quiet", "--no-edit", "side")

    assert "没有提交的改动" not in work.jimoplan("log").text
    assert "尚未提交" not in work.jimoplan("blame").text


def both_sides(work: Work) -> None:
    """A branch with a report on 1-1, another with one on 3-1."""
    work.git("switch", "-qc", "side")
    work.update("1-1", "--note", "一边")
    work.git("switch", "-q", "main")
    work.update("3-1", "--status", "推进中", "--note", "另一边")


def test_a_shallow_clone_says_from_where_history_is_missing(busy: Work, tmp_path: Path) -> None:
    busy.git("clone", "--quiet", "--depth=2", f"file://{busy.folder}", str(tmp_path / "clone"))
    clone = Work(tmp_path / "clone", busy.env)
    outcome = clone.jimoplan("log")

    short = clone.git("rev-parse", "--short=9", "HEAD~1")
    assert (
        f"注:这是浅克隆,{short}(2024-05-06) 以前的历史没有取下来;运行 jimoplan sync 取回全部历史"
        in (outcome.text)
    )
    assert "更早的历史没有取下来" in outcome.text
    assert "(或更早)" in clone.jimoplan("blame", "1-1").text
    too_far = clone.jimoplan("diff", "--since", "2024-01-05")
    assert too_far.code == 2
    assert "git fetch --unshallow" in too_far.errors


def test_what_is_not_committed_is_said(busy: Work) -> None:
    busy.replace("title: 规范行政应诉", "title: 还没提交")

    assert "工作区另有没有提交的改动 1 处" in busy.jimoplan("log").text
    assert "尚未提交" in busy.jimoplan("blame", "1").text


def test_a_broken_file_does_not_hide_the_history(busy: Work) -> None:
    busy.write("乱了: [")
    outcome = busy.jimoplan("log")

    assert outcome.code == 0
    assert "工作区的计划文件现在读不出来" in outcome.text
    assert "3-1  状态 未启动→推进中" in outcome.text


@pytest.mark.parametrize("command", ["blame", "diff"])
def test_a_broken_file_is_not_compared_and_what_is_wrong_is_shown(work: Work, command: str) -> None:
    work.replace("title: 规范行政应诉", "title 规范行政应诉")
    outcome = work.jimoplan(command)

    assert outcome.code == 1
    assert "plan.yaml 有错误 1 处" in outcome.errors
    assert "按上面的提示改正" in outcome.errors


def test_a_line_of_blame_fits_into_eighty_cells(work: Work) -> None:
    work.update("1-1", "--note", "很长的进展" * 20)

    assert max(map(cell_width, work.jimoplan("blame", "1").text.splitlines())) <= 80


def test_without_a_repository_there_is_no_history_and_that_is_said(tmp_path: Path) -> None:
    work = Work(tmp_path, dict(QUIET))
    work.write(BASE)

    for command in ("log", "diff", "blame"):
        outcome = work.jimoplan(command)
        assert outcome.code == 3
        assert "没有历史可查" in outcome.errors


def test_the_answer_does_not_depend_on_what_was_kept(busy: Work) -> None:
    fresh = busy.jimoplan("log", "--format", "json").text
    cache = busy.folder / ".git" / "jimoplan.cache"
    data = cache.read_bytes()
    chance = random.Random(1)
    assert busy.jimoplan("log", "--format", "json").text == fresh
    for _ in range(8):
        at_byte = chance.randrange(len(data))
        damaged = (
            data[:at_byte] + bytes([data[at_byte] ^ chance.randrange(1, 256)]) + data[at_byte + 1 :]
        )
        cache.write_bytes(chance.choice((damaged, data[:at_byte], data * 2, b"\xff" * 100)))
        assert busy.jimoplan("log", "--format", "json").text == fresh


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(busy: Work) -> None:
    cache = busy.folder / ".git" / "jimoplan.cache"
    cache.unlink(missing_ok=True)
    cache.mkdir()

    assert len(events(busy)) == 4


@pytest.mark.parametrize("revision", ["HEAD", "HEAD~1", "HEAD~3"])
def test_a_content_that_git_has_lost_is_an_error_not_a_deletion(busy: Work, revision: str) -> None:
    blob = busy.git("rev-parse", f"{revision}:plan.yaml")
    (busy.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    (busy.folder / ".git" / "jimoplan.cache").unlink(missing_ok=True)

    for command in ("log", "blame"):
        outcome = busy.jimoplan(command)
        assert outcome.code == 3
        short = busy.git("rev-parse", "--short=9", revision)
        assert f"git 仓库不完整:提交 {short} 里的计划内容丢失了" in outcome.errors


def test_a_cache_that_leads_elsewhere_is_left_alone(busy: Work, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("别人的\n", "utf-8")
    cache = busy.folder / ".git" / "jimoplan.cache"
    cache.unlink(missing_ok=True)
    cache.symlink_to(elsewhere)

    assert len(events(busy)) == 4
    assert elsewhere.read_text("utf-8") == "别人的\n"


def test_names_from_commits_cannot_drive_the_terminal(work: Work) -> None:
    work.be(("张\x1b[31m三\u202e", "zhang@example.cn"))
    work.replace("title: 规范行政应诉", "title: 改了")
    commit(work)

    text = work.jimoplan("log").text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_diff_compares_the_last_commit_with_the_file(busy: Work) -> None:
    busy.replace("title: 规范行政应诉", "title: 新名称")
    outcome = busy.jimoplan("diff")

    assert outcome.code == 0
    assert "到工作区:改动 1 处,涉及 1 项" in outcome.text
    assert "任务名称 规范行政应诉→新名称" in outcome.text


def test_diff_compares_revisions_and_days(busy: Work) -> None:
    for words in (["HEAD~2", "HEAD"], ["HEAD~2..HEAD"], ["HEAD~2.."], ["--since", "2024-05-01"]):
        outcome = busy.jimoplan("diff", *words, "--format", "json")
        changes = outcome.data["changes"]
        assert {change["id"] for change in changes} == {"1-1", "3", "3-1"}, words
    between = busy.jimoplan(
        "diff", "--since", "2024-05-01", "--until", "2024-05-31", "--format", "json"
    )
    changes = between.data["changes"]
    assert {change["id"] for change in changes} == {"3", "3-1"}


def test_diff_since_before_the_plan_was_registered_begins_there(busy: Work) -> None:
    outcome = busy.jimoplan("diff", "--since", "2024-01-01")

    assert outcome.code == 0
    assert "从登记时(" in outcome.text
    assert "改动 6 处" in outcome.text


def test_diff_stands_department_by_department_on_request(busy: Work) -> None:
    text = busy.jimoplan("diff", "HEAD~3", "HEAD", "--by-dept", "--format", "md").text
    only = busy.jimoplan("diff", "HEAD~3", "HEAD", "--dept", "乙科", "--format", "json").text

    assert text.index("## 甲科") < text.index("## 各科室")
    assert json.loads(only)["data"]["changes"]


@pytest.mark.parametrize(
    ("words", "code", "told_so"),
    [
        (["没有"], 2, "git 里没有叫“没有”的版本"),
        (["--ext-diff"], 2, "没有选项 --ext-diff"),
        (["--", "--output=x"], 2, "git 里没有叫“--output=x”的版本"),
        (["HEAD", "HEAD", "HEAD"], 2, "一次只能比较两个版本"),
        (["HEAD~1...HEAD"], 2, "有三个点"),
        (["^HEAD"], 2, "git 里没有叫“^HEAD”的版本"),
        (["--since", "2024-05-02", "--until", "2024-05-01"], 2, "还晚"),
        (["--until", "2024-05-01"], 2, "--until 要和 --since 一起写"),
        (["HEAD", "--since", "2024-05-01"], 2, "版本和日期只能写一样"),
        (["--since", "2024-01-01", "--until", "2024-01-31"], 2, "最早的在 2024-03-15"),
    ],
)
def test_diff_says_what_it_cannot_compare(
    busy: Work, words: list[str], code: int, told_so: str
) -> None:
    outcome = busy.jimoplan("diff", *words)

    assert outcome.code == code
    assert told_so in outcome.errors


def test_blame_names_who_set_each_field(busy: Work) -> None:
    rows = {
        row["field"]: row
        for row in busy.jimoplan("blame", "1-1", "--format", "json").data["fields"]
    }

    assert rows["due"]["commit"]["author"]["name"] == "李四"
    assert rows["due"]["commit"]["commit"] == busy.git("rev-parse", "HEAD")
    assert rows["updates"]["commit"]["author"]["name"] == "张三"
    assert rows["updates"]["commit"]["commit"] == busy.git("rev-parse", "HEAD~2")
    assert rows["title"]["commit"]["commit"] == busy.git("rev-parse", "HEAD~3")


def test_who_moves_a_deadline_for_a_reason_is_not_who_gave_the_items_own_reason(work: Work) -> None:
    work.update("1-1", "--status", "暂缓", "--reason", "等上级文件")
    who = work.git("rev-parse", "--short=9", "HEAD")
    work.be(SUPERVISOR)
    work.update("1-1", "--due", "2024-09-30", "--reason", "延期", "--approved-by", "王局")

    (reason,) = (line for line in work.jimoplan("blame", "1-1").text.splitlines() if "原因" in line)
    assert ("等上级文件" in reason, LIAISON[0] in reason, who in reason) == (True, True, True)


def test_a_deadline_that_was_moved_is_no_reason_that_was_taken_back(busy: Work) -> None:
    assert "原因" not in busy.jimoplan("blame", "1-1").text


@pytest.mark.parametrize(
    "words",
    ["log", "blame", "diff", "audit", "undo --yes", "git setup", "resolve"],
)
def test_without_the_git_program_a_repository_is_not_said_to_be_missing(
    work: Work, words: str
) -> None:
    outcome = work.jimoplan(*words.split(), env={"PATH": ""})

    assert (outcome.code, "没有找到 git 程序" in outcome.errors) == (3, True), outcome


def test_blame_follows_an_item_that_was_removed_and_added_again(work: Work) -> None:
    measure = "          - id: 1-2\n            kind: 常态化\n            title: 指导应诉\n"
    work.replace(measure, measure.replace("1-2", "1-9"))
    commit(work)
    work.be(SUPERVISOR)
    work.replace(measure.replace("1-2", "1-9"), measure)
    back = commit(work)
    text = work.jimoplan("blame", "1-2").text

    assert text.count(back) >= 3
    assert LIAISON[0] not in text


def test_signatures_are_told_on_request(work: Work, tmp_path: Path) -> None:
    key = tmp_path / "key"
    work.git("config", "gpg.format", "ssh")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    work.git("config", "user.signingkey", f"{key}.pub")
    signers = tmp_path / "signers"
    signers.write_text(f"{LIAISON[1]} {Path(f'{key}.pub').read_text('utf-8')}", "utf-8")
    work.git("config", "gpg.ssh.allowedSignersFile", str(signers))
    work.git("config", "commit.gpgsign", "true")
    work.update("1-1", "--note", "甲")

    assert [event.get("signature") for event in events(work)] == ["unverified", "none"]
    assert "有签名,没有核对" in work.jimoplan("log").text
    assert [event.get("signature") for event in events(work, "--signatures")] == ["good", "none"]
    assert "签名有效" in work.jimoplan("log", "--signatures").text


def test_the_log_of_a_task_is_not_that_of_another_whose_id_begins_alike(tmp_path: Path) -> None:
    tasks = "tasks:\n" + "".join(
        f"  - id: {each}\n    title: {each}事\n    lead: [甲科]\n"
        f"    measures: [{{id: {each}-1, kind: 一次性, title: {each}件}}]\n"
        for each in ("办", "办-2")
    )
    work = make_repository(tmp_path / "work", BASE.replace("sections:\n", f"{tasks}sections:\n"))
    assert work.jimoplan("add", "section", "办", "另一个", "--yes").code == 0
    for number in ("办-2-1", "办-1"):
        entry = ("--status", "推进中", "--note", f"{number}已办")
        assert work.jimoplan("update", number, *entry).code == 0

    of_task, of_other = (
        [line for each in told(work, number) for line in each] for number in ("办", "办-2")
    )
    assert any("办-1已办" in line for line in of_task)
    assert not any("办-2" in line or "板块" in line for line in of_task)
    assert any("办-2-1已办" in line for line in of_other)


def test_a_change_of_white_space_alone_is_shown_in_diff_log_and_corrections(work: Work) -> None:
    work.replace("title: 办理行政复议\n", "title: '办理 行政复议'\n")
    commit(work)
    work.replace("title: '办理 行政复议'\n", "title: '办理  行政复议'\n")
    work.replace("note: 初稿已征求意见}", "note: 初稿 已征求意见}")
    shown = "任务名称 办理␣行政复议→办理␣␣行政复议(只差空白)"

    assert shown in work.jimoplan("diff").text
    commit(work)
    newest = told(work)[0]
    assert f"任务 3 {shown}" in newest
    assert any("进展情况 “初稿已征求意见”→“初稿␣已征求意见”(只差空白)" in words for words in newest)
