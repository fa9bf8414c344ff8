"""A task stands as its measures do, and as those a department answers for."""

from datetime import date
from typing import Any

import pytest
from assessed import assessed, measure, plan_of, the_task

from jimoplan.core.assessment.assess import assess
from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.model import Plan
from jimoplan.core.views.query import view_duties, view_tasks

Fields = dict[str, Any]
PAST: Fields = {"due": "2024-03-29"}
FINISHED: Fields = {"status": "已完成", "finished": "2024-03-20"}
DROPPED: Fields = {"status": "已取消", "reason": "并入"}
RESTING: Fields = {"status": "暂缓", "reason": "等文件"}


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([{"status": "已销号"}], "绿:举措均已销号,任务待报已完成"),
        ([FINISHED], "绿:举措均已办结,任务待报已完成"),
        ([FINISHED, {"status": "已销号"}, DROPPED], "绿:举措均已办结,任务待报已完成"),
        ([{"status": "已销号"}, RESTING], "绿:举措1项暂缓,其余均已办结"),
        ([RESTING], "—举措均已暂缓"),
        ([DROPPED], "—举措均已取消"),
        ([RESTING, DROPPED], "—举措均已暂缓或取消"),
    ],
    ids=[
        "closed",
        "done",
        "done, closed, dropped",
        "closed, resting",
        "resting",
        "dropped",
        "both",
    ],
)
def test_a_task_whose_measures_are_all_finished_or_stopped_is_not_late(
    parts: list[Fields], said: str
) -> None:
    measures = [measure(number, **part) for number, part in enumerate(parts, 1)]
    task = the_task("2024-04-01", *measures, **PAST, policy={"review": 100})
    assert task.words == said
    assert task.overdue_days == 0


class TestReview:
    def test_what_waits_too_long_is_yellow_for_the_reviewer(self) -> None:
        items = assessed("2024-04-09", measure(**FINISHED)).items
        assert items["8-1"].words == "黄:已完成;等待销号已13个工作日,请审核"
        assert items["8-1"].awaits_review_only
        assert items["8"].light is Light.YELLOW

    def test_the_wait_begins_when_it_is_reported_not_when_it_was_finished(self) -> None:
        late = measure(**FINISHED, submitted="2024-04-08")
        item = assessed("2024-04-09", late).items["8-1"]
        assert item.light is Light.GREEN
        assert item.finish == assessed("2024-04-09", measure(**FINISHED)).items["8-1"].finish
        waited = assessed("2024-04-25", late).items["8-1"].words
        assert waited == "黄:已完成;等待销号已13个工作日,请审核"

    def test_the_plan_sets_how_long(self) -> None:
        quick = assessed("2024-03-26", measure(**FINISHED), policy={"review": 3}).items["8-1"]
        assert quick.light is Light.YELLOW
        assert assessed("2024-03-26", measure(**FINISHED)).items["8-1"].light is Light.GREEN


class TestADepartmentsView:
    def task_for(self, name: str, plan: Plan, as_of: str = "2024-04-01") -> str:
        found = assess(plan, date.fromisoformat(as_of))
        (view,) = view_duties(view_tasks(plan, found), found, name)
        return view.row.assessment.words

    def test_no_light_for_the_lateness_of_others(self) -> None:
        plan = plan_of(
            measure(1, responsible=["乙科"], due="2024-03-15"),
            measure(2, updates=[{"date": "2024-03-29", "progress": 50}]),
        )
        assert self.task_for("甲科", plan) == "绿:正常"
        assert self.task_for("乙科", plan).startswith("红:8-1逾期")

    def test_the_task_s_own_deadline_is_its_owner_s(self) -> None:
        late: Fields = {"due": "2024-12-31", "updates": [{"date": "2024-03-29", "progress": 50}]}
        plan = plan_of(measure(1, responsible=["乙科"], **late), measure(2, **late), **PAST)
        assert self.task_for("甲科", plan) == "红:任务本身逾期1个工作日"
        assert self.task_for("乙科", plan) == "绿:正常"

    def test_a_task_all_of_whose_measures_are_others(self) -> None:
        plan = plan_of(measure(1, responsible=["乙科"], due="2024-03-15"))
        assert self.task_for("甲科", plan) == "绿:举措由其他部门负责"

    def test_whose_measures_are_finished_has_nothing_left_to_do(self) -> None:
        plan = plan_of(measure(1, responsible=["乙科"], status="已销号"), measure(2), **PAST)
        assert self.task_for("乙科", plan) == "绿:所负责的举措均已销号"
