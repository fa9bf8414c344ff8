"""What became of a task and its measures, in one list."""

from datetime import date

from jimoplan.core.assessment.assess import assess
from jimoplan.core.text.reading.load import load
from jimoplan.core.views.query import TaskView, view_tasks
from jimoplan.core.views.timeline import HistoryEntry, task_history

PLAN = """\
schema: 1
plan:
  unit: 某局
  title: 计划
  period: {start: 2024-01-01, end: 2024-12-31}
departments:
  - {name: 甲科, kind: 科室}
sections:
  - number: 一
    title: 板块
    tasks:
      - id: '1'
        title: 任务
        responsible: [甲科]
        measures:
          - {id: 1-1, kind: 一次性, title: 举措}
          - {id: 1-2, kind: 一次性, title: 举措}
      - {id: '2', title: 别的, responsible: [甲科]}
"""


def view_of_task_1() -> TaskView:
    plan = load(PLAN).plan
    assert plan is not None
    return view_tasks(plan, assess(plan, date(2024, 6, 30)))[0]


def entry(day: int, words: str, commit: str = "3f2a91c") -> HistoryEntry:
    return HistoryEntry(date(2024, 3, day), "张三", commit, words)


def test_changes_to_a_task_and_its_measures_stand_together_the_latest_first() -> None:
    histories = {
        "1": [entry(2, "状态", "b")],
        "1-2": [entry(1, "早", "a"), entry(3, "上午", "c"), entry(3, "下午", "d")],
        "2": [entry(9, "别的任务", "e")],
    }

    found = task_history(view_of_task_1(), histories)

    assert [(known.day.day, known.commit, known.changes) for known in found] == [
        (3, "d", (("1-2", "下午"),)),
        (3, "c", (("1-2", "上午"),)),
        (2, "b", (("1", "状态"),)),
        (1, "a", (("1-2", "早"),)),
    ]


def test_what_one_commit_did_is_told_once_in_the_order_of_the_plan() -> None:
    told = "新增填报记录 2024-03-02 张三:印发"
    histories = {"1-2": [entry(2, told)], "1": [entry(2, "状态 未启动→推进中")]}

    (found,) = task_history(view_of_task_1(), histories)

    assert (found.who, found.commit) == ("张三", "3f2a91c")
    assert found.changes == (("1", "状态 未启动→推进中"), ("1-2", "填报:印发"))


def test_a_report_of_another_day_or_person_keeps_both() -> None:
    words = ("新增填报记录 2024-03-01 张三:印发", "新增填报记录 2024-03-02 李四:印发")

    (found,) = task_history(view_of_task_1(), {"1-1": [entry(2, each) for each in words]})

    assert tuple(change.words for change in found.changes) == words


def test_without_histories_there_is_nothing_to_tell() -> None:
    assert task_history(view_of_task_1(), {}) == ()
