"""Whose word counts: reports of departments, what 督查 enters for them, and what others remark."""

from pathlib import Path
from typing import Any

import pytest
from audited import LEADER, LIAISON, PEOPLED, STATUS_OF_1_1, STRANGER, SUPERVISOR, SUPPORTER
from repositories import Work, make_repository, unchanged
from terminal import answer

DAY = ("--date", "2024-05-06")


@pytest.fixture
def peopled(tmp_path: Path) -> Work:
    return make_repository(tmp_path, PEOPLED)


def test_a_report_says_whose_it_is(peopled: Work) -> None:
    peopled.update("1-1", "--note", "甲")

    assert "- {date: 2024-05-06, by: 张三, dept: 甲科, note: 甲}\n" in peopled.text


def test_what_a_supervisor_enters_is_a_department_s_and_the_commit_is_the_supervisor_s(
    peopled: Work,
) -> None:
    peopled.be(SUPERVISOR)
    peopled.update("1-1,1-2", "--note", "电话报来", "--by", "钱九", "--dept", "甲")

    line = "- {date: 2024-05-06, by: 钱九, dept: 甲科, entered_by: 李四, note: 电话报来}\n"
    assert peopled.text.count(line) == 2
    assert peopled.git("log", "-1", "--format=%an <%ae> %cn <%ce>") == (
        "李四 <li@example.cn> 李四 <li@example.cn>"
    )


def test_a_supervisor_s_report_without_a_department_is_not_written(peopled: Work) -> None:
    peopled.be(SUPERVISOR)
    with unchanged(peopled):
        outcome = peopled.jimoplan("update", "1-1", "--note", "请抓紧", *DAY, "--yes")

    assert outcome.code == 2
    assert "jimoplan remark 1-1" in outcome.errors
    assert "--dept 部门" in outcome.errors


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("是\n", "              - {date: 2024-05-06, by: 李四, text: 请抓紧}\n"),
        (
            "否\n甲科\n",
            "              - {date: 2024-05-06, dept: 甲科, entered_by: 李四, note: 请抓紧}\n",
        ),
    ],
)
def test_at_a_terminal_it_is_asked_what_is_meant(peopled: Work, typed: str, line: str) -> None:
    peopled.be(SUPERVISOR)
    outcome = answer(peopled, ["update", "1-1", "--note", "请抓紧", *DAY], typed)

    assert outcome.code == 0, outcome.errors
    assert "是提意见(不算填报)吗?" in outcome.errors
    assert line in peopled.text


def test_only_a_report_has_a_department(peopled: Work) -> None:
    with unchanged(peopled):
        outcome = peopled.jimoplan("update", "1-1", "--status", "已完成", "--dept", "甲科")

    assert (outcome.code, "--dept 随填报一起记" in outcome.errors) == (2, True)


@pytest.mark.parametrize(
    ("who", "kind"), [(SUPERVISOR, "督查意见"), (LEADER, "批示"), (SUPPORTER, "提醒")]
)
def test_a_remark_is_of_the_kind_that_its_author_may_give(
    peopled: Work, who: tuple[str, str], kind: str
) -> None:
    peopled.be(who)
    outcome = peopled.jimoplan("remark", "1-1", "1", "请抓紧", *DAY)

    assert outcome.code == 0, outcome.errors
    assert peopled.commits()[0] == f"1-1 制发应诉规则(等 2 项):{kind} 请抓紧"
    assert peopled.jimoplan("audit", "HEAD~1..HEAD").code == 0


def shown(work: Work) -> dict[str, Any]:
    answered = work.jimoplan("show", "1-1", "--as-of", "2024-06-01", "--format", "json")
    data: dict[str, Any] = answered.data
    return data


def test_a_remark_moves_nothing_and_json_tells_of_it(peopled: Work) -> None:
    before = shown(peopled)
    words = ("remark", "1-1", "请抓紧", "--kind", "批示", "--by", "王五", *DAY, "--format", "json")
    peopled.be(SUPERVISOR)
    told = peopled.jimoplan(*words).data
    after = shown(peopled)

    remark = {"date": "2024-05-06", "by": "王五", "kind": "批示", "text": "请抓紧"}
    coded = remark | {"kind_code": "instruction"}
    assert [change["value"] for change in told["changes"]] == [coded]
    assert after["item"]["remarks"] == [coded]
    assert {**after, "item": after["item"] | {"remarks": []}} == before
    assert peopled.jimoplan("audit").code == 0


def test_a_remark_that_is_not_its_author_s_to_give_is_refused(peopled: Work) -> None:
    peopled.be(SUPPORTER)
    with unchanged(peopled):
        outcome = peopled.jimoplan("remark", "1-1", "同意", "--kind", "批示", "--by", "王五", *DAY)

    assert outcome.code == 1
    assert "A16 意见类别超出本人职责 1-1 新增意见" in outcome.errors
    assert (
        "→ 要提醒的,用 jimoplan remark 1-1 文字 --kind 提醒;"
        "这一类请有权的人来提:王五(分管领导)、李四(督查)\n"
    ) in outcome.errors
    assert "A17 意见不是本人提的" in outcome.errors


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1-1",), "编号和意见都要写"),
        (("1-1", " "), "意见 后面是空的"),
        (("9-9", "请抓紧"), "9-9"),
        (("1-1", "请抓紧", "--kind", "督办意见"), "您是否想填 督查意见?"),
    ],
)
def test_a_remark_that_says_nothing_or_to_nothing_is_refused(
    peopled: Work, words: tuple[str, ...], said: str
) -> None:
    with unchanged(peopled):
        outcome = peopled.jimoplan("remark", *words)

    assert (outcome.code, said in outcome.errors) == (2, True), outcome.errors


def test_a_remark_is_taken_back_by_undo(peopled: Work) -> None:
    peopled.be(SUPERVISOR)
    peopled.jimoplan("remark", "1-1", "请抓紧", *DAY)

    assert peopled.jimoplan("undo", "--yes").code == 0
    assert peopled.text == PEOPLED
    assert peopled.commits()[0].endswith("1-1 制发应诉规则:删去督查意见")


def test_what_is_edited_by_hand_and_committed_gets_no_department(peopled: Work) -> None:
    peopled.be(SUPERVISOR)
    peopled.replace("note: 初稿已征求意见}", "note: 初稿已审}")

    assert peopled.jimoplan("commit", "--plan-reason", "更正错字").code == 0
    assert "dept" not in peopled.text


def test_nothing_more_is_said_to_what_is_closed(peopled: Work) -> None:
    peopled.replace(STATUS_OF_1_1, STATUS_OF_1_1.replace("推进中", "已销号"))
    assert "已销号,不再改动" in peopled.jimoplan("remark", "1-1", "晚了").errors


@pytest.mark.parametrize(
    ("words", "solved"),
    [
        (("1-1", "--solved"), "已解决"),
        (("1-1", "--solved", "--next", "乙"), "已解决"),
        (("--next", "乙", "1-1", "--solved", "到岗一人"), "到岗一人"),
        (("1-1", "--solved=到岗一人"), "到岗一人"),
    ],
)
def test_a_problem_is_settled_with_or_without_words(
    peopled: Work, words: tuple[str, ...], solved: str
) -> None:
    peopled.update("1-1", "--problem", "缺人")
    outcome = peopled.jimoplan("update", *words, *DAY)

    assert outcome.code == 0, outcome.errors
    assert f"solved: {solved}" in peopled.text


def test_without_an_open_problem_nothing_is_settled(peopled: Work) -> None:
    with unchanged(peopled):
        outcome = peopled.jimoplan("update", "1-1", "--solved")

    assert (outcome.code, "举措 1-1 没有还没解决的存在问题" in outcome.errors) == (2, True)


def test_a_department_that_reported_is_not_removed(peopled: Work) -> None:
    peopled.replace("note: 初稿已征求意见}", "note: 初稿已征求意见, dept: 督查室}")
    outcome = peopled.jimoplan("remove", "督查室", "--yes")

    assert (outcome.code, "1-1 的填报记录" in outcome.errors) == (2, True)


DEADLINE = ("--due", "2024-07-31", "--reason", "等", "--approved-by", "王五", *DAY)


@pytest.mark.parametrize("who", [LEADER, SUPERVISOR])
def test_a_deadline_is_put_off_by_whom_the_plan_allows_to(
    peopled: Work, who: tuple[str, str]
) -> None:
    peopled.be(who)

    assert peopled.jimoplan("update", "1-1", *DEADLINE, "--yes").code == 0
    assert peopled.jimoplan("audit", "HEAD~1..HEAD").code == 0


@pytest.mark.parametrize("more", [(), ("--dry-run",), ("--no-commit",)])
def test_what_is_not_one_s_own_to_change_is_refused_before_it_is_written(
    peopled: Work, more: tuple[str, ...]
) -> None:
    peopled.be(LIAISON)
    with unchanged(peopled):
        outcome = peopled.jimoplan("update", "1-1", *DEADLINE, "--yes", *more)

    assert outcome.code == 1
    assert "A12 超出本人职责 1-1 完成时限" in outcome.errors
    assert "    张三 是甲科联络员,无权做这处改动\n    → 请有权的人来改:" in outcome.errors
    assert "错误:这样改,审计(jimoplan audit)会判违规 2 处,没有写入" in outcome.errors


def test_a_reason_may_come_with_a_commit_of_one_s_own(peopled: Work) -> None:
    peopled.be(SUPERVISOR)
    outcome = peopled.jimoplan("remove", "1-1", "--yes", "--no-commit")

    assert (outcome.code, "id: 1-1\n" in peopled.text) == (0, False)
    warning = "注意:改了编号,提交说明里没有 Plan-Reason;提交时没有 Plan-Reason,审计会指出 A21"
    assert warning in outcome.errors
    assert peopled.jimoplan("commit", "--yes").code == 1
    assert peopled.jimoplan("commit", "--yes", "--plan-reason", "并入").code == 0
    assert peopled.jimoplan("audit").code == 0


@pytest.mark.parametrize("more", [(), ("--plan-reason", "并入")])
def test_what_no_reason_makes_good_is_not_even_written(
    peopled: Work, more: tuple[str, ...]
) -> None:
    peopled.be(SUPERVISOR)
    peopled.jimoplan("update", "1-1", *DEADLINE, "--yes")
    with unchanged(peopled):
        outcome = peopled.jimoplan("remove", "1-1", "--yes", "--no-commit", *more)

    assert (outcome.code, "A26 审核、时限调整或暂缓记录被删改" in outcome.errors) == (1, True)
    assert "没有写入" in outcome.errors


def test_what_is_not_written_to_git_is_nobody_s_to_refuse(peopled: Work) -> None:
    peopled.be(LIAISON)
    peopled.replace("policy: {", "policy: {commit: never, ")
    peopled.git("commit", "--quiet", "--all", "--message", "口径")

    assert peopled.jimoplan("update", "1-1", *DEADLINE, "--yes").code == 0


def test_a_hand_edit_that_is_not_one_s_own_is_not_committed(peopled: Work) -> None:
    peopled.be(SUPPORTER)
    peopled.replace("title: 制发应诉规则", "title: 印发应诉规则")
    with unchanged(peopled):
        outcome = peopled.jimoplan("commit", "--yes", "--plan-reason", "勘误")

    assert outcome.code == 1
    assert "赵六 是乙科联络员,无权做这处改动" in outcome.errors


def test_a_name_that_is_not_the_listed_one_is_refused_where_it_would_be_told(peopled: Work) -> None:
    peopled.be(("张三丰", LIAISON[1]))
    with unchanged(peopled):
        outcome = peopled.jimoplan("update", "1-1", "--note", "甲", *DAY)

    assert (outcome.code, "A02 姓名与邮箱不符" in outcome.errors) == (1, True)
    assert "先改正 git config user.name" in outcome.errors


def test_what_is_on_record_is_not_removed(peopled: Work) -> None:
    peopled.be(SUPERVISOR)
    peopled.jimoplan("update", "1-1", *DEADLINE, "--yes")
    with unchanged(peopled):
        outcome = peopled.jimoplan("remove", "1-1", "--yes", "--plan-reason", "并入")

    assert outcome.code == 1
    assert "A26 审核、时限调整或暂缓记录被删改 1-1 删去" in outcome.errors
    assert "不再办的事项改成已取消" in outcome.errors


def test_a_deadline_s_leader_is_named_to_who_may_not_move_it(peopled: Work) -> None:
    asked = ("--due", "2024-07-31", "--reason", "等", "--approved-by", "王五")
    with unchanged(peopled):
        outcome = peopled.jimoplan("update", "1-1", *asked)

    assert outcome.code == 1
    assert "A12 超出本人职责 1-1 完成时限 2024-06-30→2024-07-31\n" in outcome.errors
    assert outcome.errors.count("→ 请有权的人来改:王五(分管领导)、李四(督查)\n") == 1


@pytest.mark.parametrize(
    "words", [("remark", "1-1", "外"), ("update", "1-1", "--note", "外", "--dept", "甲科")]
)
def test_who_is_not_listed_is_sent_to_the_supervisor_and_told_nothing_more(
    peopled: Work, words: tuple[str, ...]
) -> None:
    peopled.be(STRANGER)
    with unchanged(peopled):
        outcome = peopled.jimoplan(*words, *DAY)

    assert outcome.code == 1
    assert "→ 请督查先把您加进人员名单:李四(督查)\n" in outcome.errors
    assert "判违规 1 处" in outcome.errors
    assert not any(code in outcome.errors for code in ("A15", "A16", "A17", "A18", "--by"))
