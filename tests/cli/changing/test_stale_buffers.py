"""An old copy of the file saved over what others have done since: their work is kept."""

import re
from pathlib import Path

import pytest
from audited import LEADER, LIAISON, PEOPLED, SUPERVISOR, SUPPORTER, change
from repositories import Work, make_repository, unchanged
from terminal import answer

MY_WORD = ("note: 初稿已征求意见}", "note: 初稿已定}")
MINE = PEOPLED.replace("{date: 2024-03-15, ", "{date: 2024-03-15, by: 张三, ")


@pytest.fixture
def stale(tmp_path: Path) -> Work:
    """张三 has had the file open while others worked, and saves it with one more word."""
    work = make_repository(tmp_path / "work", MINE)
    buffer = work.text
    work.be(SUPPORTER)
    work.update("1-1", "--note", "乙科第一笔")
    work.update("1-1", "--note", "乙科第二笔", "--date", "2024-05-07")
    work.be(LEADER)
    work.update("1-1", "--due", "2024-07-31", "--reason", "等", "--approved-by", "王五")
    work.be(SUPERVISOR)
    work.jimoplan("add", "measure", "1", "--kind", "一次性", "--title", "新增的")
    work.jimoplan("remark", "1-2", "请抓紧")
    work.be(LIAISON)
    work.write(buffer.replace(*MY_WORD))
    return work


@pytest.mark.parametrize("words", [("commit",), ("commit", "--yes")])
def test_what_others_have_done_is_put_back_and_the_rest_is_committed(
    stale: Work, words: tuple[str, ...]
) -> None:
    before = stale.committed()
    outcome = stale.jimoplan(*words)

    assert outcome.code == 0, outcome.errors
    assert stale.text == stale.committed() == before.replace(*MY_WORD)
    assert "别人的内容 6 处,放回计划文件" in outcome.errors
    assert "  赵六(" in outcome.errors
    assert ":1-1 删去填报记录 2024-05-06 乙科 赵六:乙科第一笔\n" in outcome.errors
    assert ":1-1 完成时限 2024-07-31→2024-06-30\n" in outcome.errors
    assert stale.jimoplan("audit", "HEAD~1..HEAD").code == 0


def test_what_would_be_put_back_can_be_looked_at_first(stale: Work) -> None:
    with unchanged(stale):
        outcome = stale.jimoplan("commit", "--dry-run")

    assert "别人的内容 6 处,会放回去" in outcome.errors


def test_at_a_terminal_it_is_asked_item_by_item(stale: Work) -> None:
    stale.be(SUPERVISOR)
    stale.write(stale.committed().replace("note: 乙科第一笔", "note: 改过的一笔"))
    outcome = answer(stale, ("commit", "--plan-reason", "核实"), "去掉\n")
    assert (outcome.code, "这次手工改动会去掉 赵六(" in outcome.errors) == (0, True)
    assert "note: 改过的一笔" in stale.committed()

    stale.write(stale.committed().replace("note: 乙科第二笔", "note: 也改掉"))
    assert answer(stale, ("commit",), "\n").code == 0
    assert "note: 乙科第二笔" in stale.committed()
    assert stale.text == stale.committed()


def test_others_work_goes_where_that_is_said(stale: Work) -> None:
    stale.be(SUPERVISOR)
    stale.write(stale.committed().replace("note: 乙科第一笔", "note: 改过的一笔"))
    outcome = stale.jimoplan("commit", "--delete-others", "--plan-reason", "核实")

    assert (outcome.code, "放回" in outcome.errors) == (0, False)
    assert "note: 改过的一笔" in stale.committed()


def test_one_s_own_is_one_s_own_to_correct(stale: Work) -> None:
    stale.write(stale.committed().replace(*MY_WORD))
    outcome = stale.jimoplan("commit")

    assert (outcome.code, "别人的内容" in outcome.errors) == (0, False)
    assert "note: 初稿已定" in stale.committed()


@pytest.fixture
def others(tmp_path: Path) -> Work:
    return make_repository(tmp_path / "work", MINE)


def save_over(work: Work, buffer: str, *edits: tuple[str, str]) -> None:
    """张三 saves what the editor holds, with some words of his own."""
    work.be(LIAISON)
    work.write(change(buffer, *edits))


def test_a_value_that_others_set_twice_is_put_back(others: Work) -> None:
    buffer = others.text
    others.be(LEADER)
    for due in ("2024-07-31", "2024-08-31"):
        others.update("1-1", "--due", due, "--reason", "等", "--approved-by", "王五")
    committed = others.committed()
    save_over(others, buffer, MY_WORD)
    outcome = others.jimoplan("commit")

    assert outcome.code == 0, outcome.errors
    assert others.text == others.committed() == change(committed, MY_WORD)
    assert re.search(r"王五\(.*\)、王五\(.*\):1-1 完成时限 2024-08-31→2024-06-30\n", outcome.errors)


def test_an_item_that_others_added_and_reported_on_is_put_back_whole(others: Work) -> None:
    buffer = others.text
    others.be(SUPERVISOR)
    others.jimoplan("add", "measure", "3", "--kind", "一次性", "--title", "新增的")
    others.be(SUPPORTER)
    others.update("3-2", "--progress", "20")
    committed = others.committed()
    save_over(others, buffer, MY_WORD)
    outcome = others.jimoplan("commit")

    assert outcome.code == 0, outcome.errors
    assert others.text == others.committed() == change(committed, MY_WORD)


def test_what_others_removed_or_moved_stays_so(others: Work) -> None:
    buffer = others.text
    others.be(SUPERVISOR)
    assert others.jimoplan("move", "1", "--to", "二", "--plan-reason", "分工调整").code == 0
    assert others.jimoplan("remove", "3", "--yes", "--plan-reason", "并入").code == 0
    committed = others.committed()
    save_over(others, buffer, MY_WORD)
    outcome = others.jimoplan("commit")

    assert outcome.code == 0, outcome.errors
    assert others.text == others.committed() == change(committed, MY_WORD)


def test_comments_of_what_is_put_back_come_along(others: Work) -> None:
    buffer = others.text
    others.be(SUPPORTER)
    others.update("1-1", "--note", "乙科的一笔")
    line = next(line for line in others.text.splitlines() if "乙科的一笔" in line)
    others.replace(line, f"              # 乙科请甲科核实\n{line}   # 待核")
    others.git("commit", "--quiet", "--all", "--message=说明")
    committed = others.text
    save_over(others, buffer, MY_WORD)

    assert others.jimoplan("commit").code == 0
    assert others.text == change(committed, MY_WORD)


def test_comments_of_one_s_own_stay(others: Work) -> None:
    buffer = others.text
    others.be(SUPPORTER)
    others.update("1-1", "--note", "乙科的一笔")
    committed = others.text
    own = (MY_WORD[0], f"{MY_WORD[1]}   # 请督查看一下")
    save_over(others, buffer, own)

    assert others.jimoplan("commit").code == 0
    assert others.text == change(committed, own)


def test_one_s_own_report_of_the_same_day_stays_beside_another_s(others: Work) -> None:
    after = "note: 初稿已征求意见}\n"
    buffer = others.text
    others.be(SUPPORTER)
    others.replace(after, f"{after}              - {{date: 2024-05-06, note: 没写名字的}}\n")
    others.git("commit", "--quiet", "--all", "--message=手工")
    save_over(others, buffer, (after, f"{after}              - {{date: 2024-05-06, note: 我的}}\n"))
    outcome = others.jimoplan("commit", "--yes")

    assert outcome.code == 0, outcome.errors
    assert {"没写名字的", "我的"} <= set(re.findall("note: (.*)}", others.committed()))


def test_without_a_word_of_one_s_own_the_file_is_mended_and_nothing_committed(stale: Work) -> None:
    stale.write(MINE)
    outcome = stale.jimoplan("commit")

    assert (outcome.code, "没有别的变化,没有提交" in outcome.errors) == (0, True)
    assert stale.text == stale.committed()
    (blob,) = re.findall("git show ([0-9a-f]{9})", outcome.errors)
    assert stale.git("show", blob) + "\n" == MINE


def test_where_a_hook_refuses_the_file_is_as_it_was_saved(stale: Work) -> None:
    stale.hook("pre-commit", "exit 1")
    with unchanged(stale):
        outcome = stale.jimoplan("commit")

    assert (outcome.code, "文件没有动" in outcome.errors) == (3, True)


def test_what_cannot_be_put_back_is_named_with_whose_it_is_and_why(others: Work) -> None:
    others.be(SUPPORTER)
    others.update("1-1", "--progress", "50")
    text, status = others.text, "due: 2024-06-30\n            status: "
    start = text.index("            updates:\n")
    reports = text[start : text.index("          - id: 1-2")]
    save_over(others, text, (reports, ""), (f"{status}推进中", f"{status}未启动"))
    with unchanged(others):
        outcome = others.jimoplan("commit", "--yes")

    assert outcome.code == 1
    assert "别人的内容放不回去,没有写入,没有提交:赵六(" in outcome.errors
    assert " 的 1-1 删去填报记录 2024-05-06 乙科 赵六:进度 50%" in outcome.errors
    assert "E210 举措 1-1 状态是未启动,却填报了进度" in outcome.errors
    assert "--delete-others" in outcome.errors


def test_what_somebody_had_before_their_eyes_they_may_set_back(others: Work) -> None:
    """After a return, the review that tells of it is left in the file: nothing old was saved."""
    others.update("1-1", "--status", "已完成")
    others.be(SUPERVISOR)
    returned = others.jimoplan("review", "1-1", "--return", "--reason", "缺附件")
    assert returned.code == 0, returned.errors
    others.be(LIAISON)
    status = "due: 2024-06-30\n            status: "
    others.replace(f"{status}推进中", f"{status}已完成")
    outcome = others.jimoplan("commit", "--dry-run")

    assert "1-1 状态 推进中→已完成" in outcome.text
    assert "别人的内容" not in outcome.errors


def test_what_an_item_stood_in_is_put_back_along_with_it(work: Work) -> None:
    work.be(SUPERVISOR)
    assert work.jimoplan("add", "measure", "3", "--kind", "一次性", "--title", "新增的").code == 0
    work.be(LIAISON)
    task = work.text[work.text.index("      - id: '3'") : work.text.index("  - number: 二")]
    work.replace(task, "")
    work.replace("known_gaps: ['2']", "known_gaps: ['2']\n  retired: ['3', 3-1, 3-2]")
    outcome = work.jimoplan("commit", "--yes")

    assert outcome.code == 0, outcome.errors
    assert "李四(" in outcome.errors
    assert ":3-2 删去 新增的(在任务 3)(连同任务 3)\n" in outcome.errors
    assert "retired: [3-1]\n" in work.committed()
    assert work.committed().count("- id: '3'") == work.committed().count("id: 3-2") == 1
    assert work.text == work.committed()
