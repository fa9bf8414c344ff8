"""python bench/peers.py: the same items asked of jimoplan and of comparable programs, in turn.

Every program has the same items, each with a title, whose it is, a deadline and that it is begun,
and is asked how many each department has. Programs that are not installed are left out.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from process import compare, print_table

_HERE = Path(__file__).resolve().parent
_DEPARTMENTS = 40
_MOST_FILES = 10_000
"""Programs that keep a file an item are asked for no more."""


class _Item(NamedTuple):
    number: int
    title: str
    department: str
    due: date


def measure(size: int, rounds: int) -> None:
    """Print what asking so many items costs, each program beside the least Typer program."""
    with tempfile.TemporaryDirectory() as folder:
        commands = {"minimal typer program": [sys.executable, str(_HERE / "minimal.py")]}
        for offer in (_jimoplan, _taskwarrior, _hledger, _backlog):
            commands |= offer(Path(folder), list(_items(size)))
        print(f"\n{size} items, how many each department has, {rounds} rounds in turn")
        print_table(compare(commands, rounds), "minimal typer program")


def _items(size: int) -> Iterator[_Item]:
    for number in range(1, size + 1):
        due = date(2099, 1, 1) + timedelta(days=number % 360)
        title = f"健全完善行政复议应诉工作机制第{number}项"
        yield _Item(number, title, f"第{number % _DEPARTMENTS + 1}业务科", due)


def _jimoplan(folder: Path, items: list[_Item]) -> dict[str, list[str]]:
    plan = folder / "plan.yaml"
    lines = [
        "schema: 1",
        "plan:",
        "  unit: 某区司法局",
        "  title: 2099年工作要点",
        "  period: {start: 2099-01-01, end: 2099-12-31}",
        "departments:",
        *(f"  - {{name: 第{each}业务科, kind: 科室}}" for each in range(1, _DEPARTMENTS + 1)),
        "tasks:",
    ]
    for item in items:
        lines += [
            f"  - id: '{item.number}'",
            f"    title: {item.title}",
            f"    lead: [{item.department}]",
            f"    due: {item.due}",
            "    status: 推进中",
        ]
    plan.write_text("\n".join(lines) + "\n", "utf-8")
    status = [sys.executable, "-m", "jimoplan", "status", "--file", str(plan)]
    return {
        "jimoplan, first run": ["env", f"JIMOPLAN_CACHE={os.devnull}/none", *status],
        "jimoplan, second run": ["env", f"JIMOPLAN_CACHE={folder / 'cache'}", *status],
    }


def _taskwarrior(folder: Path, items: list[_Item]) -> dict[str, list[str]]:
    if not shutil.which("task"):
        return {}
    settings, data = folder / "taskrc", folder / "tasks"
    data.mkdir()
    settings.write_text(f"data.location={data}\nconfirmation=off\nhooks=off\n", "utf-8")
    values = [
        {
            "description": item.title,
            "project": item.department,
            "due": f"{item.due:%Y%m%d}T000000Z",
            "start": "20240101T000000Z",
            "status": "pending",
        }
        for item in items
    ]
    given = folder / "tasks.json"
    given.write_text(json.dumps(values, ensure_ascii=False), "utf-8")
    task = ["task", f"rc:{settings}"]
    subprocess.run([*task, "import", str(given)], check=True, capture_output=True)
    return {"taskwarrior": [*task, "summary"]}


def _hledger(folder: Path, items: list[_Item]) -> dict[str, list[str]]:
    if not shutil.which("hledger"):
        return {}
    journal = folder / "items.journal"
    text = "".join(
        f"{item.due} {item.title}\n    {item.department}  1\n    推进中\n\n" for item in items
    )
    journal.write_text(text, "utf-8")
    return {"hledger": ["env", "LC_ALL=C.UTF-8", "hledger", "-f", str(journal), "balance"]}


def _backlog(folder: Path, items: list[_Item]) -> dict[str, list[str]]:
    git = shutil.which("git")
    if not git or not shutil.which("backlog") or len(items) > _MOST_FILES:
        return {}
    project = folder / "backlog-project"
    tasks = project / "backlog" / "tasks"
    tasks.mkdir(parents=True)
    settings = ['project_name: "某区司法局"', 'statuses: ["To Do", "In Progress", "Done"]']
    (project / "backlog" / "config.yml").write_text("\n".join(settings) + "\n", "utf-8")
    for item in items:
        head = [
            "---",
            f"id: TASK-{item.number}",
            f"title: {item.title}",
            "status: In Progress",
            f"assignee: ['{item.department}']",
            "created_date: '2024-01-01'",
            "labels: []",
            "dependencies: []",
            "---",
        ]
        (tasks / f"task-{item.number} - item.md").write_text("\n".join(head) + "\n", "utf-8")
    subprocess.run([git, "init", "--quiet", str(project)], check=True)
    return {"backlog.md": ["env", "-C", str(project), "backlog", "task", "list", "--plain"]}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000])
    asked = parser.parse_args()
    for size in asked.sizes:
        measure(size, asked.rounds)
