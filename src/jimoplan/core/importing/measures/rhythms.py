"""How often something is reported: 双月通报, 每季度, 定期通报."""

import re
from typing import NamedTuple

from jimoplan.core.plan.words import Cadence

_REPORTING = (
    "通报|调度|报告|例会|报送|分析|研判|检查|巡查|督查|督导|公布|发布|更新|评估|汇报|会商|推送|统计"
    "|盘点|述职|提醒|简报|反馈|抽查|排名|会议|点评"
)
_CADENCES = {
    Cadence.WEEKLY: r"每周|每星期|逐周|按周|周(?={0})",
    Cadence.BIMONTHLY: r"每[两二2]个?月|双月|每隔一个?月",
    Cadence.MONTHLY: r"(?<![\d本上当])(?:每个?月|逐月|按月|月度?(?={0}))",
    Cadence.QUARTERLY: r"每个?季度?|逐季度?|按季度?|(?<![一二三四1-4])季度?(?={0})",
    Cadence.HALF_YEARLY: r"每半年|每学期|(?<![上下])半年度?(?={0})",
    Cadence.YEARLY: r"每年度?|逐年(?={0})",
}
_PATTERNS = {
    cadence: re.compile(pattern.replace("{0}", _REPORTING))
    for cadence, pattern in _CADENCES.items()
}
_AT_TIMES = re.compile(
    "定期(?:向[^,]{1,10}?)?(?:开展|进行|组织|召开|编发)?"
    "(?:通报|调度|报告|报送|公布|发布|汇报|例会|简报|更新)"
)


class Rhythm(NamedTuple):
    """That something is reported again and again; how often is None where that is not said."""

    cadence: Cadence | None


def find_rhythm(words: str) -> Rhythm | None:
    """The rhythm that is named in the folded words of a clause; None without one."""
    for cadence, pattern in _PATTERNS.items():
        if pattern.search(words):
            return Rhythm(cadence)
    return Rhythm(None) if _AT_TIMES.search(words) else None
