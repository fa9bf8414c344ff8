"""What next year's plan takes along, and what stays in this year's."""

from datetime import date
from pathlib import Path

import pytest
from command_line import SHIPPED_PLAN
from hypothesis import given
from laws import dear_law
from plan_texts import grown_plans

from jimoplan.core.plan.header import Period
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.published import published_text
from jimoplan.core.plan.rollover import carry_over, next_period
from jimoplan.core.plan.traverse import each_item, each_section
from jimoplan.core.plan.words import Status
from jimoplan.core.text.reading.load import load
from jimoplan.core.text.writing.new_plan import write_plan

RESTARTING = Path(__file__).with_name("published") / "restarting.yaml"
FULL = """\
schema: 1
plan:
  unit: 某局
  title: 某局2024年工作要点
  period: {start: 2024-01-01, end: 2024-12-31}
  doc_code: 某督
  signer: 王五
  preamble: 2024年……
  published: {front: 某局文件}
  known_gaps: ['2']
  retired: ['9']
policy: {stale: 20, holidays: [2024-10-08], workdays: [2024-10-12]}
departments:
  - {name: 甲科, kind: 科室, aliases: [甲], people: [{name: 张三, email: z@x.cn, role: 督查}]}
sections:
  - number: 一
    title: 执法
    text: 各项由甲科统筹。
    tasks:
      - id: '1'
        title: 办案
        text: 抓紧办案。
        number: (一)
        clause: (甲科)
        lead: [甲科]
        status: 推进中
        since: 2024-02-01
        due: 2024-11-30
        stale: 45
        remarks: [{date: 2024-03-01, text: 抓紧}]
        measures:
          - {id: 1-1, kind: 一次性, title: 立案, status: 已完成, finished: 2024-03-01}
          - id: 1-2
            kind: 指标
            title: 结案率
            target: 95
            unit: '%'
            status: 推进中
            evidence: [表.xlsx]
            updates: [{date: 2024-04-01, value: 60}]
          - id: 1-3
            kind: 一次性
            title: 建库
            deliverables: [数据库]
            status: 暂缓
            reason: 等上级文件
            suspensions: [{since: 2024-05-01, reason: 等上级文件, approved_by: 王五}]
          - {id: 1-4, kind: 一次性, title: 并案, status: 已取消, reason: 并入1-2}
  - number: 二
    title: 普法
    tasks:
      - id: '3'
        title: 宣讲
        lead: [甲科]
        status: 已销号
        measures:
          - {id: 3-1, kind: 常态化, title: 进社区, status: 已销号}
          - {id: 3-2, kind: 一次性, title: 印手册, status: 已销号}
"""


def read(text: str) -> Plan:
    loaded = load(text)
    assert loaded.plan
    assert not loaded.has_errors, loaded.problems
    return loaded.plan


def roll(plan: Plan, year: int = 2025, *, everything: bool = False) -> Plan:
    period = next_period(plan.plan.period, year)
    assert period
    return carry_over(plan, period, everything=everything)


def told(plan: Plan) -> list[tuple[str, str | None, str]]:
    return [(item.id, item.carried_from.id, item.status.value) for _, item in each_item(plan)]


def test_what_is_unfinished_comes_along_and_says_where_it_was() -> None:
    new = roll(read(FULL))

    assert told(new) == [
        ("2024年1", "1", "推进中"),
        ("2024年1-2", "1-2", "推进中"),
        ("2024年1-3", "1-3", "暂缓"),
    ]
    assert {item.carried_from.plan for _, item in each_item(new)} == {"某局2024年工作要点"}
    assert [section.title for _, section in each_section(new)] == ["执法"]


def test_only_what_is_of_no_year_comes_along() -> None:
    text = write_plan(roll(read(FULL)))

    assert (
        text
        == """\
# yaml-language-server: $schema=plan.schema.json
schema: 1
plan:
  unit: 某局
  title: 某局2025年工作要点
  period: {start: 2025-01-01, end: 2025-12-31}
  doc_code: 某督
  signer: 王五
policy: {stale: 20}
departments:
  - {name: 甲科, kind: 科室, aliases: [甲], people: [{name: 张三, email: z@x.cn, role: 督查}]}
sections:
  - id: 2024年一
    number: 一
    title: 执法
    tasks:
      - id: 2024年1
        title: 办案
        lead: [甲科]
        carried_from: {plan: 某局2024年工作要点, id: '1'}
        status: 推进中
        stale: 45
        measures:
          - id: 2024年1-2
            kind: 指标
            title: 结案率
            target: 95
            unit: '%'
            carried_from: {plan: 某局2024年工作要点, id: 1-2}
            status: 推进中
          - id: 2024年1-3
            kind: 一次性
            title: 建库
            deliverables: [数据库]
            carried_from: {plan: 某局2024年工作要点, id: 1-3}
            status: 暂缓
            reason: 等上级文件
            suspensions:
              - {since: 2025-01-01, reason: 等上级文件, approved_by: 王五}
"""
    )
    assert "W316" not in {problem.code for problem in load(text).problems}
    assert read(text).plan.title == "某局2025年工作要点"


def test_all_takes_recurring_measures_along_that_are_finished() -> None:
    new = roll(read(FULL), everything=True)

    assert told(new)[3:] == [("2024年3", "3", "未启动"), ("2024年3-1", "3-1", "未启动")]


def test_what_was_carried_over_before_keeps_its_id_and_names_the_last_plan() -> None:
    once = roll(read(FULL))
    twice = roll(once, 2026)

    assert [item.id for _, item in each_item(twice)] == [item.id for _, item in each_item(once)]
    assert told(twice)[0] == ("2024年1", "2024年1", "推进中")
    assert twice.all_tasks()[0].carried_from.plan == "某局2025年工作要点"
    assert twice.plan.title == "某局2026年工作要点"


@pytest.mark.parametrize("file", [SHIPPED_PLAN, RESTARTING], ids=["shipped", "nested"])
def test_a_whole_plan_comes_along_without_errors_and_without_its_document(file: Path) -> None:
    old = read(file.read_text("utf-8"))
    new = roll(old, old.plan.period.start.year + 1)

    assert read(write_plan(new)) == new
    assert [item.carried_from.id for _, item in each_item(new)] == [i.id for _, i in each_item(old)]
    assert [s.heading for _, s in each_section(new)] == [s.heading for _, s in each_section(old)]
    assert published_text(new) == ""


def test_the_new_document_is_written_without_what_was_carried_over() -> None:
    text = write_plan(roll(read(FULL)))
    new = read(f"{text}      - {{id: '1', title: 清案, text: 清完。, responsible: [甲科]}}\n")

    assert published_text(new) == "一、执法\n1.清案。清完。(责任部门:甲科)"


@pytest.mark.parametrize(
    ("start", "end", "year", "expected"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), 2026, (date(2026, 1, 1), date(2026, 12, 31))),
        (date(2024, 3, 1), date(2025, 2, 28), 2027, (date(2027, 3, 1), date(2028, 2, 29))),
        (date(2024, 1, 1), date(2025, 12, 31), 2026, (date(2026, 1, 1), date(2027, 12, 31))),
        (date(2024, 1, 1), date(2025, 12, 31), 2025, None),
        (date(2024, 1, 1), date(2024, 12, 31), 2024, None),
        (date(2024, 1, 1), date(2025, 12, 31), 9999, None),
    ],
)
def test_the_new_period_is_as_long_and_comes_after_the_old(
    start: date, end: date, year: int, expected: tuple[date, date] | None
) -> None:
    found = next_period(Period(start=start, end=end), year)

    assert (found and (found.start, found.end)) == expected


@dear_law
@given(grown_plans(0))
def test_whatever_a_plan_says_what_comes_of_it_has_no_errors(plans: list[Plan]) -> None:
    (old,) = plans
    new = roll(old, everything=True)

    assert read(write_plan(new)) == new
    open_ = {Status.NOT_STARTED, Status.IN_PROGRESS, Status.SUSPENDED}
    assert {item.status for _, item in each_item(new)} <= open_
