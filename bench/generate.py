"""Plans of any size for measuring: made up, seeded, the same every time."""

import argparse
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta

_DEPARTMENTS = [f"第{number}业务科" for number in range(1, 41)]
_WORDS = "健全完善行政复议应诉调解公证援助普法矫正督察审查备案指导培训通报办法规则清单台账"
_KINDS = ("一次性", "常态化", "周期性", "指标")
_TASKS_A_SECTION = 20
_MEASURES = 3
"""Of each task, unless more are asked for."""
_UPDATES = 2


def make_plan(tasks: int, measures: int = _MEASURES, seed: int = 2024) -> str:
    """The text of a plan with so many tasks of so many measures, each with two updates."""
    return "\n".join(_lines(tasks, measures, random.Random(seed))) + "\n"  # noqa: S311 - no secret


def _lines(tasks: int, measures: int, chance: random.Random) -> Iterator[str]:
    yield "schema: 1"
    yield "plan:"
    yield "  unit: 某区司法局"
    yield "  title: 2024年工作要点(示例数据)"
    yield "  period: {start: 2024-01-01, end: 2024-12-31}"
    yield "departments:"
    for name in _DEPARTMENTS:
        yield f"  - {{name: {name}, kind: 科室, aliases: [{name[1:-3]}科室]}}"
    yield f"  - {{name: 各科室, kind: 群组, members: [{', '.join(_DEPARTMENTS)}]}}"
    yield "sections:"
    for number in range(1, tasks + 1):
        if (number - 1) % _TASKS_A_SECTION == 0:
            yield f"  - number: 第{(number - 1) // _TASKS_A_SECTION + 1}"
            yield f"    title: {_words(chance, 16)}"
            yield "    tasks:"
        yield from _task(number, measures, chance)


def _task(number: int, measures: int, chance: random.Random) -> Iterator[str]:
    yield ""
    yield f"      - id: '{number}'"
    yield f"        title: {_words(chance, 12)}"
    yield f"        lead: [{chance.choice(_DEPARTMENTS)}]"
    yield "        support: [各科室]"
    yield "        status: 推进中"
    yield "        measures:"
    for index in range(1, measures + 1):
        yield from _measure(f"{number}-{index}", chance)


def _measure(number: str, chance: random.Random) -> Iterator[str]:
    kind = chance.choice(_KINDS)
    yield f"          - id: {number}"
    yield f"            kind: {kind}"
    yield f"            title: {_words(chance, 10)}"
    yield f"            text: {_words(chance, 40)},{_words(chance, 20)}。"
    yield from {"周期性": ["            cadence: 双月"], "指标": ["            target: 100"]}.get(
        kind, []
    )
    yield "            status: 推进中"
    yield "            updates:"
    day = date(2024, 1, 1) + timedelta(days=chance.randrange(120))
    for _ in range(_UPDATES):
        day += timedelta(days=chance.randrange(5, 60))
        figure = {
            "指标": f"value: {chance.randrange(100)}",
            "一次性": f"progress: {chance.randrange(100)}",
        }
        shown = f", {figure[kind]}" if kind in figure else ""
        yield f"              - {{date: {day}, by: 联络员{shown}, note: {_words(chance, 15)}}}"


def _words(chance: random.Random, length: int) -> str:
    return "".join(chance.choices(_WORDS, k=length))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tasks", type=int)
    parser.add_argument("--measures", type=int, default=_MEASURES, help="of each task")
    asked = parser.parse_args()
    sys.stdout.buffer.write(make_plan(asked.tasks, asked.measures).encode())
