"""What is asked about an item, by its kind."""

from datetime import date

from assessed import measure, periodic, plan_of

from jimoplan.core.assessment.assess import assess
from jimoplan.core.desk.figures import Frame
from jimoplan.core.desk.questions import Question, questions_of
from jimoplan.core.views.query import view_tasks


def asked(as_of: str, fields: dict[str, object]) -> dict[str, Question]:
    plan, day = plan_of({**fields, "status": "推进中"}), date.fromisoformat(as_of)
    (view,) = view_tasks(plan, assess(plan, day))
    frame = Frame(lambda _: view.measures[0], plan.plan.period, day)
    return {each.field: each for each in questions_of(view.measures[0], frame)}


def test_a_one_off_item_is_asked_for_its_progress_with_what_was_said_last() -> None:
    updates = [
        {"date": "2024-03-01", "progress": 20, "note": "起草", "next": "征求意见"},
        {"date": "2024-04-01", "note": "已征求意见"},
    ]
    questions = asked("2024-05-06", measure(updates=updates))
    assert list(questions) == ["progress", "note", "problem", "next"]
    assert questions["progress"].last == "20%"
    assert (questions["note"].last, questions["note"].day) == ("已征求意见", date(2024, 4, 1))
    assert questions["next"].last == "征求意见"


def test_of_several_reports_of_a_day_the_last_in_order_is_shown() -> None:
    updates = [
        {"date": "2024-04-01", "progress": 100, "note": "写错了"},
        {"date": "2024-04-01", "progress": 40, "note": "初稿"},
    ]
    questions = asked("2024-05-06", measure(updates=updates))
    assert (questions["progress"].last, questions["note"].last) == ("40%", "初稿")


def test_an_indicator_is_asked_for_its_value_and_a_standing_duty_for_words_alone() -> None:
    indicator = measure(
        kind="指标", target=600, unit="件", updates=[{"date": "2024-03-01", "value": 120}]
    )
    value = asked("2024-05-06", indicator)["value"]
    assert (value.words, value.last, value.read("２５０件")) == ("数值,目标600件", "120件", "250")
    assert list(asked("2024-05-06", measure(kind="常态化"))) == ["note", "problem", "next"]


def test_the_oldest_period_owed_is_offered() -> None:
    monthly = periodic(
        "每月", {"date": "2024-02-01", "period": 1}, {"date": "2024-04-01", "period": 3}
    )
    period = asked("2024-05-06", monthly)["period"]
    assert (period.offer, period.last, period.read("4月")) == ("第2期", "第3期", "4")


def test_an_open_problem_is_asked_about() -> None:
    questions = asked("2024-05-06", measure(updates=[{"date": "2024-03-01", "problem": "等批复"}]))
    assert list(questions) == ["progress", "note", "solved", "problem", "next"]
    assert questions["solved"].last == "等批复"
