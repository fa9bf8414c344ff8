"""Figures that are to be reached: 不少于20场, 达到95%以上, 控制在3%以内."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jimoplan.core.importing.measures.wordlists import alternatives, listed
from jimoplan.core.plan.words import Direction

_AT_LEAST = listed(
    "不少于 不低于 不小于 至少 达到 达 实现 超过 突破 提高到 提升到 提高至 提升至 增加到 增至",
    "增长到 完成 新增 新建 新培育 新招 新引进 增长 提高 提升 增加 减少 下降 降低 压减 保持在",
    "稳定在 培训 培育 引进 发放 惠及 覆盖 争取 力争 确保 不下于 高于 大于",
)
_AT_MOST = listed(
    "控制在 不超过 不高于 不多于 不大于 低于 少于 小于 降至 降到 下降到 下降至 降低到 降低至",
    "减少到 减少至 压减到 压减至 压缩到 压缩至 压缩在 缩短到 缩短至 限于 减至",
)
_UNITS = listed(
    "% ‰ 个百分点 百分点 人次 人 户次 户 家次 家 场次 场 次 个工作日 个 项 件次 件 名 起 公里 千米",
    "平方公里 平方米 立方米 米 亩 公顷 吨 千瓦 元 美元 天 小时 分钟 篇 期 套 支 所 处 门 本 册 条",
    "座 台 辆 例 株 头 只 批 份 部 节 课时 学时 间 栋 幅 张 座次 对 组 队 类 种 岁 分 位 倍",
    "微克/立方米 毫克/升",
)
_UNIT = rf"(?:[十百千]?[万亿]?(?:{alternatives(_UNITS)})(?!届|五年|年))"
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(?:\.\d{1,6})?"
_NUMBER = rf"{_DIGITS}|百分之百|[一二两三四五六七八九十]{{1,3}}"
_TO = r"(?:[-—~–至到]+\d{1,12}(?:\.\d{1,6})?%?)?"
_BETWEEN = r"(?:了|到|至|在|约|超|不少于|不低于|至少|超过|达到|:|\s)*"
_NEEDS_UNIT = listed(
    "达 争取 力争 确保 覆盖 实现 完成 培训 培育 引进 发放 惠及 新建 新增 提升 提高",
)
_NO_AMOUNTS = frozenset(listed("天 小时 分钟 岁 位 分"))
_COMPARING = listed("不少于 不低于 不小于 不下于 至少 不超过 不高于 不多于 不大于")
_FIGURE = re.compile(
    rf"(?P<word>{alternatives((*_AT_LEAST, *_AT_MOST))}){_BETWEEN}(?<![\d.])"
    rf"(?P<number>{_NUMBER}){_TO}(?P<unit>{_UNIT})?(?![\d年月日.:])(?P<limit>以上|以下|以内|之内|左右)?"
)
_LIMITED = re.compile(
    rf"(?<![\d.])(?P<number>{_NUMBER})(?P<unit>{_UNIT})(?P<limit>以上|以内|以下|之内)"
)
_COUNTED = re.compile(
    "(?P<word>新增|完成|培训|培育|引进|发放|招引|招聘|招录|改造|新建|举办|开展|组织|建设|化解|办理"
    "|惠及|修复|创建|整治|种植|抽查|走访|帮扶|评选|扶持|清理|修建|维修)"
    r"[^,。;\d]{1,20}"
    rf"(?P<number>(?!1(?![\d.]))(?:{_DIGITS}))(?P<unit>{_UNIT})(?P<limit>)(?=左右|[、和及]|$)"
)
_IN_WORDS = re.compile(
    r"与[^,。;]{2,12}?同步|(?:高于|不低于|优于|超过)[^,。;]{2,12}?平均(?:水平|值|数)?"
)
_CHINESE_FIGURES = {character: value for value, character in enumerate("零一二三四五六七八九")}
_CHINESE_FIGURES |= {"两": 2, "十": 10}
_SUBJECT = re.compile(r"[一-鿿\0]")
_LEAST_SUBJECT = 2
_NO_SUBJECT = re.compile("全年|每年|每月|年内|年度|分别|力争|争取|确保|总数|累计|计划|共|均|也")


class Target(NamedTuple):
    """What an indicator has to reach: a number with its unit and direction, or words for one."""

    value: Decimal | None
    unit: str | None = None
    direction: Direction = Direction.AT_LEAST
    words: str | None = None
    start: int = 0


@lru_cache(maxsize=64)
def find_target(words: str) -> Target | None:
    """The first target that is named in the folded words of a clause; None without one."""
    for pattern in (_FIGURE, _LIMITED, _COUNTED):
        for found in pattern.finditer(words):
            target = _read(found)
            if target is not None:
                return target
    found_words = _IN_WORDS.search(words)
    if found_words is None:
        return None
    return Target(None, words=found_words[0], start=found_words.start())


def names_own_target(words: str) -> bool:
    """Whether a clause names a target and also what is to reach it."""
    target = find_target(words)
    if target is None:
        return False
    subject = _NO_SUBJECT.sub("", words[: target.start])
    return len(_SUBJECT.findall(subject)) >= _LEAST_SUBJECT


def _read(found: re.Match[str]) -> Target | None:
    word, unit, limit = found.groupdict().get("word", ""), found["unit"], found["limit"]
    if word in _NEEDS_UNIT and (unit is None or unit in _NO_AMOUNTS):
        return None
    if found["number"][0] in _CHINESE_FIGURES and (unit is None or word not in _COMPARING):
        return None
    at_most = word in _AT_MOST or (limit in {"以内", "以下", "之内"})
    direction = Direction.AT_MOST if at_most else Direction.AT_LEAST
    return Target(_figure(found["number"]), unit, direction, start=found.start())


def _figure(written: str) -> Decimal:
    if written[0].isdigit():
        return Decimal(written.replace(",", ""))
    if written == "百分之百":
        return Decimal(100)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return Decimal("".join(str(_CHINESE_FIGURES[one]) for one in written))
    first = _figure(tens) if tens else Decimal(1)
    return first * 10 + (_figure(ones) if ones else 0)
