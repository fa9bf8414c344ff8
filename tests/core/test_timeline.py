"""What became of a task and its measures, in one list."""

from datetime import date

from jimoplan.core.assess import assess
from jimoplan.core.query import TaskView, view_tasks
from jimoplan.core.reading.reader import load
from jimoplan.core.timeline import HistoryEntry, task_history

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


def entry(day: int, words: str) -> HistoryEntry:
    return HistoryEntry(date(2024, 3, day), "张三", "3f2a91c", words)


def test_changes_to_a_task_and_its_measures_stand_together_the_latest_first() -> None:
    histories = {
        "1": [entry(2, "状态")],
        "1-2": [entry(1, "早"), entry(3, "上午"), entry(3, "下午")],
        "2": [entry(9, "别的任务")],
    }

    found = task_history(view_of_task_1(), histories)

    assert [(known.id, known.entry.words) for known in found] == [
        ("1-2", "下午"),
        ("1-2", "上午"),
        ("1", "状态"),
        ("1-2", "早"),
    ]


def test_without_histories_there_is_nothing_to_tell() -> None:

    assert task_history(view_of_task_1(), {}) == ()
