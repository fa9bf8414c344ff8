"""What the parts of a periodic report say: the sentence, the red cards, whom a problem asks."""

from datetime import date
from typing import Any

import pytest
from periodic import measure, plan_of, report

from jimoplan.core.assessment.assess import assess
from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.period_keys import read_period
from jimoplan.core.plan.words import Cadence
from jimoplan.core.reports.parts.blocks import RedCard, RedCards, Runs
from jimoplan.core.reports.parts.compose import report_parts
from jimoplan.core.reports.parts.figures import figures_part
from jimoplan.core.reports.parts.red import red_part, whom_asked
from jimoplan.core.reports.parts.summary import say_summary
from jimoplan.core.reports.period_report import Whose, report_period
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.core.reports.report_history import PlanPast
from jimoplan.core.reports.snapshot import Snapshot
from jimoplan.core.views.views import Origin

LATE: dict[str, Any] = {"due": "2024-06-03"}


def words(cell: Runs) -> str:
    return "".join(span.text for span in cell)


def cards(view: PeriodicReport) -> tuple[RedCard, ...]:
    (block,) = [block for block in red_part(view).blocks if isinstance(block, RedCards)]
    return block.cards


def test_several_red_measures_of_a_task_stand_on_one_card() -> None:
    (card,) = cards(report(plan_of(measure(1, **LATE), measure(2), measure(3, **LATE))))

    assert card.number == "1"
    assert [matter.number for matter in card.matters] == ["1-1", "1-3"]


def test_a_task_that_is_late_by_itself_is_its_own_matter() -> None:
    (card,) = cards(report(plan_of(measure(1, due="2024-12-01"), due="2024-06-03")))

    assert [matter.number for matter in card.matters] == ["1"]


def test_a_card_tells_every_open_problem_who_said_so_and_when() -> None:
    updates = [
        {"date": "2024-05-20", "by": "甲 <a@example.cn>", "problem": "缺场地"},
        {"date": "2024-06-04", "by": "乙", "problem": "需区财政局协调"},
    ]
    (card,) = cards(report(plan_of(measure(1, **LATE, updates=updates))))
    (matter,) = card.matters

    assert (
        words(matter.reason)
        == "存在问题（5月20日，甲）：缺场地\n存在问题（6月4日，乙）：需区财政局协调"
    )
    assert matter.asked == "区财政局"


def test_a_card_says_so_where_nobody_has_said_why_or_what_comes_next() -> None:
    (card,) = cards(report(plan_of(measure(1, **LATE))))
    (matter,) = card.matters

    assert (words(matter.reason), words(matter.next), matter.asked) == ("未说明", "未写", "—")


def test_what_the_owner_said_comes_next_goes_before_what_others_did() -> None:
    updates = [
        {"date": "2024-06-05", "by": "甲", "next": "送审"},
        {"date": "2024-06-10", "by": "乙", "dept": "乙科", "next": "等稿"},
    ]
    late = measure(1, **LATE, responsible=["甲科"], support=["乙科"], updates=updates)
    (card,) = cards(report(plan_of(late)))

    assert words(card.matters[0].next) == "送审（6月5日，甲）"


def test_a_plan_that_a_return_has_overtaken_is_not_told_and_an_instruction_is() -> None:
    updates = [{"date": "2024-05-20", "by": "甲", "next": "送审"}]
    back = {
        "date": "2024-06-10",
        "result": "退回",
        "submitted_by": "甲",
        "by": "丁",
        "reason": "缺",
    }
    remark = {"date": "2024-06-12", "by": "戊", "kind": "批示", "text": "两周内办好"}
    late = measure(1, **LATE, updates=updates, reviews=[back], remarks=[remark])
    (card,) = cards(report(plan_of(late)))

    assert words(card.matters[0].next) == "批示（6月12日，戊）：两周内办好"


def test_what_was_owed_before_is_told_as_that_and_not_as_reported() -> None:
    silent = measure(1, kind="常态化", updates=[{"date": "2024-03-01", "note": "开展"}])
    view = report(plan_of(silent, policy={"stale": 30}))
    (part,) = [part for part in report_parts(view) if part.name == "unreported"]

    told = "".join(words(block.text) for block in part.blocks)  # type: ignore[union-attr]
    assert (
        told == "本周到期应报的都已报送。以前就欠报、到现在没有填报的1项（1-1），见红灯、黄灯事项。"
    )


@pytest.mark.parametrize(
    ("problem", "whom"),
    [
        ("专项经费不足,需区财政局协调", "区财政局"),
        ("镇街力量不均衡，需有关镇街党(工)委协调", "有关镇街党(工)委"),
        ("没有场地,需要区机关事务服务中心帮助解决。", "区机关事务服务中心"),
        ("请区大数据局牵头协调", "区大数据局"),
        ("各支部意见不统一,文稿修改反复", ""),
        ("需要更多时间", ""),
        ("供需矛盾没有解决", ""),
        ("不需要区里协调", ""),
        ("急需资金支持", ""),
        ("请予以支持", ""),
        ("需要需要区财政局协调", "区财政局"),
        ("已申请区财政局支持", ""),
        (None, ""),
    ],
)
def test_whom_a_problem_asks_is_read_from_its_own_words(problem: str | None, whom: str) -> None:
    assert whom_asked(problem) == whom


def test_the_sentence_names_what_turned_red_and_why() -> None:
    review = {
        "date": "2024-06-11",
        "result": "退回",
        "submitted_by": "丙",
        "by": "丁",
        "reason": "缺",
    }
    view = report(plan_of(measure(1, **LATE, reviews=[review]), measure(2)))

    assert say_summary(view) == "红灯任务1项（1-1，被退回）。"


def test_a_report_of_which_nothing_can_be_read_says_only_that() -> None:
    view = report(plan_of(measure(1, **LATE)))
    unread = view._replace(heading=view.heading._replace(origin=Origin(readable=0, tasks=21)))

    (part,) = report_parts(unread)

    assert [block.kind for block in part.blocks] == ["paragraph"]
    assert "21项任务都读不出来" in "".join(words(block.text) for block in part.blocks)  # type: ignore[union-attr]


def test_a_red_task_is_never_told_as_yellow() -> None:
    view = report(plan_of(due="2024-06-03"))

    assert [part for part in report_parts(view) if part.name == "yellow"] == []


def test_a_measure_that_turned_red_beside_another_is_named_as_new() -> None:
    plan = plan_of(measure(1, **LATE), measure(2, due="2024-06-12"))
    before = Snapshot(date(2024, 6, 9), {"1": Light.RED, "1-1": Light.RED}, frozenset())

    view = report(plan, earlier=[before])

    assert say_summary(view) == "本周红灯任务持续1项（其中1-2新亮红灯）。"


def test_red_tasks_that_are_removed_are_counted_in_the_past_and_told() -> None:
    gone = Snapshot(date(2024, 6, 9), {"9": Light.RED}, frozenset(), tasks=frozenset({"1", "9"}))
    view = report(plan_of(measure(1)), earlier=[gone])

    assert view.before == {Light.RED: 1, Light.YELLOW: 0}
    assert say_summary(view) == "本周没有红灯任务，删去1项。"
    assert "上期的红灯任务9已从计划里删去。" in [
        words(block.text)  # type: ignore[union-attr]
        for block in red_part(view).blocks
    ]


def test_a_departments_part_of_a_task_is_compared_with_what_that_part_was() -> None:
    """A measure of others that was red is no light that this department has lost."""
    theirs = measure(1, **LATE, responsible=["乙科"])
    plan = plan_of(theirs, measure(2, due="2024-12-01", responsible=["甲科"]), responsible=[])
    before = Snapshot(date(2024, 6, 9), {"1": Light.RED, "1-1": Light.RED}, frozenset())
    past = PlanPast([before], [before], all_there=True)
    own = next(department for department in plan.departments if department.name == "甲科")

    week = read_period(Cadence.WEEKLY, "2024-W24")
    view = report_period(plan, assess(plan, date(2024, 6, 14)), week, past, Whose(own))

    assert view.cleared == ()
    assert view.before == {Light.RED: 0, Light.YELLOW: 0}


def test_titled_parts_are_numbered_without_a_gap_and_the_annexes_are_not() -> None:
    titles = [
        part.title for part in report_parts(report(plan_of(measure(1, **LATE)))) if part.title
    ]

    numbered = [title for title in titles if not title.startswith("附表")]
    assert [title[0] for title in numbered] == list("一二三四五六七八九十"[: len(numbered)])
    assert titles[-2:] == ["附表一:全部任务和举措", "附表二:本周改动"]


def test_the_chart_of_what_is_finished_says_what_the_figures_of_its_kind_say() -> None:
    put_off = {"due": "2024-05-31", "changed": "2024-06-04", "reason": "等", "approved_by": "丁"}
    pause = {"since": "2024-06-01", "reason": "等"}
    measures = [
        measure(1, status="已销号", due="2024-05-31", finished="2024-05-20"),
        measure(2, status="已销号", due="2024-05-31", finished="2024-06-05"),
        measure(3, status="已完成", due="2024-09-30", finished="2024-06-05"),
        measure(4, status="已完成", due="2024-09-30", finished="2024-06-12", due_changes=[put_off]),
        measure(5, due="2024-06-14"),
        measure(6, **LATE),
        measure(7, **LATE, status="暂缓", reason="等", suspensions=[pause]),
        measure(8, **LATE, status="已取消", reason="并入"),
        measure(9, status="已完成", due_text="长期坚持", finished="2024-06-12"),
    ]
    view = report(plan_of(*measures))
    figures = view.overview.figures.one_off
    (chart,) = [block for block in figures_part(view).blocks if block.kind == "chart"]

    rows = [[words(cell) for cell in row] for row in chart.table.rows]  # type: ignore[union-attr]
    assert rows[-2:] == [["2024-05-31", "2", "1"], ["2024-06-14", "5", "3"]]
    assert (figures.due, figures.finished) == (5, 3)
    assert chart.chart.title == "一次性举措到期5项,办结3项(6月14日),还差2项"  # type: ignore[union-attr]


def test_the_name_of_what_has_cleared_stays_as_the_plan_has_it() -> None:
    before = Snapshot(date(2024, 6, 9), {"1": Light.RED, "1-1": Light.RED}, frozenset())
    done = measure(1, status="已完成", finished="2024-06-12", title="摸排,形成“经验”")
    view = report(plan_of(done), earlier=[before])

    *_, cleared = red_part(view).blocks
    assert words(cleared.text) == "已解除：1-1 摸排,形成“经验”（原红灯）。"  # type: ignore[union-attr]


def test_a_chart_with_nothing_to_say_is_not_drawn() -> None:
    quiet = report(plan_of(measure(1, due="2024-12-01")))
    kinds = {block.kind for part in report_parts(quiet) for block in part.blocks}

    assert "chart" not in kinds
    assert quiet.heading.as_of == date(2024, 6, 14)
