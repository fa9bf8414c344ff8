"""What a command needs and was not given is asked for at a terminal, and named elsewhere."""

import re
from pathlib import Path

import pytest
from command_line import SHIPPED_PLAN
from repositories import Work, unchanged
from terminal import TYPED_CTRL_D, answer

from jimoplan.core.display.cells import cell_width


@pytest.mark.parametrize(
    ("words", "typed", "written"),
    [
        (
            ("add", "person", "孙八", "--role", "督查"),
            "sun@example.cn\r甲科\r",
            "people: [{name: 孙八, email: sun@example.cn, role: 督查}]",
        ),
        (("add", "dept", "--kind", "镇街"), "通济街道\r", "{name: 通济街道, kind: 镇街}"),
        (("add", "measure", "1"), "走访企业\r", "title: 走访企业"),
        (("add", "measure", "1", "--title", "办案", "--kind", "指标"), "300\r", "target: 300"),
        (("add", "measure", "1", "--title", "通报", "--kind", "周期性"), "每月\r", "cadence: 每月"),
        (("remark", "1-1"), "请抓紧\r", "text: 请抓紧"),
        (("remark", "请抓紧"), "1-1\r", "text: 请抓紧"),
        (("rename", "dept", "甲科"), "-甲科\r", "name: -甲科"),
        (("update", "--note", "甲"), "1-1\r", "note: 甲"),
        (("update", "1-1"), "40% 初稿 问题:缺人\r", "progress: 40, note: 初稿, problem: 缺人"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else "",
)
def test_what_is_missing_is_asked_for_at_a_terminal(
    work: Work, words: tuple[str, ...], typed: str, written: str
) -> None:
    outcome = answer(work, words, typed)

    assert outcome.code == 0, outcome.errors
    assert written in work.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "person", "孙八"), "缺少 邮箱(git 提交用的工作邮箱)"),
        (("add", "person", "孙八", "sun@example.cn"), "缺少 --dept 部门(列在哪个部门)"),
        (("add", "dept"), "缺少 名称(部门全称)"),
        (("add", "measure", "1", "--title", "办案", "--kind", "指标"), "缺少 --target 数字"),
        (("add", "measure", "1", "--title", "通报", "--kind", "周期性"), "缺少 --cadence 周期"),
        (("update", "1-1"), "没有说要改什么"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else "",
)
def test_where_nobody_is_there_or_answers_the_error_names_it(
    work: Work, words: tuple[str, ...], said: str
) -> None:
    with unchanged(work):
        alone, silent = work.jimoplan(*words), answer(work, words, f"\r{TYPED_CTRL_D}")

    assert (alone.code, said in alone.errors) == (2, True), alone.errors
    assert (silent.code, said in silent.errors) == (2, True), silent.errors


def test_each_answer_is_checked_as_it_is_given_and_nothing_typed_is_lost(work: Work) -> None:
    words = ("add", "person", "--role", "督查")
    outcome = answer(work, words, "孙八\rsun\rsun@example.cn\r\r没有的科\r1\r")

    assert outcome.code == 0, outcome.errors
    assert "people: [{name: 孙八, email: sun@example.cn, role: 督查}]" in work.text
    asked = [line for line in outcome.errors.splitlines() if line]
    assert "邮箱写法不对:“sun”;写 git 提交用的工作邮箱,如 zhang@example.cn" in asked
    assert any(line.startswith("1 甲科  2 乙科") for line in asked)
    assert "要写部门;不写了,写 q" in asked
    assert any("没有的科" in line for line in asked)


def test_departments_are_listed_in_lines_that_fit_the_terminal(tmp_path: Path) -> None:
    work = Work(tmp_path)
    work.plan.write_bytes(SHIPPED_PLAN.read_bytes())
    told = answer(work, ("add", "person", "孙八", "sun@example.cn"), "q\r", COLUMNS="80")
    listed = [line for line in told.errors.splitlines() if re.match(r"\d+ \S", line)]

    assert len(listed) > 1
    assert all(cell_width(line) <= 80 for line in listed)
    names = [name for line in listed for name in line.split("  ")]
    assert [name.split(" ")[0] for name in names] == [str(n) for n in range(1, len(names) + 1)]


def test_whoever_does_not_want_to_answer_leaves_by_its_word(work: Work) -> None:
    with unchanged(work):
        outcome = answer(work, ("add", "person", "孙八"), "q\r")

    assert (outcome.code, "缺少 邮箱" in outcome.errors) == (2, True), outcome.errors
