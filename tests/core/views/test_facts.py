"""What `show` says of an item's clock, and of the reason that people gave."""

from datetime import date
from typing import Any

from assessed import measure, plan_of

from jimoplan.core.assessment.assess import assess
from jimoplan.core.views.answer import Answer
from jimoplan.core.views.answers import answer_item
from jimoplan.core.views.query import view_tasks
from jimoplan.core.views.views import ItemView, make_heading


def shown(as_of: str, **fields: Any) -> Answer:  # noqa: ANN401
    """What `show 8-1` answers on a day."""
    plan = plan_of(measure(1, **fields))
    assessment = assess(plan, date.fromisoformat(as_of))
    (view,) = view_tasks(plan, assessment)
    return answer_item(ItemView(make_heading(plan, assessment), view.measures[0], (), ()))


def facts(as_of: str, **fields: Any) -> dict[str, str]:  # noqa: ANN401
    return {row[0]: row[1] for row in shown(as_of, **fields).tables[0].rows}


def test_both_shares_of_time_are_told_the_item_s_own_first() -> None:
    found = facts("2024-06-14", since="2024-06-01", due="2024-06-20")
    assert found["序时进度"] == "本项70%,计划45%"
    assert found["立项日期"] == "2024-06-01"


def test_suspensions_say_from_when_until_when_by_whom_and_why() -> None:
    rest = {"since": "2024-03-01", "until": "2024-04-02", "reason": "等文件", "approved_by": "丙"}
    assert facts("2024-06-14", suspensions=[rest])["暂缓记录"] == (
        "2024-03-01 起到 2024-04-02 恢复 经 丙 批准:等文件"
    )
    lasting = {"since": "2024-03-01", "reason": "等文件"}
    stopped = facts("2024-06-14", status="暂缓", reason="等文件", suspensions=[lasting])
    assert stopped["暂缓记录"] == "2024-03-01 起还没有恢复:等文件"


def test_the_day_it_was_finished_says_where_it_comes_from_and_how_late_it_was() -> None:
    done: dict[str, Any] = {"status": "已完成", "updates": [{"date": "2024-06-12"}]}
    assert facts("2024-06-14", **done)["办结日期"] == "2024-06-12(据最后填报)"
    late = facts("2024-06-14", due="2024-06-12", finished="2024-06-13", **done)
    assert late["办结日期"] == "2024-06-13,逾期1个工作日办结"
    assert "办结日期" not in facts("2024-06-14")


def test_the_reason_people_gave_stands_beside_the_light_and_apart_in_the_data() -> None:
    problem = [{"date": "2024-06-12", "progress": 50, "problem": "等批复"}]
    found = shown("2024-06-14", updates=problem)
    assert facts("2024-06-14", updates=problem)["灯"] == "绿:存在问题(2024-06-12):等批复"
    assert found.data["said"] == ("存在问题(2024-06-12):等批复",)
    assert (found.data["reason"], found.data["reasons"]) == ("绿:正常", ("正常",))
