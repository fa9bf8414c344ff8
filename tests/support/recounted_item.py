"""A measure of the sample plan, judged as docs/figures.md says, as plainly as can be."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recount import PlanOfDay

Entry = dict[str, Any]

DONE = ("已完成", "已销号")
STOPPED = ("暂缓", "已取消")
_DAY = timedelta(days=1)
_MONTHS = {"双月": 2, "每季": 3}
_GRACE = 10  # the default; a third of two months, or of three, is more


def day_of(text: str) -> date:
    """The day that is written as 2024-06-14."""
    return date.fromisoformat(text)


@dataclass
class Standing:
    """How a measure or task stands; `alarms` are its reasons as (word, numbers)."""

    id: str
    light: str
    percent: int | None
    alarms: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)


@dataclass
class Item:
    """A measure within its task, with what it has from it."""

    own: Entry
    task: Entry
    plan: "PlanOfDay"

    @property
    def id(self) -> str:
        return str(self.own["id"])

    @property
    def kind(self) -> str:
        return str(self.own["kind"])

    @property
    def status(self) -> str:
        return str(self.own["status"])

    @property
    def owners(self) -> list[str]:
        """Who answers for it: 牵头 and 责任."""
        return self._named("lead", "responsible")

    @property
    def concerned(self) -> list[str]:
        """Who answers for it or supports it."""
        return self._named("lead", "responsible", "support")

    def _named(self, *roles: str) -> list[str]:
        own = {"lead", "responsible", "support"} & self.own.keys()
        return [name for role in roles for name in (self.own if own else self.task).get(role, [])]

    @property
    def begin(self) -> date:
        return day_of(self.own["since"]) if "since" in self.own else self.plan.start

    @property
    def has_due(self) -> bool:
        return "due" in self.own

    @property
    def due(self) -> date:
        return day_of(self.own["due"]) if self.has_due else self.plan.end

    @cached_property
    def told(self) -> list[Entry]:
        """All that was reported on it by the day, the latest last."""
        found = [u for u in self.own.get("updates", []) if day_of(u["date"]) <= self.plan.day]
        return sorted(found, key=lambda update: str(update["date"]))

    @cached_property
    def updates(self) -> list[Entry]:
        """What its owners have reported; what others say is no progress."""
        return [update for update in self.told if self.answers(update["dept"])]

    def answers(self, department: str) -> bool:
        """Whether a department is one of its owners, or a member of a group that is."""
        groups = [group for group in self.plan.groups if group["name"] in self.owners]
        return department in self.owners or any(department in g["members"] for g in groups)

    @property
    def last(self) -> date | None:
        return day_of(self.updates[-1]["date"]) if self.updates else None

    def rests(self, day: date) -> bool:
        """Whether its clock stands still on a day."""
        return any(
            day_of(each["since"]) <= day and ("until" not in each or day < day_of(each["until"]))
            for each in self.own.get("suspensions", [])
        )

    def silent_days(self, day: date) -> int:
        """How many days nobody has reported on it."""
        since = max(self.last or self.begin, self.begin)
        if "suspensions" not in self.own:
            return max(0, (day - since).days)
        days = (since + number * _DAY for number in range(1, (day - since).days + 1))
        return sum(not self.rests(each) for each in days)

    @property
    def stale(self) -> int:
        return int(self.own.get("stale") or self.task.get("stale") or self.plan.policy["stale"])

    def elapsed(self, day: date) -> int:
        """本项序时进度: each day that counts takes its share of what is left until the deadline."""
        if "suspensions" not in self.own:
            return share((day - self.begin).days + 1, (self.due - self.begin).days + 1)
        gone = Fraction(0)
        for number in range((min(day, self.due) - self.begin).days + 1):
            each = self.begin + number * _DAY
            if not self.rests(each):
                gone += (1 - gone) / ((self.due - each).days + 1)
        return int(gone * 100)

    @property
    def periods(self) -> list[tuple[int, date]]:
        """The periods that it owes, each by its number and its last day."""
        length = _MONTHS[self.own["cadence"]]
        ends = [date(self.plan.day.year, month, 1) for month in range(length, 12, length)]
        last = [(end + 31 * _DAY).replace(day=1) - _DAY for end in ends]
        return [*enumerate([*last, self.plan.end], 1)]

    @property
    def reported(self) -> set[int]:
        return {int(update["period"]) for update in self.updates}

    @property
    def missing(self) -> list[int]:
        """The periods past their grace that have no report."""
        late = [n for n, end in self.periods if (self.plan.day - end).days > _GRACE]
        return [number for number in late if number not in self.reported]

    @property
    def value(self) -> Decimal | None:
        values = [Decimal(update["value"]) for update in self.updates if "value" in update]
        if not values:
            return None
        return sum(values, Decimal(0)) if self.own.get("total") == "累计" else values[-1]

    @property
    def is_limit(self) -> bool:
        return self.own.get("direction") == "不高于" and "base" not in self.own

    @property
    def reached(self) -> bool:
        """Whether its value meets its target."""
        if "target" not in self.own or self.value is None:
            return "target" not in self.own
        target = Decimal(self.own["target"])
        return self.value <= target if self.is_limit else self.value >= target

    @property
    def finished(self) -> date | None:
        return day_of(self.own["finished"]) if self.status in DONE else None

    @property
    def late_days(self) -> int | None:
        """By how many working days it was finished late; None where it was in time."""
        if self.finished is None or self.finished <= self.due:
            return None
        return self.plan.working_days(self.due, self.finished)

    @property
    def extended(self) -> bool:
        """Whether it was put off after its deadline had passed."""
        changes = self.own.get("due_changes", [])
        return any(change["changed"] > change["due"] for change in changes)

    @property
    def returned(self) -> Entry | None:
        """The return that it still stands under."""
        back = [r for r in self.own.get("reviews", []) if r["result"] == "退回"]
        return back[-1] if back and self.status in ("未启动", "推进中") else None

    @property
    def problems(self) -> list[Entry]:
        """The reports of problems that nobody has settled."""
        still_open: list[Entry] = []
        for update in self.told if self.status not in (*DONE, "已取消") else []:
            still_open = [] if "solved" in update else still_open
            still_open += [update] if "problem" in update else []
        return still_open

    def percent(self) -> int | None:
        """Its progress; None for a target that is no number."""
        done, over = self.status in DONE, self.plan.day >= self.plan.end
        if self.kind == "指标":
            return self._indicator_percent()
        if done and (over or self.kind != "常态化"):
            return 100
        if self.kind == "周期性":
            return share(len(self.reported), len(self.periods))
        if self.kind == "常态化":
            percent = self.elapsed(self.last) if self.last else 0
            return percent if over else min(percent, 99)
        return self._reported_percent()

    def _reported_percent(self) -> int:
        told = [update for update in self.updates if "progress" in update]
        percent = int(told[-1]["progress"]) if told else 0
        sent_back = told and self.returned and told[-1]["date"] <= self.returned["date"]
        return min(percent, 99 if sent_back else 100)

    def _indicator_percent(self) -> int | None:
        day, value = self.plan.day, self.value
        if "target" not in self.own or value is None:
            return 0 if "target" in self.own else None
        if self.is_limit:
            kept = 100 if day >= self.due else min(99, self.elapsed(day))
            return kept if self.reached else 0
        base = Decimal(self.own.get("base", 0))
        gone = (value - base) * 100 / (Decimal(self.own["target"]) - base)
        return max(0, min(100, int(gone)))

    def judge(self) -> Standing:
        """Its light with the reasons."""
        found = Standing(self.id, "绿", self.percent())
        if self.status in STOPPED:
            found.light = "—"
        elif self.status == "已销号":
            found.light = "✓"
        elif self.status == "已完成":
            found.alarms = self.plan.waiting(self.own["finished"])
        else:
            found.alarms = [*(self._periods() if self.kind == "周期性" else self._time(found))]
        if found.alarms:
            red = {"逾期", "超过上限"} & {word for word, _ in found.alarms}
            found.light = "红" if red else "黄"
        return found

    def _periods(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        day, missing = self.plan.day, self.missing
        if day > self.due and self.periods[-1][0] in missing:
            yield "逾期", (self.plan.working_days(self.due, day),)
        if missing:
            yield "缺", tuple(missing)
        current = next((each for each in self.periods if each[1] >= day), None)
        if current and current[0] not in self.reported:
            left = self.plan.working_days(day, current[1])
            if left <= int(self.plan.policy["due_soon"]):
                yield "待报", (current[0], left)

    def _time(self, found: Standing) -> Iterator[tuple[str, tuple[int, ...]]]:
        day, policy = self.plan.day, self.plan.policy
        if day > self.due:
            assert "suspensions" not in self.own, f"{self.id}: 暂缓过又逾期的"
            yield "逾期", (self.plan.working_days(self.due, day),)
        if self.kind == "指标" and self.is_limit and self.value is not None and not self.reached:
            yield "超过上限", ()
        if not self.begin <= day <= self.due:
            return
        left = self.plan.working_days(day, self.due)
        if left <= int(policy["due_soon"]) and (self.has_due or self.kind != "常态化"):
            yield "临期", (left,)
        if self.kind != "常态化" and not self.is_limit and found.percent is not None:
            expected = self.elapsed(day)
            if expected - found.percent >= int(policy["behind"]):
                yield "滞后", (expected - found.percent, expected, found.percent)
        if self.silent_days(day) >= self.stale:
            yield "未填报", (self.silent_days(day),)


def share(part: int, whole: int) -> int:
    """The whole percent that a part is, never less than none and never more than all."""
    return max(0, min(100, part * 100 // whole))
