"""The measures that go on all year: reported task by task every six weeks or so."""

from collections.abc import Iterator
from datetime import date, timedelta

from jimoplan.core.demo.chance import Chance
from jimoplan.core.demo.people import EDUCATION, EDUCATION_LATER, reporter_of
from jimoplan.core.demo.routine_words import ROUTINE_1
from jimoplan.core.demo.routine_words_later import ROUTINE_2
from jimoplan.core.demo.step import Report, Step, at_work, later, report, working_day
from jimoplan.core.history.commits import Identity
from jimoplan.core.plan.model import Kind, Plan, Status, Task, Update
from jimoplan.core.workflow.record import ProgressEntry

ROUTINE = {**ROUTINE_1, **ROUTINE_2}
SILENT = (date(2024, 5, 20), date(2024, 9, 12))
"""When 普法和宣传信息科 reports nothing, from when on its new liaison does."""
PAUSED = {
    "20-3": (date(2024, 5, 30), date(2024, 9, 4), "为基层减负，双向互评暂停，方案优化后再开展"),
    "16-5": (date(2024, 10, 10), None, "涉外公证执业区域正在调整，待上级明确后开展"),
}
"""The measures that are suspended, from when to when, and why."""
CARRIED_OVER = frozenset({"13-1", "13-2", "13-3", "18-2", "21-4", "22-1", "22-3"})
"""The measures that go on into the next year."""

_OPENINGS = ("", "", "", "", "{month}月", "{month}月以来，", "近期", "本期", "上次填报以来，")
_TAILS = ("，台账同步更新", "，结果已通报", "，资料已归档")
_NEXT = (
    "下月抽查落实情况",
    "按季度小结，查找不足",
    "把好的做法固化成制度",
    "扩大覆盖面，兼顾偏远镇街",
    "对进度慢的单位上门指导",
    "{next}月再组织一轮",
    "逐项销账，未完成的说明原因",
    "汇总情况报分管领导",
    "结合{next}月重点工作统筹推进",
    "会同有关单位研究改进办法",
    "完善台账，补齐缺项",
    "选树一两个典型，以点带面",
)
_TROUBLES = (
    ("培训", "参加人员流动大，培训效果不稳定"),
    ("平台", "系统之间数据不通，需区大数据局协调"),
    ("热线", "工单分类不准，转办往返多，需12345热线平台协调"),
    ("镇街", "镇街力量不均衡，需有关镇街党(工)委协调"),
    ("村居试行", "村居法律顾问补贴到位慢，需区财政局协调"),
    ("宣传", "专项经费不足，需区财政局协调"),
    ("企", "企业有顾虑，反映问题不充分，需区工商联协调"),
    ("司法确认", "司法确认周期偏长，需区人民法院协调"),
    ("律师", "律师资源集中在城区，镇街值班难排"),
    ("公证", "不动产信息核查不便，需区自然资源局协调"),
    ("案件", "办案人员不足，案件集中时有超期风险，需区委编办协调"),
    ("支部", "个别支部台账不规范，反复补正"),
)
"""What may be in the way, by a word of what is reported."""
_PROBLEMS = (
    "人手紧张，月底集中办理，时效受影响",
    "个别单位报送材料不及时",
    "基层反映报表多，需区政府办公室协调合并",
    "工作开展不平衡，个别单位重视不够",
    "经验总结不够，可推广的做法少",
)
"""What may be in the way of anything."""


def tell_routine(plan: Plan, chance: Chance) -> Iterator[Step]:
    """Every task's rounds of reports, and the measures that are suspended and taken up again."""
    for task in plan.tasks():
        ids = [m.id for m in task.measures if m.kind is Kind.CONTINUOUS and m.id in ROUTINE]
        if ids:
            yield from _tell_rounds(task, ids, chance)
    for number, (since, until, why) in PAUSED.items():
        who = reporter_of(number.partition("-")[0])
        stopped = ProgressEntry(since, Status.SUSPENDED, reason=why)
        yield report(at_work(since, chance), who, [(number, stopped)])
        if until:
            note = Update(date=until, by=who.name, note="优化后的方案已经印发，恢复开展")
            resumed = ProgressEntry(until, Status.IN_PROGRESS, note)
            yield report(at_work(until, chance), who, [(number, resumed)])


def _tell_rounds(task: Task, ids: list[str], chance: Chance) -> Iterator[Step]:
    begun: set[str] = set()
    day = working_day(date(2024, 1, 10) + timedelta(days=chance.below(24)))
    while day <= date(2024, 12, 19):
        silent = task.id == "17" and SILENT[0] <= day < SILENT[1]
        day = SILENT[1] if silent else day
        told = later(day, chance.between(2, 6)) if silent or chance.happens(18) else day
        chosen = [number for number in ids if _is_told(number, day, chance)]
        who = _reporter(task.id, told)
        opening = "收到提醒函后补报：" if silent else ""
        reports = [_write(number, day, who, opening, begun, chance) for number in chosen]
        if reports:
            yield report(at_work(told, chance), who, reports)
        day = later(max(day, told), chance.between(41, 52))
    yield from _finish(task, sorted(begun, key=ids.index), chance)


def _reporter(task: str, day: date) -> Identity:
    who = reporter_of(task)
    return EDUCATION_LATER if who is EDUCATION and day >= SILENT[1] else who


def _is_told(number: str, day: date, chance: Chance) -> bool:
    """Whether a measure has something to report; most have."""
    since, until, _ = PAUSED.get(number, (date.max, None, ""))
    if since - timedelta(days=9) <= day and (until is None or day <= until):
        return False
    return chance.happens(94)


def _write(  # noqa: PLR0913, PLR0917 - all that a report rests on
    number: str, day: date, who: Identity, opening: str, begun: set[str], chance: Chance
) -> Report:
    first = number not in begun
    words = opening or ("" if first else chance.pick(_OPENINGS))
    tail = chance.pick(_TAILS) if chance.happens(15) else ""
    note = fill(f"{words}{chance.pick(ROUTINE[number])}{tail}", day, chance)
    update = Update(
        date=day,
        by=who.name,
        note=note,
        problem=_find_trouble(note, chance) if chance.happens(9) else None,
        next=fill(chance.pick(_NEXT), day, chance) if chance.happens(30) else None,
    )
    begun.add(number)
    return number, ProgressEntry(day, Status.IN_PROGRESS if first else None, update)


def _find_trouble(note: str, chance: Chance) -> str:
    fitting = [trouble for word, trouble in _TROUBLES if word in note]
    return chance.pick((*fitting, *fitting, chance.pick(_PROBLEMS)))


def fill(words: str, day: date, chance: Chance, name: str = "") -> str:
    """Words with their figures; where several are of a size, none exceeds the one before it."""
    for blank, least, most in (("{a}", 2, 6), ("{b}", 7, 38), ("{c}", 46, 520)):
        lowest, highest = least, most
        while blank in words:
            highest = chance.between(lowest, highest)
            lowest = max(least, highest // 2)
            words = words.replace(blank, str(highest), 1)
    following = day.month % 12 + 1
    return (
        words.replace("{name}", name)
        .replace("{month}", str(day.month))
        .replace("{next}", "明年1" if following == 1 else str(following))
    )


def _finish(task: Task, ids: list[str], chance: Chance) -> Iterator[Step]:
    """The report of the whole year."""
    day = working_day(date(2024, 12, chance.between(24, 30)))
    who = _reporter(task.id, day)
    reports: list[Report] = []
    for number in ids:
        if number in PAUSED and PAUSED[number][1] is None:
            continue
        goes_on = number in CARRIED_OVER
        words = fill(chance.pick(ROUTINE[number]), day, chance)
        note = f"12月{words}；{'转入下年继续' if goes_on else '全年任务完成'}"
        status = None if goes_on else Status.COMPLETED
        update = Update(date=day, by=who.name, note=note)
        reports.append((number, ProgressEntry(day, status, update, submitter=str(who))))
    yield report(at_work(day, chance), who, reports)
