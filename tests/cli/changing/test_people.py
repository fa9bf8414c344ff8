"""add person and add group: who may do what, and who is meant by a group."""

from pathlib import Path

import pytest
from audited import LIAISON, PEOPLED, SUPERVISOR
from repositories import Work, make_repository, unchanged
from terminal import answer

REASON = ("--plan-reason", "人员调整")


@pytest.fixture
def peopled(tmp_path: Path) -> Work:
    work = make_repository(tmp_path / "work", PEOPLED)
    work.be(SUPERVISOR)
    return work


def test_somebody_is_put_at_the_end_of_a_department_s_list(peopled: Work) -> None:
    before = peopled.text
    words = ("add", "person", "孙八", "sun@example.cn", "--dept", "二科", "--role", "分管领导")
    outcome = peopled.jimoplan(*words, *REASON)

    assert outcome.code == 0, outcome.errors
    added = "      - {name: 孙八, email: sun@example.cn, role: 分管领导}\n"
    assert peopled.text.count(added) == 1
    assert peopled.text.replace(added, "") == before
    assert "  - name: 丙科" in peopled.text.split(added)[1].split("\n")[0]
    assert peopled.commits()[0] == "部门 乙科:增加人员"
    assert peopled.jimoplan("audit").code == 0


def test_without_a_duty_it_is_a_liaison(peopled: Work) -> None:
    words = ("add", "person", "孙八", "sun@example.cn", "-d", "督查室", *REASON)
    assert peopled.jimoplan(*words).code == 0
    assert "{name: 孙八, email: sun@example.cn, role: 联络员}\n" in peopled.text


def test_the_first_of_a_department_opens_its_list(work: Work) -> None:
    words = ("add", "person", "孙八", "sun@example.cn", "--dept", "甲科", "--role", "督查")
    outcome = work.jimoplan(*words)

    assert outcome.code == 0, outcome.errors
    assert (
        "  - {name: 甲科, kind: 科室, people: [{name: 孙八, email: sun@example.cn, role: 督查}]}\n"
    ) in work.text
    assert "不在名单上,以后由督查 孙八 改" in outcome.errors


def test_the_first_on_the_list_is_a_supervisor_or_nobody_could_change_it_again(work: Work) -> None:
    with unchanged(work):
        outcome = work.jimoplan("add", "person", "孙八", "sun@example.cn", "--dept", "甲科")

    assert outcome.code == 2
    assert "名单上还没有督查" in outcome.errors
    assert "--role 督查" in outcome.errors

    work.be(SUPERVISOR)
    first = work.jimoplan("add", "person", *SUPERVISOR, "--dept", "甲科", "--role", "督查")
    words = ("add", "person", "孙八", "sun@example.cn", "--dept", "甲科", *REASON)
    assert (first.code, "不在名单上" in first.errors) == (0, False)
    assert work.jimoplan(*words).code == 0


def test_who_is_listed_elsewhere_is_said(peopled: Work) -> None:
    words = ("add", "person", "张山", LIAISON[1].upper(), "--dept", "丙科", *REASON)
    outcome = peopled.jimoplan(*words)

    assert outcome.code == 0, outcome.errors
    assert "还是甲科的联络员(张三),姓名不同,请核对" in outcome.errors


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("孙八", "sun@example.cn", "--dept", "甲课"), "您是否想填 甲科"),
        (("孙八", "sun@example.cn", "--dept", "甲科", "--role", "联络"), "您是否想填 联络员"),
        (("孙八", "sun", "--dept", "甲科"), "邮箱写法不对:“sun”"),
        (("孙八", "孙@example.cn", "--dept", "甲科"), "邮箱写法不对"),
        (("", "sun@example.cn", "--dept", "甲科"), "姓名 后面是空的"),
        (("孙\u200b八", "sun@example.cn", "--dept", "甲科"), "看不见的字符"),
        (
            ("张三", "Zhang@example.cn", "--dept", "甲科"),
            "Zhang@example.cn 已经是 甲科 的联络员(张三)",
        ),
    ],
)
def test_who_cannot_be_listed_is_not(peopled: Work, words: tuple[str, ...], said: str) -> None:
    with unchanged(peopled):
        outcome = peopled.jimoplan("add", "person", *words, *REASON)

    assert outcome.code == 2
    assert said in outcome.errors


def test_nobody_puts_themselves_on_a_list(peopled: Work) -> None:
    peopled.be(LIAISON)
    words = ("add", "person", "张三", LIAISON[1], "--dept", "甲科", "--role", "督查", *REASON)
    with unchanged(peopled):
        outcome = peopled.jimoplan(*words)

    assert outcome.code == 1
    assert "A13" in outcome.errors


@pytest.mark.parametrize(
    "members",
    [
        ("--members", "甲科,二科"),
        ("--members", "甲科、乙科"),
        ("--member", "甲科", "--member", "乙"),
    ],
)
def test_a_group_and_its_members(work: Work, members: tuple[str, ...]) -> None:
    outcome = work.jimoplan("add", "group", "窗口", *members, "--alias", "前台")

    assert outcome.code == 0, outcome.errors
    line = "  - {name: 窗口, kind: 群组, aliases: [前台], members: [甲科, 乙科]}\n"
    assert line in work.text


def test_a_group_may_wait_for_its_members_and_names_no_stranger(work: Work) -> None:
    assert work.jimoplan("add", "group", "窗口").code == 0
    with unchanged(work):
        unknown = work.jimoplan("add", "group", "各所", "--members", "甲科,丁所")
        twice = work.jimoplan("add", "group", "窗口")

    assert "  - {name: 窗口, kind: 群组}\n" in work.text
    assert (unknown.code, "没有叫“丁所”的部门" in unknown.errors) == (2, True)
    assert (twice.code, "部门 窗口 已经有了" in twice.errors) == (2, True)


ADD_DEPARTMENT = ("add", "dept", "法制科")


def test_whoever_may_not_change_the_list_is_told_before_anything_is_shown_or_asked(
    peopled: Work,
) -> None:
    peopled.be(LIAISON)
    with unchanged(peopled):
        silent = peopled.jimoplan(*ADD_DEPARTMENT)
        asked = answer(peopled, ADD_DEPARTMENT, "人员调整\n")

    for outcome in (silent, asked):
        assert outcome.code == 1
        assert "没有写入" in outcome.errors
        assert "依据是什么" not in outcome.errors
        assert "新增" not in outcome.text


def test_whoever_may_change_the_list_is_asked_for_the_reason_below_the_change(
    peopled: Work,
) -> None:
    outcome = answer(peopled, ADD_DEPARTMENT, "人员调整\n")

    assert outcome.code == 0, outcome.errors
    assert "依据是什么" in outcome.errors
    assert "法制科" in outcome.text
    assert peopled.jimoplan("audit").code == 0
