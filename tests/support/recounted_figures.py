"""What each kind of measure owes and has done, counted a second time."""

from datetime import date

from recount import PlanOfDay
from recounted_item import DONE, STOPPED, Item


def count_kinds(plan: PlanOfDay, since: date) -> dict[str, dict[str, int]]:
    """The figures of each kind, of periods from a day on; what comes to nothing is left out."""
    found = {
        "一次性": _one_off(plan),
        "周期性": _periodic(plan, since),
        "常态化": _continuous(plan),
        "指标": _indicators(plan),
    }
    return {kind: {name: n for name, n in told.items() if n} for kind, told in found.items()}


def due_and_done(plan: PlanOfDay, day: date) -> tuple[int, int]:
    """How many one-off measures were due by a day, and how many of those were finished."""
    due = [item for item in _of_kind(plan, "一次性")[0] if _is_due(item, day)]
    return len(due), sum(bool(item.finished and item.finished <= day) for item in due)


def count_departments(plan: PlanOfDay) -> dict[str, list[int]]:
    """What each department has a part in: tasks, measures, these by light, those done of the due.

    Lights are red, yellow, green, closed and none.
    """
    found = {}
    for name in dict.fromkeys(name for item in plan.items for name in item.concerned):
        items = [item for item in plan.items if name in item.concerned]
        lights = [plan.standings[item.id].light for item in items]
        due = [i for i in items if i in _of_kind(plan, "一次性")[0] and _is_due(i, plan.day)]
        counted = [lights.count(light) for light in "红黄绿✓—"]
        done = sum(bool(item.finished) for item in due)
        found[name] = [len({i.task["id"] for i in items}), len(items), *counted, done, len(due)]
    return found


def is_put_off(item: Item) -> bool:
    """Whether something was finished in time only as its deadline moved after it had passed."""
    return item.extended and item.late_days is None


def _is_due(item: Item, day: date) -> bool:
    """Whether something was due by a day; what was put off too late was so once it is done."""
    done = item.finished is not None and item.finished <= day
    return item.due <= day or (done and item.extended)


def _one_off(plan: PlanOfDay) -> dict[str, int]:
    going, suspended = _of_kind(plan, "一次性")
    due = [item for item in going if _is_due(item, plan.day)]
    done = [item for item in due if item.finished]
    open_ = [item for item in due if not item.finished]
    late = sum(item.late_days is not None for item in done)
    put_off = sum(map(is_put_off, done))
    today = sum(item.due == plan.day for item in open_)
    return {
        "到期": len(due),
        "办结": len(done),
        "按时": len(done) - late - put_off,
        "延期办结": put_off,
        "逾期": late,
        "办结率": len(done) * 100 // len(due) if due else 0,
        "逾期未办结": len(open_) - today,
        "当天到期": today,
        "未到时限已办结": sum(bool(item.finished) for item in going) - len(done),
        "暂缓": suspended,
    }


def _periodic(plan: PlanOfDay, since: date) -> dict[str, int]:
    owed = told = missing = 0
    going, suspended = _of_kind(plan, "周期性")
    for item in going:
        until = min(plan.day, item.finished or plan.day)
        ended = [n for n, end in item.periods if since <= end <= until]
        owed += len(ended)
        told += sum(number in item.reported for number in ended)
        missing += sum(number in item.missing for number in ended)
    in_grace = owed - told - missing
    return {
        "应报": owed,
        "已报": told,
        "宽限期内": in_grace,
        "缺": missing,
        "暂缓": suspended,
    }


def _continuous(plan: PlanOfDay) -> dict[str, int]:
    going, suspended = _of_kind(plan, "常态化")
    open_ = [item for item in going if item.status not in DONE]
    silent = [item for item in open_ if item.silent_days(plan.day) >= item.stale]
    heard = [item for item in open_ if item.last and item not in silent]
    return {
        "应报": len(heard) + len(silent),
        "已报": len(heard),
        "久未填报": len(silent),
        "已办结": len(going) - len(open_),
        "暂缓": suspended,
    }


def _indicators(plan: PlanOfDay) -> dict[str, int]:
    going, suspended = _of_kind(plan, "指标")
    numbers = [item for item in going if "target" in item.own]
    told = [item for item in numbers if item.value is not None]
    return {
        "共": len(numbers),
        "达标": sum(item.reached for item in told),
        "超过上限": sum(item.is_limit and not item.reached for item in told),
        "未填报指标值": len(numbers) - len(told),
        "目标不是数字": len(going) - len(numbers),
        "暂缓": suspended,
    }


def _of_kind(plan: PlanOfDay, kind: str) -> tuple[list[Item], int]:
    """The measures of a kind that are going on or done, and how many are suspended."""
    same = [item for item in plan.items if item.kind == kind]
    going = [item for item in same if item.status not in STOPPED]
    return going, sum(item.status == "暂缓" for item in same)
