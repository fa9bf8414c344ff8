"""A weekly issue's numbers, counted from the plan as it stood on its Sunday and the ones before."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import takewhile
from typing import Any

from recount import History, PlanOfDay, sundays
from recounted_figures import count_kinds, due_and_done, is_put_off
from recounted_item import DONE, STOPPED, Entry, Item, day_of

_DAY = timedelta(days=1)
_LISTS = ("updates", "reviews", "remarks")
_ROUTINE = ("常态化", "周期性")


class Issue:
    """One week of a plan's past; every property is a part of the report on it."""

    def __init__(self, history: History, number: int) -> None:
        self.history, self.number = history, number
        self.monday = date.fromisocalendar(2024, number, 1)
        self.sunday = self.monday + 6 * _DAY
        self.plan = history.on(self.sunday)
        first = date.fromisocalendar(2024, 1, 7)
        self.past = [history.on(day) for day in sundays(first, self.monday - _DAY)]

    @property
    def parts(self) -> dict[str, Any]:
        """All of it by name."""
        names = "heading sentence tiles red cleared problems review coming yellow finished progress"
        names += " unreported deadlines stops corrections charts kinds annex commits"
        return {name: getattr(self, name) for name in names.split()}

    @cached_property
    def red_tasks(self) -> list[str]:
        """The red tasks, the new ones first."""
        red = [task["id"] for task in self.plan.tasks if self._light(task["id"]) == "红"]
        return sorted(red, key=lambda id_: not self._is_new(id_))

    @cached_property
    def matters(self) -> list[Item]:
        """What is red of the red tasks."""
        red = [item for item in self.plan.items if self._light(item.id) == "红"]
        return [item for id_ in self.red_tasks for item in red if item.task["id"] == id_]

    @property
    def heading(self) -> tuple[int, int, int]:
        """期号, 序时进度, and how many tasks there are."""
        gone, days = (self.sunday - self.plan.start).days + 1, self.plan.end - self.plan.start
        return self.number, gone * 100 // (days.days + 1), len(self.plan.tasks)

    @property
    def sentence(self) -> dict[str, Any]:
        """新增, 持续, 解除, 办结, and how many ask for help."""
        new = [id_ for id_ in self.red_tasks if self._is_new(id_)]
        named = []
        for id_ in new[:3]:
            inside = [item.id for item in self.matters if item.task["id"] == id_]
            named.append(inside[0] if len(inside) == 1 else id_)
        before = self.past[-1]
        was_red = [t["id"] for t in self.plan.tasks if _light_in(before, t["id"]) == "红"]
        asked = [set(filter(None, map(whom, item.problems))) for item in self.matters]
        return {
            "新增": len(new),
            "事项": named,
            "持续": len(self.red_tasks) - len(new),
            "解除": sum(self._light(id_) != "红" for id_ in was_red),
            "办结": len(self._finished),
            "需协调": sum(map(bool, asked)),
            "向谁": sorted(set().union(*asked)),
        }

    @property
    def tiles(self) -> dict[str, tuple[int, int]]:
        """The three figures, each with its change."""
        now, before = _figures(self.plan), _figures(self.past[-1])
        return {name: (now[name], now[name] - before[name]) for name in now}

    @property
    def red(self) -> list[tuple[Any, ...]]:
        """The cards: which, until when, how many working days over, for how many issues, whom."""
        return [
            (
                item.id,
                (item.due.month, item.due.day),
                dict(self.plan.standings[item.id].alarms)["逾期"][0],
                self._issues(item.id),
                sorted({whom(each) for each in item.problems} - {""}),
            )
            for item in self.matters
        ]

    @property
    def cleared(self) -> list[str]:
        """What is red or yellow no longer."""
        found = []
        for task in self.plan.tasks:
            was, now = _light_in(self.past[-1], task["id"]), self._light(task["id"])
            reds = [m["id"] for m in task["measures"] if _light_in(self.past[-1], m["id"]) == "红"]
            settled = [id_ for id_ in reds if self._light(id_) != "红"]
            if (was == "红" and now != "红") or (was == "黄" and now not in "红黄"):
                found.append(settled[0] if len(settled) == 1 else task["id"])
            else:
                found += settled
        return found

    @property
    def problems(self) -> dict[str, Any]:
        """需协调: which, whom, whether it was settled in the week; and which stand on cards."""
        red = {item.id for item in self.matters}
        finished = {item.id for item in self._finished}
        told = {item.id: reports for item, reports in self._reports()}
        found = []
        for item in self.plan.items:
            if item.task["status"] in DONE:
                continue
            still_open = item.problems if item.id not in red else []
            found += [(item.id, whom(each), False) for each in _once(still_open)]
            waiting: list[Entry] = []
            for update in item.told:
                if "solved" in update:
                    settled = _once(waiting) if update in told.get(item.id, []) else []
                    found += [(item.id, whom(each), True) for each in settled]
                    waiting = []
                waiting += [update] if "problem" in update else []
            if item.id in finished:
                found += [(item.id, whom(each), True) for each in _once(waiting)]
        on_cards = [item.id for item in self.matters if item.problems]
        return {"列出": sorted(found), "红灯": sorted(on_cards)}

    @property
    def review(self) -> dict[str, Any]:
        """退回 and 待审核: which, and how many are told of elsewhere."""
        red = {item.id for item in self.matters}
        back = [item.id for item in self.plan.items if item.returned and item.id not in red]
        finished = {item.id for item in self._finished}
        waiting = _waiting(self.plan)
        apart = [id_ for id_ in waiting if id_ not in finished]
        return {"列出": sorted([*back, *apart]), "本周": len(waiting) - len(apart)}

    @property
    def coming(self) -> list[str]:
        """What is due in two weeks."""
        until, found = self.sunday + 14 * _DAY, []
        for item in self._open:
            due = self.sunday < item.due <= until
            if item.kind == "周期性":
                awaited = {n for n, end in item.periods if end <= until}
                due = due or bool(awaited - item.reported - {*item.missing})
            found += [item.id] if due else []
        return sorted(found)

    @property
    def yellow(self) -> list[tuple[str, str, list[tuple[str, tuple[int, ...]]]]]:
        """What is yellow: whose, which, and why in numbers."""
        found = []
        for task in self.plan.tasks:
            if self._light(task["id"]) not in ("红", "黄"):
                continue
            for item in self._within(task):
                if self._light(item.id) == "黄":
                    why = sorted(self.plan.standings[item.id].alarms)
                    found.append(("、".join(item.owners), item.id, why))
        return sorted(found)

    @property
    def finished(self) -> list[tuple[Any, ...]]:
        """What was finished: which, when, and how late in working days or 延期."""
        return sorted(
            (
                i.id,
                (i.finished.month, i.finished.day),
                "延期" if is_put_off(i) else i.late_days or 0,
            )
            for i in self._finished
            if i.finished
        )

    @property
    def progress(self) -> dict[str, Any]:
        """The results told of, and how many routine reports there are by department."""
        results, routine = [], Counter[str]()
        for item, reports in self._reports():
            kinds = {
                "退回"
                if self._sent_back(item, each)
                else item.answers(each["dept"]) or each["dept"]
                for each in reports
            }
            if item.kind in _ROUTINE:
                routine["、".join(item.owners)] += len(kinds)
            else:
                results += [item.id] * len(kinds)
        return {"成果": sorted(results), "例行": dict(routine)}

    @property
    def unreported(self) -> list[tuple[Any, ...]]:
        """未报送: who, on what, how much, and when they reported last."""
        after = self.plan.last_worked(self.monday - _DAY)
        until = self.plan.last_worked(self.sunday)
        reported = {
            item.id for item, told in self._reports() if any(item.answers(u["dept"]) for u in told)
        }
        found = []
        for name in self.plan.departments:
            same: dict[tuple[tuple[str, int], ...], list[Item]] = {}
            for item in (item for item in self._open if name in item.owners):
                why = tuple(self._owed(item, after, until, heard=item.id in reported))
                if why:
                    same.setdefault(why, []).append(item)
            days = [item.last for items in same.values() for item in items if item.last]
            owed = [([*why], [i.id for i in items[:3]], len(items)) for why, items in same.items()]
            if owed:
                found.append((name, owed, _short(max(days)) if days else (0, 0)))
        return found

    def _owed(
        self, item: Item, after: date, until: date, *, heard: bool
    ) -> Iterator[tuple[str, int]]:
        if item.kind == "周期性":
            for number, end in item.periods:
                if number in item.missing and (after - end).days <= 10 < (until - end).days:
                    yield "缺", number
            return
        if not heard and after < item.due <= until:
            yield "时限", item.due.day
        if item.silent_days(after) < item.stale <= item.silent_days(until):
            yield "未填报", item.silent_days(self.sunday)

    @property
    def deadlines(self) -> list[tuple[str, tuple[int, int], tuple[int, int]]]:
        """The deadlines moved: which, from when to when."""
        found = []
        for item in self.plan.items:
            for change in item.own.get("due_changes", []):
                if self._is_within(change["changed"]) or self._is_added(
                    item, "due_changes", change
                ):
                    old = day_of(change["due"])
                    found.append((item.id, _short(old), _short(item.due)))
        return sorted(found)

    @property
    def stops(self) -> list[tuple[str, str]]:
        """What was suspended, cancelled and taken up again."""
        before = {item.id: item.status for item in self.past[-1].items}
        pairs = [(item.id, before.get(item.id, "未启动"), item.status) for item in self.plan.items]
        return sorted(
            (id_, f"{old}→{new}")
            for id_, old, new in pairs
            if old != new and {old, new} & {*STOPPED}
        )

    @property
    def corrections(self) -> list[tuple[str, str]]:
        """What was entered later on the days of the week: when, and of which item."""
        end = PlanOfDay.at_end(self.history)
        added = [
            (item.id, entry)
            for item in end.items
            for name in _LISTS
            for entry in item.own.get(name, [])
            if self._is_within(entry["date"])
            and entry not in self.plan.by_id.get(item.id, {}).get(name, [])
        ]
        return sorted((self.history.entered_on(entry), id_) for id_, entry in added)

    @property
    def charts(self) -> dict[str, Any]:
        """Red and yellow by week, and 到期 and 办结 by month."""
        lights = []
        for plan in (*self.past, self.plan):
            known = _figures(plan)
            lights.append((str(plan.day), known["红灯"], known["黄灯"]))
        ends = [date(2024, month, 1) - _DAY for month in range(2, 13)]
        days = [*(end for end in ends if end < self.sunday), self.sunday]
        table = [(str(day), *due_and_done(self.plan, day)) for day in days]
        drawn = any(red or yellow for _, red, yellow in lights)
        (_, red, yellow), (_, due, done) = lights[-1], table[-1]
        most = max(found for _, found, _ in lights)
        titles = [[red, yellow, most]] * drawn + [[due, done, due - done]] * bool(due)
        return {
            "标题": titles,
            "红黄": lights if drawn else [],
            "到期办结": table if due else [],
        }

    @property
    def kinds(self) -> dict[str, dict[str, int]]:
        """What each kind of measure owes and has done; figures of nothing are left out."""
        return count_kinds(self.plan, self.monday)

    @property
    def annex(self) -> dict[str, tuple[str, int | None]]:
        """Every task and measure with its light and its progress."""
        return {s.id: (s.light, s.percent) for s in self.plan.standings.values()}

    @property
    def commits(self) -> list[str]:
        """The commits of the week that changed the plan, but for those that only bring together."""
        known = self.history.commit_on(self.sunday), self.history.commit_on(self.monday - _DAY)
        told = self.history.git(
            "log", "--no-merges", "--format=%H", f"{known[1]}..{known[0]}", "--", "plan.yaml"
        )
        return sorted(commit[:9] for commit in told.split())

    @property
    def _open(self) -> list[Item]:
        return [item for item in self.plan.items if item.status in ("未启动", "推进中")]

    @cached_property
    def _finished(self) -> list[Item]:
        before = {item.id for item in self.past[-1].items if item.finished}
        return [
            item
            for item in self.plan.items
            if item.finished and (self._is_within(str(item.finished)) or item.id not in before)
        ]

    def _reports(self) -> Iterator[tuple[Item, list[Entry]]]:
        """The measures reported on with the reports: dated in the week, or entered in it."""
        for item in self.plan.items:
            found = [
                update
                for update in item.told
                if self._is_within(update["date"]) or self._is_added(item, "updates", update)
            ]
            if found:
                yield item, found

    def _is_added(self, item: Item, name: str, entry: Entry) -> bool:
        return entry not in self.past[-1].by_id.get(item.id, {}).get(name, [])

    def _is_within(self, day: str) -> bool:
        return str(self.monday) <= day <= str(self.sunday)

    def _sent_back(self, item: Item, update: Entry) -> bool:
        back = [r for r in item.own.get("reviews", []) if r["result"] == "退回"]
        return any(update["date"] <= each["date"] for each in back)

    def _within(self, task: Entry) -> list[Item]:
        return [item for item in self.plan.items if item.task is task]

    def _light(self, id_: str) -> str:
        return self.plan.standings[id_].light

    def _is_new(self, id_: str) -> bool:
        return _light_in(self.past[-1], id_) != self._light(id_)

    def _issues(self, id_: str) -> int:
        lights = (_light_in(plan, id_) for plan in reversed(self.past))
        return 1 + sum(1 for _ in takewhile(lambda light: light == self._light(id_), lights))


def whom(update: Entry) -> str:
    """Whom a problem asks for help."""
    found = re.search(r"需([^,，。]+?)协调", update.get("problem", ""))
    return found[1] if found else ""


def _once(updates: Iterable[Entry]) -> list[Entry]:
    return list({update["problem"]: update for update in updates}.values())


def _light_in(plan: PlanOfDay, id_: str) -> str:
    found = plan.standings.get(id_)
    return found.light if found else ""


def _figures(plan: PlanOfDay) -> dict[str, int]:
    lights = Counter(_light_in(plan, task["id"]) for task in plan.tasks)
    return {"红灯": lights["红"], "黄灯": lights["黄"], "待审核": len(_waiting(plan))}


def _waiting(plan: PlanOfDay) -> list[str]:
    every = [*plan.tasks, *(item.own for item in plan.items)]
    return [each["id"] for each in every if each["status"] == "已完成"]


def _short(day: date) -> tuple[int, int]:
    return day.month, day.day
