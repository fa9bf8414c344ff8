"""The shipped plan with made-up progress in every status and light: seeded, always the same."""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from jimoplan.core.plan.model import Plan

AS_OF = date(2024, 6, 30)
_NOTES = (
    "初稿已征求意见，正在修改。",
    "已召开推进会，明确责任分工。",
    "完成上半年培训两期，参训120人次。",
    "按计划开展走访，形成问题清单。",
)


def make_lively(shipped: Plan) -> Plan:
    """A plan whose every measure has come some way, marked as an example in its title."""
    chance = random.Random(2024)
    data: dict[str, Any] = json.loads(shipped.model_dump_json(by_alias=True, exclude_none=True))
    data["plan"]["title"] += "（示例数据）"
    for section in data["sections"]:
        for task in section["tasks"]:
            _enliven(task, chance)
    return Plan.model_validate_json(json.dumps(data))


def make_copies(plan: Plan, count: int) -> Plan:
    """A plan with so many copies of every section, each with ids of its own."""
    data: dict[str, Any] = json.loads(plan.model_dump_json(by_alias=True, exclude_none=True))
    sections = data.pop("sections")
    copies = [json.loads(json.dumps(sections)) for _ in range(count)]
    for number, copy in enumerate(copies):
        for section in copy:
            section["number"] += f"（{number}）"
            for task in section["tasks"]:
                task["id"] = f"{number}{int(task['id']):02}"
                for place, measure in enumerate(task["measures"], 1):
                    measure["id"] = f"{task['id']}-{place}"
    data["sections"] = [section for copy in copies for section in copy]
    data["plan"].pop("known_gaps", None)
    return Plan.model_validate_json(json.dumps(data))


def _enliven(task: dict[str, Any], chance: random.Random) -> None:
    fate = chance.choices(("closed", "done", "late", "quiet", "fresh"), (2, 2, 3, 4, 7))[0]
    task["status"] = {"closed": "已销号", "done": "已完成"}.get(fate, "推进中")
    if fate == "late":
        task["due"] = str(AS_OF - timedelta(days=chance.randrange(3, 40)))
    for measure in task["measures"]:
        measure["status"] = task["status"]
        measure["updates"] = list(_updates(fate, chance))


def _updates(fate: str, chance: random.Random) -> Iterator[dict[str, Any]]:
    day, last = date(2024, 2, 1), date(2024, 4, 20) if fate == "quiet" else AS_OF
    progress = 0
    while (day := day + timedelta(days=chance.randrange(10, 45))) <= last:
        progress = min(95, progress + chance.randrange(5, 30))
        yield {
            "date": str(day),
            "by": "联络员",
            "progress": progress,
            "note": chance.choice(_NOTES),
        }
