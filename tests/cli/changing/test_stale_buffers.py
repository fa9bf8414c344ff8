"""An old copy of the file saved over what others have done since: their work is kept."""

from pathlib import Path

import pytest
from audited import LEADER, LIAISON, PEOPLED, SUPERVISOR, SUPPORTER
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
