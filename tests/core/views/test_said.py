"""What show says of reports, remarks and open problems."""

from datetime import date

from audited import PEOPLED, STATUS_OF_1_1, UPDATE_OF_1_1, change

from jimoplan.actions.plan.ask import show_item
from jimoplan.core.text.reading.load import load
from jimoplan.core.views.answer import Answer, Table
from jimoplan.core.views.answers import answer_item

MORE = f"""\
{UPDATE_OF_1_1}\
              - {{date: 2024-04-01, by: 钱九, dept: 甲科, entered_by: 李四, problem: 缺人}}
              - {{date: 2024-04-02, by: 赵六, dept: 乙科, note: 供材料}}
"""
REMARK = "            remarks: [{date: 2024-04-03, by: 李四, text: 请抓紧}]\n"
SAID = change(PEOPLED, (UPDATE_OF_1_1, MORE), (STATUS_OF_1_1, STATUS_OF_1_1 + REMARK))


def shown(text: str, number: str = "1-1", day: str = "2024-06-01") -> Answer:
    plan = load(text, with_advice=False).plan
    assert plan is not None
    return answer_item(show_item(plan, date.fromisoformat(day), number))


def table(answer: Answer, title: str) -> Table:
    return next(table for table in answer.tables if table.title == title)


def column(found: Table, label: str) -> list[str]:
    return [row[found.labels.index(label)] for row in found.rows]


def facts(answer: Answer) -> list[str]:
    return [text for label, text in answer.tables[0].rows if label == "存在问题(未解决)"]


def test_each_report_says_whose_it_is() -> None:
    reports = table(shown(SAID), "填报记录")

    assert column(reports, "填报部门") == ["", "甲科(李四代录)", "乙科(配合)"]
    assert column(reports, "填报人") == ["", "钱九", "赵六"]


def test_where_no_report_says_it_the_table_is_as_it_was() -> None:
    labels = ("日期", "填报人", "进度", "进展情况", "存在问题", "下一步计划")

    assert table(shown(PEOPLED), "填报记录").labels == labels


def test_a_department_that_has_no_part_in_the_item_any_more_is_marked() -> None:
    moved = change(SAID, ("lead: [甲科]", "lead: [丙科]"), ("members: [甲科, 乙科]", "members: []"))

    assert column(table(shown(moved), "填报记录"), "填报部门")[1:] == [
        "甲科(非责任部门,李四代录)",
        "乙科(非责任部门)",
    ]


def test_remarks_stand_by_themselves() -> None:
    assert table(shown(SAID), "意见(不算填报)").rows == (
        ("2024-04-03", "督查意见", "李四", "请抓紧"),
    )


def test_open_problems_are_stated_until_they_are_settled() -> None:
    settled = change(SAID, ("dept: 乙科, note", "dept: 乙科, solved: 到岗一人, note"))

    assert facts(shown(SAID)) == ["2024-04-01 甲科:缺人"]
    assert facts(shown(SAID, "1")) == ["1-1 2024-04-01 甲科:缺人"]
    assert facts(shown(SAID, day="2024-03-20")) == facts(shown(settled)) == []
    assert column(table(shown(settled), "填报记录"), "问题解决") == ["", "", "到岗一人"]


def test_programs_get_them_too() -> None:
    assert shown(SAID).data["open_problems"] == [
        {"id": "1-1", "date": "2024-04-01", "by": "钱九", "dept": "甲科", "problem": "缺人"}
    ]
