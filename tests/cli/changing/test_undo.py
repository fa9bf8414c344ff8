"""jimoplan undo and commit: changes taken back, hand edits put on record."""

import re
from pathlib import Path

import pytest
from problem_cases import BASE
from repositories import LIAISON, SUPERVISOR, Work, make_repository, unchanged


def test_the_last_change_is_taken_back_by_a_new_commit(work: Work) -> None:
    work.update("3-1", "--status", "推进中", "--note", "起草")
    undone = work.git("rev-parse", "HEAD")
    outcome = work.jimoplan("undo", "--yes")

    assert outcome.code == 0, outcome.errors
    assert "3-1 状态 推进中→未启动\n" in outcome.text
    assert f"撤销 {undone[:9]} 2024-05-06 张三 <zhang@example.cn>:" in outcome.errors
    assert work.git("log", "-1", "--format=%(trailers:key=Plan-Undo,valueonly)").strip() == undone
    assert work.commits()[0].startswith(f"撤销 {undone[:9]}:3-1 印发白皮书:推进中→未启动")
    assert len(work.commits()) == 3


def test_an_undo_can_be_undone(work: Work) -> None:
    work.update("1-1", "--note", "甲")
    changed = work.text
    assert work.jimoplan("undo", "--yes").code == 0
    assert work.text == BASE
    assert work.jimoplan("undo", "--yes").code == 0
    assert work.text == changed


@pytest.fixture
def pulled(work: Work, tmp_path: Path) -> Work:
    """A clone in which 张三 has reported, and then pulled what 李四 had reported meanwhile."""
    clone = Work(tmp_path / "clone")
    work.git("clone", "--quiet", str(work.folder), str(clone.folder))
    clone.be(LIAISON)
    assert clone.jimoplan("git", "setup", "--yes").code == 0
    clone.git("add", "--all")
    clone.git("commit", "--quiet", "--message=驱动")
    clone.update("1-1", "--note", "我的一笔")
    work.be(SUPERVISOR)
    work.update("3-1", "--note", "别人的一笔")
    work.update("1-2", "--note", "别人的二笔")
    clone.git("pull", "--quiet", "--no-rebase", "--no-edit")
    return clone


def test_after_a_pull_one_s_own_last_change_is_taken_back(pulled: Work) -> None:
    outcome = pulled.jimoplan("undo", "--yes")

    assert (outcome.code, "不是您自己的改动" in outcome.errors) == (0, False)
    assert "我的一笔" not in pulled.text
    assert {"别人的一笔", "别人的二笔"} <= set(re.findall("别人的.笔", pulled.text))


def test_a_merge_is_taken_back_by_its_name_with_what_is_lost_shown_first(pulled: Work) -> None:
    with unchanged(pulled):
        asked = pulled.jimoplan("undo", "HEAD")
    assert asked.code == 2
    assert "这是合并,会去掉的是 李四 的:" in asked.errors
    assert re.search(r"[0-9a-f]{9} 2024-05-06 李四:\n  3-1 .*别人的一笔", asked.errors)
    assert "撤销 李四 的改动,确定吗?" in asked.errors

    assert pulled.jimoplan("undo", "HEAD", "--yes").code == 0
    assert "别人的" not in pulled.text
    assert "我的一笔" in pulled.text


def test_another_s_change_is_taken_back_by_its_name_only(pulled: Work) -> None:
    with unchanged(pulled):
        outcome = pulled.jimoplan("undo", "2", "--yes")
    assert (outcome.code, "张三 能撤销的改动一共只有 1 次" in outcome.errors) == (2, True)
    (theirs,) = re.findall(r"最近的是 ([0-9a-f]{9})\(李四 2024-05-06 1-2 ", outcome.errors)

    assert pulled.jimoplan("undo", theirs, "--yes").code == 0
    assert "别人的二笔" not in pulled.text
    assert "别人的一笔" in pulled.text


def test_who_is_nobody_to_git_has_nothing_of_their_own(work: Work) -> None:
    work.update("1-1", "--note", "甲")
    work.git("config", "user.useConfigOnly", "true")
    work.git("config", "--unset", "user.email")
    with unchanged(work):
        outcome = work.jimoplan("undo", "--dry-run")

    assert (outcome.code, "分不清哪些改动是您的" in outcome.errors) == (3, True)
    assert re.search(r"写明撤销哪个提交,最近的是 [0-9a-f]{9}\(张三 2024-05-06 1-1 ", outcome.errors)


def test_what_is_not_in_this_history_is_not_undone(work: Work) -> None:
    work.git("checkout", "--quiet", "-b", "别处")
    work.update("1-1", "--note", "甲")
    work.git("checkout", "--quiet", "main")
    with unchanged(work):
        outcome = work.jimoplan("undo", "别处", "--yes")

    assert (outcome.code, "不在当前的历史里" in outcome.errors) == (2, True)


def test_an_earlier_change_is_taken_back_and_later_ones_stay(work: Work) -> None:
    work.update("1-1", "--note", "甲")
    work.update("1-1", "--note", "乙")
    work.update("1-2", "--note", "丙")
    assert work.jimoplan("undo", "3", "--yes").code == 0

    assert "note: 甲" not in work.text
    assert "note: 乙" in work.text
    assert "note: 丙" in work.text


def test_a_later_change_of_the_same_field_is_named_and_stops_it(work: Work) -> None:
    work.update("1-1", "--status", "暂缓", "--reason", "等批复")
    work.be(SUPERVISOR)
    work.update("1-1", "--status", "推进中", "--date", "2024-05-07")
    later = work.git("rev-parse", "--short=9", "HEAD")
    with unchanged(work):
        outcome = work.jimoplan("undo", "HEAD~1", "--yes")

    assert outcome.code == 1
    assert "1-1 状态 暂缓→推进中" in outcome.errors
    assert f"{later}(2024-05-06 1-1 制发应诉规则:暂缓→推进中" in outcome.errors


def test_a_hand_edit_of_the_same_field_stops_it(work: Work) -> None:
    work.update("1-1", "--due", "2024-09-30", "--reason", "延期", "--approved-by", "王局")
    work.replace(
        "            due: 2024-09-30\n            status",
        "            due: 2024-10-31\n            status",
    )
    with unchanged(work):
        outcome = work.jimoplan("undo", "--yes")

    assert outcome.code == 1
    assert "1-1 完成时限原来是 2024-09-30,现在是 2024-10-31" in outcome.errors


def test_an_addition_that_was_reported_on_is_not_undone(work: Work) -> None:
    assert work.jimoplan("add", "measure", "3", "--title", "回访").code == 0
    work.update("3-2", "--progress", "30")
    with unchanged(work):
        outcome = work.jimoplan("undo", "2", "--yes")

    assert (outcome.code, "后来的改动又动了同一处" in outcome.errors) == (1, True)


def test_what_a_review_rested_on_is_not_undone_once_it_is_closed(work: Work) -> None:
    work.update("1-1", "--note", "二稿")
    work.update("1-1", "--status", "已完成")
    work.be(SUPERVISOR)
    assert work.jimoplan("review", "1-1", "--approve", "--yes").code == 0
    with unchanged(work):
        outcome = work.jimoplan("undo", "HEAD~2", "--yes")
    assert (outcome.code, "举措 1-1 已销号,不再改动" in outcome.errors) == (2, True)

    assert work.jimoplan("undo", "--yes").code == 0


def test_a_hand_edit_that_an_audit_would_not_pass_is_not_committed(work: Work) -> None:
    work.replace(
        "due: 2024-06-30\n            status: 推进中", "due: 2024-06-30\n            status: 已销号"
    )
    with unchanged(work):
        outcome = work.jimoplan("commit", "--yes")
    assert outcome.code == 1
    assert "推进中→已销号 没有走流程" in outcome.errors
    assert "A25 没有审核就进出已销号" in outcome.errors
    assert "→ 把状态改回推进中(手工改动都不要的,git restore plan.yaml)" in outcome.errors
    assert "jimoplan update 1-1 --status 已完成" in outcome.errors


def test_who_reopens_by_hand_is_told_of_ways_that_work(work: Work) -> None:
    work.update("1-1", "--status", "已完成")
    work.be(SUPERVISOR)
    assert work.jimoplan("review", "1-1", "--approve", "--yes").code == 0
    closed = work.text
    work.replace("            status: 已销号", "            status: 已完成")
    outcome = work.jimoplan("commit", "--yes")
    assert outcome.code == 1
    assert "→ 把状态改回已销号(手工改动都不要的,git restore plan.yaml)" in outcome.errors
    assert "由审核人 jimoplan undo 撤销自己的审核" in outcome.errors

    work.git("restore", "plan.yaml")
    assert work.text == closed
    assert work.jimoplan("undo", "--yes").code == 0
    assert "            status: 已完成" in work.text


def test_who_closes_by_hand_what_was_done_is_told_how_a_review_can(work: Work) -> None:
    work.update("1-1", "--status", "已完成")
    work.be(SUPERVISOR)
    work.replace("            status: 已完成", "            status: 已销号")
    outcome = work.jimoplan("commit", "--yes")
    assert "→ 把状态改回已完成(手工改动都不要的,git restore plan.yaml)" in outcome.errors
    assert "jimoplan review 1-1 --approve 销号" in outcome.errors

    work.git("restore", "plan.yaml")
    assert work.jimoplan("review", "1-1", "--approve", "--yes").code == 0


def test_a_step_that_the_workflow_has_not_got_is_said_with_those_it_has(work: Work) -> None:
    work.replace("due: 2024-12-31\n", "due: 2024-12-31\n            status: 已完成\n")
    outcome = work.jimoplan("commit", "--dry-run")

    words = "举措 1-4 未启动→已完成 没有走流程(未启动的下一步是推进中、暂缓、已取消)"
    assert words in outcome.errors
    assert "jimoplan review" not in outcome.errors


def test_a_hand_edit_past_the_workflow_is_asked_about(work: Work) -> None:
    work.replace(
        "due: 2024-06-30\n            status: 推进中",
        "due: 2024-06-30\n            status: 已完成\n"
        "            submitted_by: 测试 <t@example.cn>",
    )
    with unchanged(work):
        outcome = work.jimoplan("commit")
    assert outcome.code == 2
    assert "提交人、提交日期、审核记录是手工改的" in outcome.errors
    assert "这些改动绕过了流程,确定提交吗?" in outcome.errors

    assert work.jimoplan("commit", "--yes").code == 0
    assert work.status() == []


def test_undo_asks_unless_told_yes(work: Work) -> None:
    work.update("1-1", "--note", "甲")
    with unchanged(work):
        outcome = work.jimoplan("undo")

    assert (outcome.code, "撤销这次改动,确定吗?" in outcome.errors) == (2, True)


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        ("1", 2, "能撤销的改动一共只有 0 次"),
        ("999999", 2, "能撤销的改动一共只有 0 次"),
        ("9999999", 2, "git 里没有叫“9999999”的版本"),
        ("2", 2, "能撤销的改动一共只有 0 次"),
        ("0", 2, "没有倒数第 0 次改动"),
        ("一", 2, "git 里没有叫“一”的版本"),
        ("", 2, "不是次数"),
    ],
)
def test_there_is_nothing_to_undo(work: Work, number: str, code: int, said: str) -> None:
    with unchanged(work):
        outcome = work.jimoplan("undo", number, "--yes")

    assert (outcome.code, said in outcome.errors) == (code, True)


def test_a_change_of_comments_alone_is_not_undone(work: Work) -> None:
    work.update("1-1", "--note", "甲")
    work.write("# 说明\n" + work.text)
    work.git("commit", "-qam", "加一行注释")
    outcome = work.jimoplan("undo", "HEAD", "--yes")
    assert (outcome.code, "只改了注释或格式" in outcome.errors) == (3, True)

    assert work.jimoplan("undo", "--yes").code == 0
    assert work.text == "# 说明\n" + BASE


def test_a_hand_edit_is_committed_with_the_same_kind_of_message(work: Work) -> None:
    (work.folder / "别的.txt").write_text("别的", "utf-8")
    work.git("add", "别的.txt")
    work.replace("note: 指导12件", "note: 指导13件")
    work.write("# 四月更正\n" + work.text)
    outcome = work.jimoplan("commit")

    assert outcome.code == 0, outcome.errors
    assert work.committed() == work.text
    assert work.git("log", "-1", "--format=%B").startswith(
        "1-2 指导应诉:更正 2024-04-01 的填报 进展情况 “指导12件”→“指导13件”\n\nPlan-Item: 1-2\n"
    )
    assert work.git("-c", "core.quotePath=off", "status", "--porcelain") == "A  别的.txt"


def test_a_hand_edit_of_comments_alone_is_committed_too(work: Work) -> None:
    work.write("# 说明\n" + work.text)
    assert work.jimoplan("commit").code == 0
    assert work.commits()[0] == "整理 plan.yaml 的注释和格式"


def test_a_hand_edit_with_errors_is_not_committed(work: Work) -> None:
    work.replace("kind: 常态化", "kind: 常常")
    with unchanged(work):
        outcome = work.jimoplan("commit")

    assert (outcome.code, "E103" in outcome.errors) == (1, True)


def test_without_a_hand_edit_there_is_nothing_to_commit(work: Work) -> None:
    with unchanged(work):
        outcome = work.jimoplan("commit")

    assert (outcome.code, outcome.errors) == (0, "没有变化,没有提交\n")


def test_a_plan_that_was_broken_before_can_be_committed_right(work: Work) -> None:
    work.replace("kind: 常态化", "kind: 常常")
    work.git("commit", "-qam", "改坏了")
    work.write(BASE)
    assert work.jimoplan("commit").code == 0
    assert work.commits()[0] == "改正计划文件 plan.yaml"


def test_the_whole_edit_staged_by_git_add_is_committed(work: Work) -> None:
    work.replace("note: 指导12件", "note: 指导13件")
    work.git("add", "plan.yaml")
    assert work.jimoplan("commit").code == 0
    assert work.status() == []


def test_a_hook_that_refuses_leaves_the_hand_edit(work: Work) -> None:
    work.hook("pre-commit", "echo 不行 >&2; exit 1")
    work.replace("note: 指导12件", "note: 指导13件")
    with unchanged(work):
        outcome = work.jimoplan("commit")

    assert (outcome.code, "没有提交,文件没有动" in outcome.errors) == (3, True)


def test_what_was_removed_comes_back_as_it_stood(work: Work) -> None:
    work.replace("      - id: '3'\n", "\n      # 复议的事\n      - id: '3'   # 九月\n")
    work.git("commit", "-qam", "注释")
    before = work.text
    assert work.jimoplan("remove", "3", "--yes").code == 0
    assert "复议" not in work.text
    assert work.jimoplan("undo", "--yes").code == 0

    assert work.text == before


def test_a_report_on_what_was_removed_later_is_not_undone(work: Work) -> None:
    work.update("1-2", "--note", "甲")
    assert work.jimoplan("remove", "1-2", "--yes").code == 0
    with unchanged(work):
        outcome = work.jimoplan("undo", "2", "--yes")

    assert (outcome.code, "1-2 指导应诉:删去" in outcome.errors) == (1, True)


def test_a_review_is_undone_by_nobody_but_the_reviewer(work: Work) -> None:
    work.update("1-1", "--status", "已完成")
    work.be(SUPERVISOR)
    assert work.jimoplan("review", "1-1", "--return", "--reason", "缺附件").code == 0
    work.be(LIAISON)
    with unchanged(work):
        outcome = work.jimoplan("undo", "HEAD", "--yes")
    assert (outcome.code, "李四 <li@example.cn> 的审核(退回)" in outcome.errors) == (1, True)

    work.be(SUPERVISOR)
    assert work.jimoplan("undo", "--yes").code == 0


def test_what_later_changes_rest_on_is_not_undone(work: Work) -> None:
    work.update("3-1", "--status", "推进中")
    work.update("3-1", "--progress", "30")
    with unchanged(work):
        outcome = work.jimoplan("undo", "2", "--yes")

    assert outcome.code == 1
    assert "E210" in outcome.errors
    assert "撤销以后计划会有错误" in outcome.errors


def test_a_shallow_clone_says_what_it_lacks(work: Work, tmp_path: Path) -> None:
    work.update("1-2", "--note", "甲")
    source = work.folder.as_uri()
    work.git("clone", "--quiet", "--depth=1", source, str(tmp_path / "浅"))
    shallow = Work(tmp_path / "浅")
    shallow.be(LIAISON)
    for number in ("1", "2"):
        outcome = shallow.jimoplan("undo", number, "--yes")
        assert (outcome.code, "git fetch --unshallow" in outcome.errors) == (3, True)


@pytest.mark.parametrize(
    "settings",
    [("i18n.logOutputEncoding", "GBK"), ("log.showSignature", "true"), ("log.follow", "true")],
)
def test_how_git_is_set_to_show_its_log_makes_no_difference(
    work: Work, settings: tuple[str, str]
) -> None:
    work.git("config", *settings)
    work.update("1-1", "--note", "甲")
    outcome = work.jimoplan("undo", "--yes")

    assert (outcome.code, "张三 <zhang@example.cn>:1-1 制发应诉规则" in outcome.errors) == (0, True)


def test_undo_keeps_the_form_of_what_others_wrote(tmp_path: Path) -> None:
    text = BASE.replace(
        "status: 推进中\n        measures", "status: 推进中   # 督查\n        measures"
    )
    work = make_repository(tmp_path, text)
    work.update("1-2", "--status", "暂缓", "--reason", "等批复")
    work.jimoplan("undo", "--yes")

    assert work.text == text


def test_where_only_the_file_has_moved_on_the_commit_gives_the_bytes_back(work: Work) -> None:
    """What is committed is what was there before; the hand edit beside it stays as it is."""
    work.update("3-1", "--status", "推进中", "--note", "已起步")
    work.replace("title: 办理行政复议\n", "title: 办好行政复议   # 待定\n")
    outcome = work.jimoplan("undo", "--yes")
    assert outcome.code == 0, outcome.errors

    assert work.committed() == BASE
    assert "title: 办好行政复议   # 待定\n" in work.text
    assert "已起步" not in work.text


def test_what_a_hand_edit_said_in_comments_stays_when_it_is_undone(work: Work) -> None:
    note = "              - {date: 2024-04-01, note: 指导12件}\n"
    said = f"              # 电话里说的\n{note}"
    work.replace(note, said.replace("12件", "13件"))
    assert work.jimoplan("commit", "--yes").code == 0
    assert work.jimoplan("undo", "--yes").code == 0

    assert work.text == BASE.replace(note, said)


def test_an_item_that_comes_back_is_what_the_commit_is_called_after(work: Work) -> None:
    assert work.jimoplan("remove", "1-4", "--yes").code == 0
    removed = work.git("rev-parse", "--short=9", "HEAD")
    assert work.jimoplan("undo", "--yes").code == 0

    assert work.commits()[0] == f"撤销 {removed}:1-4 负责人出庭率:新增(在任务 1)"


def test_what_was_taken_back_since_is_not_in_the_way(work: Work) -> None:
    before = work.text
    work.update("3-1", "--status", "推进中")
    started = work.text
    work.update("3-1", "--status", "暂缓", "--reason", "等批复")
    for _ in range(3):  # taken back, made again, taken back
        assert work.jimoplan("undo", "--yes").code == 0
    assert work.text == started

    outcome = work.jimoplan("undo", "HEAD~4", "--yes")

    assert (outcome.code, work.text) == (0, before), outcome.errors
