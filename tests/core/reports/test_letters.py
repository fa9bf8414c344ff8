"""Which items stand in which letter to which department, and what is asked there."""

from collections.abc import Iterable
from datetime import date

import pytest

from jimoplan.core.plan.model import Plan
from jimoplan.core.reports.letters import (
    WRITERS,
    FeedbackForm,
    ReminderLetter,
    SupervisionNotice,
    gather_grounds,
    write_feedback,
    write_reminder,
    write_supervision,
)
from jimoplan.core.reports.matters import Matter

FRIDAY = date(2024, 6, 14)
DEPARTMENTS = ("甲科", "乙科", "丙科")
DONE = "2024-06-13"
Fields = dict[str, object]


def measure(number: str, **fields: object) -> Fields:
    """A measure that gives no cause for anything: reported on the day before, and no date to it."""
    usual: Fields = {"updates": [{"date": DONE, "by": "张三", "progress": 90}], "status": "推进中"}
    return {"id": number, "kind": "一次性", "title": f"举措{number}", **usual, **fields}


def silent(number: str, **fields: object) -> Fields:
    """A measure that nobody has ever reported on: yellow."""
    return measure(number, updates=[], **fields)


def task(number: str, *measures: Fields, **fields: object) -> Fields:
    usual: Fields = {"title": f"任务{number}", "status": "推进中", "responsible": ["甲科"]}
    return {"id": number, **usual, "measures": measures, **fields}


def make_plan(*tasks: Fields) -> Plan:
    """A plan of three departments and a group of the first two."""
    return Plan.model_validate(
        {
            "schema": "1",
            "plan": {
                "unit": "某局",
                "title": "要点",
                "period": {"start": "2024-01-01", "end": "2024-12-31"},
            },
            "departments": [
                *({"name": name, "kind": "科室"} for name in DEPARTMENTS),
                {"name": "科室组", "kind": "群组", "members": ["甲科", "乙科"]},
            ],
            "sections": [{"number": "一", "title": "法治建设", "tasks": tasks}],
        }
    )


def reminder(*tasks: Fields, to: str = "甲科", as_of: date = FRIDAY) -> ReminderLetter:
    plan = make_plan(*tasks)
    department = next(d for d in plan.departments if d.name == to)
    return write_reminder(gather_grounds(plan, as_of), department)


def supervision(*tasks: Fields, to: str = "甲科", as_of: date = FRIDAY) -> SupervisionNotice:
    plan = make_plan(*tasks)
    department = next(d for d in plan.departments if d.name == to)
    return write_supervision(gather_grounds(plan, as_of), department)


def feedback(*tasks: Fields, to: str = "甲科", as_of: date = FRIDAY) -> FeedbackForm:
    plan = make_plan(*tasks)
    department = next(d for d in plan.departments if d.name == to)
    return write_feedback(gather_grounds(plan, as_of), department)


def ids(matters: Iterable[Matter]) -> list[str]:
    return [matter.row.item.id for matter in matters]


def notices(written: SupervisionNotice) -> dict[str, list[str]]:
    return {notice.title: ids(notice.matters) for notice in written.notices}


class TestReminder:
    def test_it_lists_what_is_yellow_and_nothing_else(self) -> None:
        red = measure("1-2", due="2024-06-12")
        assert ids(reminder(task("1", silent("1-1"), red, measure("1-3"))).matters) == ["1-1"]

    def test_a_task_that_is_yellow_by_its_measures_is_not_listed_itself(self) -> None:
        assert ids(reminder(task("1", silent("1-1"), silent("1-2"))).matters) == ["1-1", "1-2"]

    def test_a_task_without_measures_is_listed_itself(self) -> None:
        assert ids(reminder(task("1")).matters) == ["1"]

    @pytest.mark.parametrize("role", ["lead", "responsible"])
    def test_it_goes_to_who_leads_or_is_responsible(self, role: str) -> None:
        owners = {"responsible": [], role: ["乙科"]}
        assert ids(reminder(task("1", silent("1-1"), **owners), to="乙科").matters) == ["1-1"]

    def test_it_does_not_go_to_who_supports_or_belongs_to_a_group(self) -> None:
        plan = task("1", silent("1-1"), responsible=["科室组"], support=["丙科"])
        assert [reminder(plan, to=name).empty for name in DEPARTMENTS] == [True, True, True]
        assert ids(reminder(plan, to="科室组").matters) == ["1-1"]

    def test_a_measure_with_owners_of_its_own_goes_to_them(self) -> None:
        plan = task("1", silent("1-1", responsible=["乙科"]), silent("1-2"))
        assert ids(reminder(plan).matters) == ["1-2"]
        assert ids(reminder(plan, to="乙科").matters) == ["1-1"]

    @pytest.mark.parametrize("status", ["已完成", "已销号", "暂缓", "已取消"])
    def test_what_is_finished_or_dropped_is_left_out(self, status: str) -> None:
        plan = task("1", silent("1-1", status=status, reason="上级安排"), measure("1-2"))
        assert reminder(plan).empty

    def test_the_measures_of_a_dropped_task_are_left_out(self) -> None:
        assert reminder(task("1", silent("1-1"), status="暂缓", reason="上级安排")).empty

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"due": "2024-06-20", "updates": [{"date": DONE, "progress": 95}]}, ("抓紧办理",)),
            ({"updates": [{"date": DONE, "progress": 5}]}, ("抓紧办理",)),
            ({"updates": [{"date": "2024-05-02", "progress": 90}]}, ("填报进展",)),
            ({"updates": []}, ("抓紧办理", "填报进展")),
            ({"kind": "常态化", "updates": []}, ("填报进展",)),
            ({"kind": "周期性", "cadence": "每月", "updates": [{"date": DONE}]}, ("填报进展",)),
        ],
        ids=["due soon", "behind", "silent", "behind and silent", "continuous", "periodic"],
    )
    def test_what_is_asked_follows_from_the_reason(
        self, fields: Fields, expected: tuple[str, ...]
    ) -> None:
        assert reminder(task("1", measure("1-1", **fields))).matters[0].expected == expected

    def test_the_latest_report_up_to_the_day_is_given(self) -> None:
        reports = [
            {"date": "2024-06-20", "note": "以后"},
            {"date": "2024-05-02", "note": "初稿"},
            {"date": "2024-04-01", "note": "调研"},
        ]
        last = reminder(task("1", measure("1-1", updates=reports))).matters[0].last
        assert last is not None
        assert last.note == "初稿"

    def test_a_reply_is_due_in_three_working_days(self) -> None:
        assert reminder(as_of=FRIDAY).reply_by == date(2024, 6, 19)
        assert reminder(as_of=date(2024, 9, 29)).reply_by == date(2024, 10, 9)


class TestSupervision:
    def test_what_turned_red_this_week_and_what_was_red_before_are_two_notices(self) -> None:
        plan = task(
            "1",
            measure("1-1", due="2024-06-08"),
            measure("1-2", due="2024-06-09"),
            measure("1-3", due="2024-06-13"),
            measure("1-4", due="2024-06-14"),
        )
        assert notices(supervision(plan)) == {"督办通知单": ["1-2", "1-3"], "催办单": ["1-1"]}

    def test_what_was_red_is_what_the_plan_of_that_sunday_says(self) -> None:
        late = measure("1-1", due="2024-05-31")
        plan = make_plan(task("1", late))
        reported_done = make_plan(task("1", {**late, "status": "已完成"}))
        not_there_yet = make_plan(task("2", measure("2-1")))
        for last_week in (reported_done, not_there_yet):
            grounds = gather_grounds(plan, FRIDAY, last_week)
            assert notices(write_supervision(grounds, plan.departments[0])) == {
                "督办通知单": ["1-1"]
            }

    def test_last_week_ends_on_the_sunday_before_even_on_a_sunday(self) -> None:
        assert supervision(as_of=FRIDAY).last_week == date(2024, 6, 9)
        assert supervision(as_of=date(2024, 6, 16)).last_week == date(2024, 6, 9)
        assert supervision(as_of=date(2024, 6, 17)).last_week == date(2024, 6, 16)

    @pytest.mark.parametrize(
        ("due", "title"), [("2024-06-12", "督办通知单"), ("2024-05-31", "催办单")]
    )
    def test_a_notice_that_would_say_nothing_is_left_out(self, due: str, title: str) -> None:
        written = supervision(task("1", measure("1-1", due=due)))
        assert notices(written) == {title: ["1-1"]}
        assert [notice.again for notice in written.notices] == [title == "催办单"]

    def test_nothing_red_is_an_empty_letter(self) -> None:
        assert supervision(task("1", silent("1-1"))).empty

    def test_days_overdue_are_working_days(self) -> None:
        matter = supervision(task("1", measure("1-1", due="2024-06-07"))).notices[0].matters[0]
        # 10 June was the Dragon Boat Festival.
        assert matter.row.assessment.overdue_days == 4

    def test_a_task_late_by_itself_is_listed_and_one_late_by_a_measure_is_not(self) -> None:
        itself = task("1", measure("1-1", due="2024-08-01"), due="2024-06-12")
        by_measure = task("2", measure("2-1", due="2024-06-12"), due="2024-06-12")
        assert notices(supervision(itself, by_measure)) == {"督办通知单": ["1", "2-1"]}

    def test_a_measure_of_others_makes_nobody_answer_for_the_task(self) -> None:
        plan = task("1", measure("1-1", due="2024-06-12", responsible=["乙科"]))
        assert supervision(plan).empty
        assert notices(supervision(plan, to="乙科")) == {"督办通知单": ["1-1"]}

    @pytest.mark.parametrize("status", ["已完成", "已销号", "暂缓", "已取消"])
    def test_what_is_finished_or_dropped_is_left_out(self, status: str) -> None:
        late = measure("1-1", due="2024-06-12", status=status, reason="上级安排")
        assert supervision(task("1", late, measure("1-2"))).empty

    def test_what_is_late_is_to_be_finished(self) -> None:
        late = supervision(task("1", silent("1-1", due="2024-06-12"))).notices[0]
        assert late.matters[0].expected == ("抓紧办理",)

    def test_a_reply_is_due_in_five_working_days(self) -> None:
        assert supervision(as_of=FRIDAY).reply_by == date(2024, 6, 21)


class TestFeedback:
    def test_every_open_measure_is_to_be_reported_on_red_and_yellow_ones_first(self) -> None:
        red = measure("1-3", due="2024-06-12")
        not_begun = silent("1-4", status="未启动")
        form = feedback(task("1", measure("1-1"), silent("1-2"), red, not_begun))
        assert ids(form.own) == ["1-3", "1-2", "1-4", "1-1"]
        assert form.others == ()

    def test_what_comes_through_a_group_is_put_in_the_same_order(self) -> None:
        red = measure("1-2", due="2024-06-12")
        form = feedback(task("1", measure("1-1"), red, silent("1-3"), responsible=["科室组"]))
        assert ids(form.others) == ["1-2", "1-3", "1-1"]

    @pytest.mark.parametrize("status", ["已完成", "已销号", "暂缓", "已取消"])
    def test_what_is_finished_or_dropped_is_left_out(self, status: str) -> None:
        assert feedback(task("1", measure("1-1", status=status, reason="上级安排"))).empty

    def test_the_measures_of_a_dropped_task_are_left_out(self) -> None:
        assert feedback(task("1", measure("1-1"), status="已取消", reason="上级安排")).empty

    def test_what_is_supported_or_comes_through_a_group_stands_apart(self) -> None:
        form = feedback(
            task("1", measure("1-1"), responsible=["科室组"]),
            task("2", measure("2-1"), responsible=["乙科"], support=["甲科"]),
            task("3", measure("3-1")),
        )
        assert ids(form.own) == ["3-1"]
        apart = [(m.row.item.id, m.row.role, m.row.via) for m in form.others]
        assert apart == [("1-1", "责任", "科室组"), ("2-1", "配合", None)]

    def test_each_kind_of_measure_has_its_command(self) -> None:
        form = feedback(
            task(
                "1",
                measure("1-1", kind="指标", target="95", updates=[]),
                measure("1-2", kind="常态化"),
                measure("1-3"),
                measure("1-4"),
                measure("1-5", kind="周期性", cadence="双月", updates=[]),
            )
        )
        assert form.commands == (
            'jimoplan update 1-3 --progress 60 --note "……"',
            'jimoplan update 1-2 --note "……"',
            'jimoplan update 1-5 --period 1 --note "……"',
            'jimoplan update 1-1 --value 95 --note "……"',
        )

    def test_a_periodic_measure_is_asked_for_the_periods_that_are_owed(self) -> None:
        days = [{"date": f"2024-{month:02}-20"} for month in (1, 2, 4, 5)]
        monthly = measure("1-1", kind="周期性", cadence="每月", updates=days)
        form = feedback(task("1", monthly))
        assert form.own[0].asked == "3月(第3期)、6月(第6期)"
        assert form.commands == ('jimoplan update 1-1 --period 3 --note "……"',)

    def test_a_command_is_shown_for_what_is_its_own_first(self) -> None:
        group = task("1", measure("1-1"), responsible=["科室组"])
        assert feedback(group, task("2", measure("2-1"))).commands[0].split()[2] == "2-1"


class TestRemarks:
    REMARKS = (
        {"date": "2024-05-01", "text": "早先"},
        {"date": "2024-06-13", "kind": "批示", "text": "抓紧"},
        {"date": "2024-06-15", "text": "明天"},
    )

    def test_what_no_report_has_answered_stands_beside_the_item(self) -> None:
        answered = measure("1-1", remarks=self.REMARKS)
        never = silent("1-2", remarks=self.REMARKS)
        own = feedback(task("1", answered, never)).own
        told = {m.row.item.id: [r.text for r in m.remarks] for m in own}
        assert told == {"1-1": ["抓紧"], "1-2": ["早先", "抓紧"]}

    def test_those_on_a_task_stand_with_its_first_measure(self) -> None:
        own = feedback(task("1", silent("1-1"), silent("1-2"), remarks=self.REMARKS)).own
        assert [len(m.remarks) for m in own] == [2, 0]


WAITING = measure("1-1", status="已完成", updates=[{"date": "2024-03-01"}])


@pytest.mark.parametrize("name", WRITERS)
def test_nothing_is_asked_of_a_department_while_the_reviewer_s_turn_lasts(name: str) -> None:
    plan = make_plan(task("1", WAITING))
    grounds = gather_grounds(plan, FRIDAY)
    assert grounds.now.items["1-1"].awaits_review_only
    assert WRITERS[name](grounds, plan.departments[0]).empty


def test_a_supporter_s_report_is_not_given_as_the_last_one() -> None:
    theirs = {"date": "2024-06-13", "dept": "丙科", "note": "协助"}
    ours = {"date": "2024-04-01", "note": "调研"}
    both = measure("1-1", updates=[ours, theirs], support=["丙科"], responsible=["甲科"])
    last = reminder(task("1", both)).matters[0].last
    assert last
    assert last.note == "调研"


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("as_of", [date.min, date.max])
def test_letters_are_written_on_the_first_and_last_day_there_is(name: str, as_of: date) -> None:
    plan = make_plan(task("1", silent("1-1")))
    assert WRITERS[name](gather_grounds(plan, as_of), plan.departments[0]).heading.as_of == as_of
