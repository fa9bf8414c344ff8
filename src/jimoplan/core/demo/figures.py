"""The measures that are counted: one report a period, or a figure against a target."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from jimoplan.core.demo.chance import Chance
from jimoplan.core.demo.people import ENFORCEMENT, LAW_LEADER, MEDIATION, REVIEWS, SERVICES
from jimoplan.core.demo.routine import fill
from jimoplan.core.demo.step import Report, Step, at_work, later, report, review, working_day
from jimoplan.core.history.commits import Identity
from jimoplan.core.plan.model import Cadence, Kind, Measure, Status, Update
from jimoplan.core.workflow.record import ProgressEntry

ADDED = (
    Measure(
        id="12-6",
        kind=Kind.PERIODIC,
        title="按季通报行政执法案卷评查情况",
        cadence=Cadence.QUARTERLY,
    ),
    Measure(
        id="16-9",
        kind=Kind.INDICATOR,
        title="全年办理法律援助案件600件",
        target=Decimal(600),
        unit="件",
        definition="区法律援助中心当年受理并指派的案件数,含民事、刑事和行政案件",
    ),
)
"""Measures that 督查 adds to the published ones."""

RATE = "14-5"
RATE_DEFINITION = "热线工单签收率、按期办结率、回访率、满意率四项的平均值(示例口径,以正式口径为准)"

_BIMONTHLY = (
    (date(2024, 3, 5), 0, "第一期双月通报印发{b}个单位，通报复议纠错案件{a}件"),
    (date(2024, 4, 29), 0, "第二期双月通报列出未按期答复的单位{a}家"),
    (date(2024, 7, 3), 0, "第三期双月通报分析上半年被纠错原因，点名{a}家"),
    (date(2024, 9, 18), 5, "收到催办单后补报：第四期双月通报已印发，延误因案件系统升级"),
    (date(2024, 11, 4), 0, "第五期双月通报增加意见书落实情况，{a}家未回函"),
    (date(2024, 12, 26), 0, "第六期双月通报汇总全年数据，印发{b}个单位"),
)
_QUARTERLY = (
    (date(2024, 4, 10), 0, "一季度评查案卷{b}本，优秀率偏低，问题集中在告知程序"),
    (date(2024, 7, 9), 0, "二季度评查案卷{b}本，程序问题减少，文书说理不足"),
    (date(2024, 10, 11), 2, "三季度评查案卷{b}本，三个单位连续两季有同类问题"),
    (date(2024, 12, 30), 0, "四季度评查案卷{b}本，全年通报{a}家并完成整改"),
)
_RATE = (
    (date(2024, 2, 2), "91.3", "四项中回访率最低，正在补足回访人手"),
    (date(2024, 3, 11), "92.8", "按期办结率达到100%，回访率仍低"),
    (date(2024, 4, 18), "94.1", "对不满意工单逐件复盘"),
    (date(2024, 5, 24), "95.6", "镇街工单签收超时减少"),
    (date(2024, 7, 2), "94.9", "汛期工单集中，回访率回落"),
    (date(2024, 8, 9), "96.4", "回访改为两人轮班"),
    (date(2024, 9, 13), "97.2", "满意率提高，重办工单减少"),
    (date(2024, 10, 22), "98.0", "签收率、办结率、回访率均达到100%"),
    (date(2024, 11, 26), "98.7", "满意率仍有差距，集中在物业类工单"),
    (date(2024, 12, 27), "99.1", "四项中满意率未达100%，转入下年继续"),
)
_CASES = (
    (date(2024, 2, 6), 41, "受理以农民工讨薪、交通事故为主"),
    (date(2024, 3, 15), 98, "三八维权周集中受理妇女权益案件"),
    (date(2024, 4, 23), 161, "刑事法律援助全覆盖，通知辩护件增加"),
    (date(2024, 5, 30), 219, "进工地宣传后讨薪类咨询增多"),
    (date(2024, 7, 8), 287, "上半年接近全年目标的一半"),
    (date(2024, 8, 15), 352, "暑期未成年人案件增加"),
    (date(2024, 9, 20), 423, "新增两个联络点，受理更方便"),
    (date(2024, 10, 25), 508, "律师值班进驻调解中心，分流案件"),
    (date(2024, 11, 29), 587, "距目标还差13件"),
    (date(2024, 12, 13), 612, "提前完成全年目标"),
)


def tell_figures(chance: Chance) -> Iterator[Step]:
    """The reports of what is counted, and the closing of what has reached its target."""
    yield from _tell_periods("11-9", REVIEWS, _BIMONTHLY, chance)
    yield from _tell_periods("12-6", ENFORCEMENT, _QUARTERLY, chance)
    for number, who, told in (
        (RATE, MEDIATION, _RATE),
        ("16-9", SERVICES, _CASES),
    ):
        for on, value, note in told:
            day = working_day(on)
            update = Update(date=day, by=who.name, value=Decimal(value), note=note)
            yield report(at_work(day, chance), who, [(number, ProgressEntry(day, update=update))])
    yield _complete("16-9", date(2024, 12, 17), SERVICES, "全年任务完成，申请销号", chance)
    yield review(at_work(date(2024, 12, 20), chance), LAW_LEADER, "16-9")
    yield _complete("11-9", date(2024, 12, 31), REVIEWS, "全年六期通报全部印发", chance)
    yield _complete("12-6", date(2024, 12, 31), ENFORCEMENT, "全年四期通报全部印发", chance)


def _tell_periods(
    number: str, who: Identity, told: tuple[tuple[date, int, str], ...], chance: Chance
) -> Iterator[Step]:
    for period, (on, delay, words) in enumerate(told, 1):
        day = working_day(on)
        update = Update(date=day, by=who.name, period=period, note=fill(words, day, chance))
        at = at_work(later(day, delay), chance)
        yield report(at, who, [(number, ProgressEntry(day, update=update))])


def _complete(number: str, day: date, who: Identity, note: str, chance: Chance) -> Step:
    update = Update(date=day, by=who.name, note=note)
    told: Report = (number, ProgressEntry(day, Status.COMPLETED, update, submitter=str(who)))
    return report(at_work(day, chance), who, [told])
