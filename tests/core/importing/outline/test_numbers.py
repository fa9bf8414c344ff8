"""Numbers before paragraphs: of every style, in every mix, with their sequence checked."""

import re

import pytest

from jimoplan.core.importing.blocks import Block, Source
from jimoplan.core.importing.documents import Imported, Wanted, import_documents
from jimoplan.core.importing.outline.numbers import Style, find_labels


def imported(text: str) -> Imported:
    lines = re.findall(r"([^\n]+)(\n|$)", text)
    blocks = (Block(line, f"第 {n} 行", end) for n, (line, end) in enumerate(lines, 1))
    return import_documents([Source("x.txt", tuple(blocks))], Wanted(year=2024), {})


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("一、甲\n1.制发规则。\n2.开展培训。\n二、乙\n3.编印手册。", ["1", "2", "3"]),
        ("一、甲\n(一)乙\n1.制发规则。\n(二)丙\n1.开展培训。", ["一.一.1", "一.二.1"]),
        ("二、甲\n(一)乙\n2.子。\n(二)丙\n3.丑。\n四、丁\n4.寅。", ["2", "3", "4"]),
        ("1．加强建设。\n2．完善机制。", ["1", "2"]),
        ("１、加强建设。\n２、完善机制。", ["1", "2"]),
        ("——坚持问题导向。\n——坚持结果导向。", ["1", "2"]),
        ("1. 总则\n1.1 完成立项\n1.2 完成验收", ["1.1", "1.2"]),
        (
            "第一部分 要求\n一、思想\n坚持。\n第二部分 任务\n一、甲\n1.子。\n二、乙\n2.丑。",
            ["1", "2"],
        ),
        ("10.甲项目。\n11.121人才梯队项目。\n12.乙项目。", ["10", "11", "12"]),
        ("①甲。\n②乙。", ["1", "2"]),
        ("十一、甲。\n十二、乙。", ["十一", "十二"]),
        ("A. First. Do it.\nB. Second. Do that.", ["A", "B"]),
    ],
)
def test_tasks_are_known_by_their_numbers(text: str, ids: list[str]) -> None:
    made = imported(text)
    assert [task.id for task in made.plan.all_tasks()] == ids
    assert made.difference is None


def test_a_number_that_is_skipped_is_a_doubt_and_a_known_gap() -> None:
    made = imported("9.甲。(责任部门:办公室)\n11.乙。(责任部门:办公室)")
    assert made.plan.plan.known_gaps == ("10",)
    assert [doubt.question for doubt in made.doubts if doubt.code == "gap"] == [
        "“11”前面没有 10;是公布文本本来没有,还是没有认出来?"
    ]


@pytest.mark.parametrize(
    ("line", "assumed"),
    [
        ("25.乙。", "序号"),
        ("2.121人才项目。", "序号"),
        ("2.5亿元项目。", "正文"),
        ("8.5亿元项目。", "正文"),
    ],
)
def test_a_number_that_may_be_none_is_asked(line: str, assumed: str) -> None:
    made = imported(f"1.甲。制发规则。\n{line}\n")
    assert len(made.plan.all_tasks()) == (2 if assumed == "序号" else 1)
    (doubt,) = (each for each in made.doubts if each.code == "number")
    assert doubt.assumed == assumed


def test_a_mark_before_the_number_is_kept_as_a_field() -> None:
    made = imported("1.甲。\n★2.制发规则。编印手册。")
    assert [task.fields.said for task in made.plan.all_tasks()] == [{}, {"标记": "★"}]


def test_numbers_below_a_task_are_its_measures() -> None:
    (task,) = imported("1.甲。总的要求。\n(1)制发规则;\n(2)开展培训。(责任部门:办公室)").plan.tasks
    assert [(m.number, m.text) for m in task.measures] == [
        ("(1)", "制发规则;\n"),
        ("(2)", "开展培训。"),
    ]
    assert (task.text, task.responsible) == ("总的要求。\n", ("办公室",))


@pytest.mark.parametrize(
    ("text", "styles"),
    [
        ("11.121人才", {Style.ARABIC}),
        ("1.1 完成立项", {Style.DECIMAL, Style.ARABIC}),
        ("2024年工作", set()),
        ("一体推进", set()),
        ("一是甲", set()),
        ("1.5月举办", {Style.ARABIC}),
        ("（三）甲", {Style.HAN_IN_BRACKETS}),
        ("Priority 2: Safe", {Style.WORD}),
    ],
)
def test_a_beginning_may_be_read_as_these_numbers(text: str, styles: set[Style]) -> None:
    assert {label.style for label in find_labels(text)} == styles
