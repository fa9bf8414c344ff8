"""The demo's year counted a second time: git, YAML and the official holidays, nothing of jimoplan.

A naive reading of docs/figures.md, as slow and as plain as can be. It knows what the sample plan
has and refuses what it has not, so that it never counts in silence what it does not understand.
"""

import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path

import chinese_calendar
import yaml
from recounted_item import STOPPED, Entry, Item, Standing, day_of

_DAY = timedelta(days=1)
_REVIEW = 10
_KNOWN = frozenset(
    "id title text kind status responsible lead support clause measures since due due_changes"  # noqa: SIM905
    " finished reason approved_by submitted_by reviews remarks evidence deliverables updates"
    " suspensions stale cadence target target_text base unit direction total definition".split()
)


def sundays(first: date, last: date) -> Iterator[date]:
    """The ends of the weeks from one Sunday to another."""
    for number in range((last - first).days // 7 + 1):
        yield first + number * 7 * _DAY


class PlanOfDay:
    """What the plan said at the end of a day, and how everything in it stood."""

    def __init__(self, data: Entry, day: date) -> None:
        self.day = day
        self.policy = {"due_soon": 10, "behind": 15, "stale": 30, **data.get("policy", {})}
        assert self.policy.keys() <= {"due_soon", "behind", "stale", "holidays"}
        self.start, self.end = (day_of(data["plan"]["period"][k]) for k in ("start", "end"))
        self.departments = [d["name"] for d in data["departments"] if d["kind"] != "群组"]
        self.groups = [d for d in data["departments"] if d.get("members")]
        self.tasks: list[Entry] = [t for s in data["sections"] for t in s["tasks"]]
        self.items = [Item(m, task, self) for task in self.tasks for m in task["measures"]]
        self.by_id = {item.id: item.own for item in self.items}
        for each in (*self.tasks, *(item.own for item in self.items)):
            assert each.keys() <= _KNOWN, f"{each['id']}: {each.keys() - _KNOWN}"
        for task in self.tasks:
            assert not {"due", "since", "suspensions", "updates"} & task.keys(), task["id"]
            assert task["status"] not in STOPPED, task["id"]

    @classmethod
    def at_end(cls, history: "History") -> "PlanOfDay":
        """The plan as the last commit has it."""
        return history.on(history.line[0][0])

    def is_working_day(self, day: date) -> bool:
        """Whether people work on a day: the official calendar, and the plan's own holidays."""
        return chinese_calendar.is_workday(day) and str(day) not in self.policy.get("holidays", [])

    def working_days(self, after: date, until: date) -> int:
        """How many working days come after a day, up to another."""
        return _working_days(after, until, tuple(self.policy.get("holidays", [])))

    def last_worked(self, day: date) -> date:
        """The last working day up to a day."""
        while not self.is_working_day(day):
            day -= _DAY
        return day

    def waiting(self, finished: str) -> list[tuple[str, tuple[int, ...]]]:
        """The reviewer's alarm."""
        waited = self.working_days(day_of(finished), self.day)
        return [("待销号", (waited,))] if waited > _REVIEW else []

    @cached_property
    def measures(self) -> dict[str, Standing]:
        """Every measure by id."""
        return {item.id: item.judge() for item in self.items}

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """Every task and measure by id."""
        tasks = {task["id"]: self._judge_task(task) for task in self.tasks}
        return {**tasks, **self.measures}

    def of_task(self, id_: str) -> list[Standing]:
        """The measures of a task."""
        return [self.measures[item.id] for item in self.items if item.task["id"] == id_]

    def _judge_task(self, task: Entry) -> Standing:
        kept = [m for m in task["measures"] if m["status"] != "已取消"]
        known = [self.measures[m["id"]].percent for m in kept]
        counted = [percent for percent in known if percent is not None]
        found = Standing(task["id"], "绿", sum(counted) // len(counted))
        lights = [standing.light for standing in self.of_task(task["id"])]
        if task["status"] == "已销号":
            found.light = "✓"
        elif task["status"] == "已完成":
            found.alarms = self.waiting(task["finished"])
            found.light = "黄" if found.alarms else "绿"
        elif set(lights) <= {"—"} and all(m["status"] in STOPPED for m in task["measures"]):
            found.light = "—"
        else:
            found.light = next((light for light in "红黄" if light in lights), "绿")
        return found


class History:
    """A plan's past: what it said at the end of any day, as git's first parents have it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        line = self.git("log", "--first-parent", "--format=%H %cs").split("\n")
        self.line = [(day_of(day), commit) for commit, day in (each.split() for each in line)]
        self._plans: dict[date, PlanOfDay] = {}

    def git(self, *words: str) -> str:
        """What git says."""
        done = subprocess.run(["git", *words], cwd=self.folder, capture_output=True, check=True)
        return done.stdout.decode("utf-8").strip()

    def commit_on(self, day: date) -> str:
        """The last commit by the end of a day."""
        return next(commit for made, commit in self.line if made <= day)

    def on(self, day: date) -> PlanOfDay:
        """The plan as it stood at the end of a day."""
        if day not in self._plans:
            text = self.git("show", f"{self.commit_on(day)}:plan.yaml")
            self._plans[day] = PlanOfDay(yaml.load(text, yaml.CBaseLoader), day)  # noqa: S506
        return self._plans[day]

    @cached_property
    def _added(self) -> list[tuple[str, str]]:
        """Every line that was ever added to the plan, with the day of its commit, oldest first."""
        told = self.git(
            "log", "-p", "-U0", "--no-merges", "--reverse", "--format=@%cs", "plan.yaml"
        )
        found, day = [], ""
        for line in told.splitlines():
            if line.startswith("@2"):
                day = line[1:]
            elif line.startswith("+"):
                found.append((day, line[1:]))
        return found

    def entered_on(self, entry: Entry) -> str:
        """The day of the commit that brought an entry of a list."""
        said = next(entry[name] for name in ("note", "text", "reason", "result") if name in entry)
        return next(d for d, line in self._added if entry["date"] in line and said in line)


@cache
def _working_days(after: date, until: date, holidays: tuple[str, ...]) -> int:
    days = (after + number * _DAY for number in range(1, (until - after).days + 1))
    return sum(chinese_calendar.is_workday(day) and str(day) not in holidays for day in days)
