"""What to know if nothing else is read: a sentence, and three figures with their change."""

from collections.abc import Iterator, Sequence

from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.words import Status
from jimoplan.core.reports.alerts import Alert, TaskAlert
from jimoplan.core.reports.parts.blocks import (
    Block,
    Look,
    ReportPart,
    ReportText,
    Run,
    Tile,
    Tiles,
    tell_paragraph,
)
from jimoplan.core.reports.parts.red import asked_of, matters_of, red_tasks
from jimoplan.core.reports.period_view import PeriodicReport

_NAMED = 3


def summary_part(view: PeriodicReport) -> ReportPart:
    """The first thing to be read: what has changed, what is asked, how much there is."""
    blocks: list[Block] = [ReportText((Run(say_summary(view)),), is_lead=True), _tiles(view)]
    if view.through_groups:
        words = f"另有经群组承担的任务{view.through_groups}项,不在本报告里,见任务台账。"
        blocks.append(tell_paragraph(words))
    return ReportPart("summary", "", tuple(blocks))


def say_summary(view: PeriodicReport) -> str:
    """The report in one sentence, in full-width punctuation; names stay as people wrote them."""
    told = "；".join(filter(None, (_say_lights(view), _say_asked(view), _say_done(view))))
    return f"{told}。"


def unjudged_part(view: PeriodicReport) -> ReportPart:
    """All there is to say where nothing of the plan can be read."""
    origin = view.heading.origin
    tasks = origin.tasks if origin else 0
    words = f"{view.period.this}不能评定:{tasks}项任务都读不出来,改好计划文件再出这一期。"
    return ReportPart("summary", "", (tell_paragraph(words)._replace(is_lead=True),))


def _say_lights(view: PeriodicReport) -> str:
    red = red_tasks(view)
    cleared = sum(found.is_whole and found.was is Light.RED for found in view.cleared)
    if view.before is None:
        return f"红灯任务{len(red)}项{_name(red)}" if red else "没有红灯任务"
    new = [alert for alert in red if alert.task.is_new]
    lasting = len(red) - len(new)
    turned = "、".join(
        matter.row.item.id
        for alert in red
        if not alert.task.is_new
        for matter in matters_of(alert)
        if matter.is_new
    )
    also = f"（其中{turned}新亮红灯）" if turned else ""
    told = [
        f"新增红灯任务{len(new)}项{_name(new)}" if new else "",
        f"持续{lasting}项{also}" if new and lasting else "",
        f"红灯任务持续{lasting}项{also or '，没有新增'}" if lasting and not new else "",
        f"解除{cleared}项" if cleared else "",
        f"删去{len(view.removed)}项" if view.removed else "",
    ]
    if not red:
        told.insert(0, "没有红灯任务")
    return view.period.this + "，".join(filter(None, told))


def _name(alerts: Sequence[TaskAlert]) -> str:
    """The items that are meant, each with what is behind it, the first ones if many."""
    named = []
    for alert in alerts[:_NAMED]:
        matters = matters_of(alert)
        of = matters[0] if len(matters) == 1 else alert.task
        named.append(f"{of.row.item.id}，{_why(matters)}")
    more = "；等" if len(alerts) > _NAMED else ""
    return f"（{'；'.join(named)}{more}）" if named else ""


def _why(matters: Sequence[Alert]) -> str:
    """What is behind a red light in a word: a return before a problem before the deadline."""
    if any(found.row.assessment.returned for found in matters):
        return "被退回"
    sorts = [str(alarm.sort) for found in matters for alarm in found.row.assessment.alarms]
    return next(iter(sorts), "逾期")


def _say_asked(view: PeriodicReport) -> str:
    as_of = view.heading.as_of
    found = [asked_of(matter.row, as_of) for a in red_tasks(view) for matter in matters_of(a)]
    asked = [whom for whom in found if whom]
    named = list(dict.fromkeys(name for whom in asked for name in whom))
    if not asked:
        return ""
    more = "等" if len(named) > _NAMED else ""
    return f"其中{len(asked)}件事需协调（{'、'.join(named[:_NAMED])}{more}）"


def _say_done(view: PeriodicReport) -> str:
    """How many were reported as done, and how many of them have been verified since."""
    if not view.finished:
        return ""
    closed = sum(found.row.item.status is Status.CLOSED for found in view.finished)
    verified = f"，其中已销号{closed}项" if closed else "，待审核"
    return f"{view.period.this}报完成{len(view.finished)}项{verified}"


def _tiles(view: PeriodicReport) -> Tiles:
    return Tiles(tuple(_each_tile(view)))


def _each_tile(view: PeriodicReport) -> Iterator[Tile]:
    lights, before = view.overview.tasks.by_light, view.before
    since = "上期" if view.issue else "期初"
    for light, look, link in ((Light.RED, Look.RED, "red"), (Light.YELLOW, Look.YELLOW, "yellow")):
        change = lights[light] - before[light] if before is not None else None
        tile = Tile(f"{light}灯任务", lights[light], "项", change, since, look, link)
        yield tile if tile.figure else tile._replace(link="")
    waiting = len(view.waiting)
    change = None if view.waited_before is None else waiting - view.waited_before
    tile = Tile("待审核", waiting, "项", change, since, Look.PLAIN, "review")
    yield tile if tile.figure else tile._replace(link="")
