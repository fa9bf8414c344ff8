"""jimoplan review of many: one key an item at a terminal, several numbers at once without one."""

import pytest
from repositories import LIAISON, SUPERVISOR, Work, unchanged
from terminal import TYPED_CTRL_D, answer

WAITING = ("1-1", "1-2", "1-3", "3-1")


@pytest.fixture
def queue(work: Work) -> Work:
    """Four measures reported as done by the liaison, one by whoever is at the keyboard now."""
    work.update("3-1", "--status", "推进中")
    for number in WAITING:
        work.update(number, "--status", "已完成")
    work.be(SUPERVISOR)
    work.update("1-4", "--status", "推进中")
    work.update("1-4", "--status", "已完成", "--reason", "没有开庭")
    return work


def statuses(work: Work) -> dict[str, str]:
    rows = work.jimoplan("list", "-m", "--columns", "id,status", "--format", "csv").text
    return dict(line.split(",") for line in rows.strip().split("\n")[1:])


def test_two_are_approved_one_returned_and_one_passed_over_with_a_key_each(queue: Work) -> None:
    outcome = answer(queue, ["review"], "112缺附件\r3")

    assert outcome.code == 0, outcome.errors
    found = statuses(queue)
    assert [found[n] for n in WAITING] == ["已销号", "已销号", "推进中", "已完成"]
    assert queue.commits()[:3] == [
        "1-3 通报应诉情况:已完成→推进中,审核退回",
        "1-2 指导应诉:已完成→已销号,审核销号",
        "1-1 制发应诉规则:已完成→已销号,审核销号",
    ]
    assert "reason: 缺附件}" in queue.text
    told = outcome.errors
    assert "等待销号 4 项" in told
    assert "不列 1 项(是您自己报的,请另一位同志审核):1-4" in told
    assert told.count("销号以后不再改动") == 1
    assert "销号 2 项,退回 1 项,还有 1 项没有审核" in told
    assert queue.jimoplan("audit").code == 0


def test_a_case_shows_evidence_reports_and_what_was_returned_before(queue: Work) -> None:
    assert queue.jimoplan("review", "1-1", "--return", "--reason", "缺附件").code == 0
    queue.be(LIAISON)
    (queue.folder / "规则.pdf").write_bytes(b"v1")
    queue.git("add", "规则.pdf")
    queue.git("commit", "--quiet", "--message=材料")
    queue.update("1-1", "--status", "已完成", "--evidence", "规则.pdf")
    (queue.folder / "规则.pdf").write_bytes(b"v2")
    queue.git("commit", "--quiet", "--all", "--message=改材料")
    queue.be(SUPERVISOR)
    told = answer(queue, ["review", "--dept", "甲科"], "3334").errors

    assert "佐证材料:规则.pdf(在)" in told
    assert "报已完成以后改过" in told
    assert "退回过:2024-05-06 李四:缺附件" in told
    assert "初稿已征求意见" in told
    assert "3-1 印发白皮书" not in told


def test_a_word_is_an_answer_too_and_an_empty_reason_returns_nothing(queue: Work) -> None:
    outcome = answer(queue, ["review"], "销号\r2\r\r34")

    assert outcome.code == 0, outcome.errors
    assert queue.commits()[0] == "1-1 制发应诉规则:已完成→已销号,审核销号"
    assert "销号 1 项,退回 0 项,还有 3 项没有审核" in outcome.errors


def test_what_was_decided_stays_when_the_input_ends(queue: Work) -> None:
    outcome = answer(queue, ["review"], f"1{TYPED_CTRL_D}")

    assert "中断了,已经写入的都在:销号 1 项" in outcome.errors
    assert statuses(queue)["1-1"] == "已销号"


def test_one_commit_holds_all_decisions_or_nothing_is_written(queue: Work) -> None:
    with unchanged(queue):
        broken = answer(queue, ["review", "--one-commit"], f"11{TYPED_CTRL_D}")
    assert "没有写入" in broken.errors

    before = len(queue.commits())
    whole = answer(queue, ["review", "--one-commit"], "12太短\r4")
    assert whole.code == 0, whole.errors
    assert len(queue.commits()) == before + 1
    assert [statuses(queue)[n] for n in WAITING] == ["已销号", "推进中", "已完成", "已完成"]


def test_evidence_that_is_not_there_keeps_the_question_open(queue: Work) -> None:
    queue.be(LIAISON)
    (queue.folder / "白皮书.pdf").write_bytes(b"v1")
    queue.update("3-1", "--evidence", "白皮书.pdf")
    queue.be(SUPERVISOR)
    (queue.folder / "白皮书.pdf").unlink()
    outcome = answer(queue, ["review", "--dept", "乙科"], "14")

    assert "白皮书.pdf(找不到,不能销号)" in outcome.errors
    assert "找不到,没有写入" in outcome.errors
    assert statuses(queue)["3-1"] == "已完成"


def test_several_numbers_are_approved_in_a_commit_each_or_in_one(queue: Work) -> None:
    before = len(queue.commits())
    each = queue.jimoplan("review", "1-1、1-2", "--approve", "--yes")
    assert each.code == 0, each.errors
    assert len(queue.commits()) == before + 2

    one = queue.jimoplan("review", "1-3", "3-1", "--approve", "--yes", "--one-commit")
    assert one.code == 0, one.errors
    assert len(queue.commits()) == before + 3
    assert [statuses(queue)[n] for n in WAITING] == ["已销号"] * 4
    assert queue.jimoplan("audit").code == 0


def test_all_that_cannot_be_reviewed_are_named_and_nothing_is_done(queue: Work) -> None:
    queue.jimoplan("review", "1-1", "--approve", "--yes")
    with unchanged(queue):
        outcome = queue.jimoplan("review", "1-1", "1-4", "1-2", "--approve", "--yes")

    assert outcome.code == 1
    assert "3 项里有 2 项不能审核:1-1、1-4,没有写入" in outcome.errors
    assert "举措 1-1 已经销号,不再审核" in outcome.errors
    assert "1-4 的已完成是 李四 <li@example.cn> 报的,不能由本人审核" in outcome.errors


def test_what_others_have_reviewed_meanwhile_is_told_once_and_walked_on(queue: Work) -> None:
    from dialogue import talking

    with talking(queue, ["review"]) as talk:
        talk.expect("1-1 [1 销号")
        queue.be(("王五", "wang@example.cn"))
        assert queue.jimoplan("review", "1-1", "1-2", "--approve", "--yes").code == 0
        talk.press("1")
        talk.expect("1-1 已由 王五 在 2024-05-06 销号,不再问")
        talk.expect("1-2 已由 王五 在 2024-05-06 销号,不再问")
        talk.expect("1-3 [1 销号")
        talk.press("1")
        talk.expect("3-1 [1 销号")
        talk.press("退出\r")
        assert talk.end() == 0
    assert "销号 1 项,退回 0 项,别人已经处理 2 项,还有 1 项没有审核" in talk.said
    assert statuses(queue)["1-3"] == "已销号"


def test_what_has_changed_since_it_was_shown_is_shown_again_before_it_is_decided(
    queue: Work,
) -> None:
    from dialogue import talking

    with talking(queue, ["review"]) as talk:
        talk.expect("1-1 [1 销号")
        queue.be(LIAISON)
        assert queue.jimoplan("fix", "1-1", "--note", "其实没有做完", "--yes").code == 0
        talk.press("1")
        talk.expect("刚才又有改动,再看一遍")
        talk.expect("其实没有做完")
        talk.expect("1-1 [1 销号")
        assert statuses(queue)["1-1"] == "已完成"
        talk.press("1")
        talk.expect("1-2 [1 销号")
        talk.press("退出\r")
        assert talk.end() == 0
    assert statuses(queue)["1-1"] == "已销号"


def test_of_one_commit_what_has_changed_since_it_was_decided_is_left_out(queue: Work) -> None:
    from dialogue import talking

    with talking(queue, ["review", "--one-commit"]) as talk:
        talk.expect("1-1 [1 销号")
        talk.press("1")
        talk.expect("1-2 [1 销号")
        queue.be(LIAISON)
        assert queue.jimoplan("fix", "1-1", "--note", "其实没有做完", "--yes").code == 0
        talk.press("q\r")
        talk.expect("1-1 定了以后又有改动,没有写入")
        assert talk.end() == 0
    assert statuses(queue)["1-1"] == "已完成"


def test_of_one_commit_what_others_have_reviewed_meanwhile_is_left_out(queue: Work) -> None:
    from dialogue import talking

    with talking(queue, ["review", "--one-commit"]) as talk:
        talk.expect("1-1 [1 销号")
        talk.press("1")
        talk.expect("1-2 [1 销号")
        talk.press("1")
        talk.expect("1-3 [1 销号")
        queue.be(("王五", "wang@example.cn"))
        assert queue.jimoplan("review", "1-1", "--return", "--reason", "缺附件").code == 0
        talk.press("q\r")
        talk.expect("1-1 已由 王五 在 2024-05-06 退回:缺附件")
        assert talk.end() == 0
    found = statuses(queue)
    assert [found[n] for n in WAITING] == ["推进中", "已销号", "已完成", "已完成"]


def test_a_number_written_twice_is_decided_once(queue: Work) -> None:
    outcome = queue.jimoplan("review", "1-1", "1-1", "1.1", "--approve", "--yes")
    assert outcome.code == 0, outcome.errors
    assert statuses(queue)["1-1"] == "已销号"


def test_what_is_refused_together_is_told_apart_in_json(queue: Work) -> None:
    queue.jimoplan("review", "1-1", "--approve", "--yes")
    asked = ("review", "1-1", "1-4", "1-2", "--approve", "--yes", "--format", "json")
    with unchanged(queue):
        error = queue.jimoplan(*asked).envelope["error"]

    assert [(each["what"], each["code"]) for each in error["refused"]] == [
        ("1-1", "usage"),
        ("1-4", "refused"),
    ]
    assert "不能由本人审核" in error["refused"][1]["message"]


def test_at_a_terminal_the_reason_of_a_return_is_asked_for(queue: Work) -> None:
    outcome = answer(queue, ["review", "1-1", "--return"], "缺附件\r")
    assert outcome.code == 0, outcome.errors
    assert "reason: 缺附件}" in queue.text
    with unchanged(queue):
        silent = answer(queue, ["review", "1-2", "--return"], "\r")
        wrong = answer(queue, ["review", "1-1", "--return"], "")
    assert (silent.code, "退回要写明原因" in silent.errors) == (2, True)
    assert (wrong.code, "退回的原因" in wrong.errors) == (2, False)


def test_what_is_doubtful_of_several_items_is_asked_about_on_a_line_each(queue: Work) -> None:
    asked = ("review", "1-1", "1-2", "--approve", "--date", "2025-01-03")
    queue.env["GIT_AUTHOR_DATE"] = "2025-01-04T09:00:00+08:00"
    told = answer(queue, asked, "否\r").errors
    assert "  审核日期 2025-01-03 在计划期间 2024-01-01 至 2024-12-31 之外\n" in told
    assert "\n销号以后不再改动,确定吗? [是/否]" in told


def test_without_a_terminal_the_numbers_are_asked_for(queue: Work) -> None:
    with unchanged(queue):
        outcome = queue.jimoplan("review")

    assert (outcome.code, "jimoplan review 8-1 8-2 --approve" in outcome.errors) == (2, True)


def test_what_is_named_without_a_verdict_is_walked_through_at_a_terminal(queue: Work) -> None:
    outcome = answer(queue, ["review", "3-1", "1-2", "1-4", "1"], "31")

    assert outcome.code == 0, outcome.errors
    assert "等待销号 2 项" in outcome.errors
    assert "不列 1 项(是您自己报的,请另一位同志审核):1-4" in outcome.errors
    assert "不等审核):1\n" in outcome.errors
    assert [statuses(queue)[n] for n in WAITING] == ["已完成", "已销号", "已完成", "已完成"]


def test_what_is_named_without_a_verdict_is_refused_where_nobody_answers(queue: Work) -> None:
    with unchanged(queue):
        alone = queue.jimoplan("review", "3-1")
        unknown = answer(queue, ["review", "9-9"], "")

    assert (alone.code, "要说清是销号还是退回" in alone.errors) == (2, True), alone.errors
    assert (unknown.code, "9-9" in unknown.errors) == (2, True), unknown.errors


def test_what_is_typed_before_an_item_is_shown_decides_nothing(queue: Work) -> None:
    from dialogue import talking

    with talking(queue, ["review"]) as talk:
        talk.expect("正在查提交历史")
        talk.press("1\r")
        talk.answer("1-1 [1 销号", "q")
        assert talk.end() == 0
    assert "销号 0 项,退回 0 项,还有 4 项没有审核" in talk.said


def test_the_return_key_behind_a_key_belongs_to_it(queue: Work) -> None:
    from dialogue import talking

    with talking(queue, ["review"]) as talk:
        talk.expect("1-1 [1 销号")
        talk.press("2")
        talk.press("\r")
        talk.answer("退回的原因", "缺附件")
        talk.expect("1-2 [1 销号")
        talk.press("q\r")
        assert talk.end() == 0
    assert [statuses(queue)[n] for n in WAITING] == ["推进中", "已完成", "已完成", "已完成"]


def test_leaving_at_the_reason_returns_nothing(queue: Work) -> None:
    outcome = answer(queue, ["review"], "2\rq\r4")
    assert outcome.code == 0, outcome.errors
    assert "没有退回" in outcome.errors
    assert statuses(queue)["1-1"] == "已完成"

    outcome = answer(queue, ["review", "1-1", "--return"], "退出\r")
    assert outcome.code != 0
    assert statuses(queue)["1-1"] == "已完成"


def test_a_walk_that_is_interrupted_says_so_once(queue: Work) -> None:
    from dialogue import talking

    with talking(queue, ["review"]) as talk:
        talk.expect("1-1 [1 销号")
        talk.interrupt()
        assert talk.end() == 130
    assert talk.said.count("中断了") == 1
    assert "中断了,已经写入的都在:销号 0 项" in talk.said
