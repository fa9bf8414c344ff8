"""What letters are called, and the words in which they tell of an item."""

from datetime import date

import pytest

from jimoplan.core.plan.model import Plan
from jimoplan.core.reports.letters import gather_grounds, write_reminder, write_supervision
from jimoplan.core.reports.matters import Matter

FRIDAY = date(2024, 6, 14)
Fields = dict[str, object]


def measure(number: str, title: str, **fields: object) -> Fields:
    """A measure reported on the day before at 90%: nothing is wrong with it."""
    report = {"date": "2024-06-13", "progress": 90}
    usual: Fields = {"kind": "一次性", "status": "推进中", "updates": [report]}
    return {"id": number, "title": title, **usual, **fields}


def make_plan(*measures: Fields, title: str = "2024年工作要点") -> Plan:
    task = {"id": "1", "title": "办案", "status": "推进中", "responsible": ["甲科"]}
    return Plan.model_validate(
        {
            "schema": "1",
            "plan": {
                "unit": "某局",
                "title": title,
                "period": {"start": "2024-01-01", "end": "2024-12-31"},
            },
            "departments": [{"name": "甲科", "kind": "科室"}],
            "sections": [
                {"number": "一", "title": "法治", "tasks": [{**task, "measures": measures}]}
            ],
        }
    )


def notice_titles(*measures: Fields, title: str = "2024年工作要点") -> list[str]:
    plan = make_plan(*measures, title=title)
    written = write_supervision(gather_grounds(plan, FRIDAY), plan.departments[0])
    return ["".join(notice.title_parts) for notice in written.notices]


def reminder_title(*measures: Fields) -> str:
    plan = make_plan(*measures)
    return "".join(write_reminder(gather_grounds(plan, FRIDAY), plan.departments[0]).title_parts)


def late(number: str, title: str = "建库", **fields: object) -> Fields:
    return measure(number, title, due="2024-06-12", **fields)


def test_a_letter_about_one_item_names_it() -> None:
    assert notice_titles(late("1-1", "制发工作规则。")) == ["关于制发工作规则的督办通知"]
    old = measure("1-1", "制发工作规则", due="2024-05-31")
    assert notice_titles(old) == ["关于制发工作规则的催办通知"]
    soon = measure("1-1", "制发工作规则", due="2024-06-20")
    assert reminder_title(soon) == "关于制发工作规则的提醒函"


def test_a_letter_about_several_says_of_which_plan_and_what_is_wrong() -> None:
    assert notice_titles(late("1-1"), late("1-2")) == ["关于2024年工作要点逾期事项的督办通知"]


def test_a_long_title_of_an_item_gives_way_to_the_plan_s() -> None:
    assert notice_titles(late("1-1", "建" * 28)) == [f"关于{'建' * 28}的督办通知"]
    assert notice_titles(late("1-1", "建" * 29)) == ["关于2024年工作要点逾期事项的督办通知"]


def test_the_unit_is_not_said_twice() -> None:
    titles = notice_titles(late("1-1"), late("1-2"), title="某局2024年工作要点")
    assert titles == ["关于2024年工作要点逾期事项的督办通知"]


def test_a_reminder_of_several_says_all_that_is_wrong() -> None:
    soon = measure("1-1", "建库", due="2024-06-20")
    behind = measure("1-2", "建站", updates=[{"date": "2024-06-13", "progress": 5}])
    silent = measure("1-3", "建网", updates=[{"date": "2024-05-02", "progress": 90}])
    assert reminder_title(soon, behind) == "关于2024年工作要点临期、滞后事项的提醒函"
    assert reminder_title(silent, soon) == "关于2024年工作要点临期、未填报事项的提醒函"


def test_what_is_yellow_besides_is_not_in_the_title_of_what_is_red() -> None:
    silent = [{"date": "2024-05-02", "progress": 5}]
    titles = notice_titles(late("1-1", updates=silent), late("1-2", updates=silent))
    assert titles == ["关于2024年工作要点逾期事项的督办通知"]


def test_nothing_to_remind_of_has_no_title() -> None:
    assert reminder_title(measure("1-1", "建库")) == ""


def only_matter(fields: Fields, as_of: date = FRIDAY) -> Matter:
    plan = make_plan(measure("1-1", "建库", **fields))
    grounds, to = gather_grounds(plan, as_of), plan.departments[0]
    notices = write_supervision(grounds, to).notices
    (matter,) = notices[0].matters if notices else write_reminder(grounds, to).matters
    return matter


def test_what_nobody_ever_reported_on_is_told_as_people_tell_it() -> None:
    reasons = only_matter({"updates": [], "kind": "常态化"}).reasons
    assert reasons == ("一直未填报",)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"due": "2024-06-12"}, "2024年6月12日"),
        ({"updates": []}, "2024年12月31日（默认时限）"),
        ({"due": "2024-05"}, "5月底"),
        (
            {
                "due": "2024-06-12",
                "due_changes": [
                    {
                        "due": "2024-03-29",
                        "changed": "2024-04-02",
                        "reason": "等",
                        "approved_by": "王",
                    }
                ],
            },
            "2024年6月12日（原时限2024年3月29日，逾期4天后调整）",
        ),
    ],
    ids=["a day", "the plan's end", "the end of a month", "put off late"],
)
def test_a_deadline_is_written_as_documents_write_days(fields: Fields, words: str) -> None:
    assert only_matter(fields).deadline == words


def test_a_deadline_set_by_nobody_is_said_once() -> None:
    found = only_matter({}, as_of=date(2025, 1, 20))
    assert found.deadline == "2024年12月31日（默认时限）"
    assert found.reasons == ("逾期13个工作日",)


def test_days_are_written_out_and_people_s_words_left_alone() -> None:
    problem = {"date": "2024-06-13", "progress": 90, "problem": "等2024-06-01的批复"}
    (said,) = only_matter({"due": "2024-06-12", "updates": [problem]}).said
    assert (said.head, said.text) == ("存在问题(2024年6月13日)", "等2024-06-01的批复")
