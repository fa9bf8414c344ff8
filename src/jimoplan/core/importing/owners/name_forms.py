"""What names of departments look like, and the marks that part them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jimoplan.core.importing.folding import fold

_ENDINGS = (
    r"科|处|室|股|局|办|委|所|中心|部|院|会|厅|队|站|公司|集团|政府|支部|总支|党组|党组织|纪检组|指挥部"
    r"|学校|大学|中学|小学|幼儿园|学院|系|厂|馆|台|署|庭|行|社|联|科协|律协|作协|消协"
    r"|部门|单位|机关|机构|街道|镇|乡"
    r"|开发区|高新区|示范区|功能区|园区|新区|管委|专班|工作组|党校|银行|企业|基地|车间|项目组"
)
_LIKELY = re.compile(rf"(?=..)[^\d,;。:★☆△▲*#●○◆■※→—-]{{0,30}}(?:{_ENDINGS})(?:\((?P<inner>.*)\))?")
_NOT_LIKELY = re.compile(
    r"(?:含(?!山)|不含|包括|包含|除|详见).*"
    r"|.*(?:社会|机会|大会|部署|举行|执行|进行|试行|现行|推行|国家机关|联系|体系|关系)"
    r"|单位|部门|科室|处室|机构|机关|企业|学校|银行|公司|街道|中心|基地|车间|会社"
)
_AREAS = re.compile(r"(?:[省市区县乡镇街村州盟旗]|街道|园区|社区|开发区|[、,])+")
_EVERY = re.compile(r"各(?:地|地区|(?:县|市|区|乡|镇|街|旗|州|盟|村|行政村|社区|\(|\)|、|道)+)")
_EVERY_TWO = re.compile(r"(?<=各[省市县区州旗])、(?=[市县区州旗](?:[、(]|人民|政府|区|各|党委|$))")


class Run(NamedTuple):
    """A part of a text between two separators, without the blanks about it."""

    start: int
    end: int


def pieces(
    folded: str, start: int, end: int, separators: str = "、,;。/|\n", blanks: str = " .:"
) -> Iterator[Run]:
    """The parts of a folded text between separators that stand in no bracket; none is empty."""
    depth = 0
    begun = start
    every = {found.start() for found in _EVERY_TWO.finditer(folded, start, end)}
    is_even = folded.count("(", start, end) == folded.count(")", start, end)
    for position in range(start, end + 1):
        mark = folded[position] if position < end else ""
        if is_even and mark in "()" and mark:
            depth = max(0, depth + (1 if mark == "(" else -1))
        if not mark or (mark in separators and not depth and position not in every):
            yield from _trimmed(folded, begun, position, blanks)
            begun = position + 1


def _trimmed(folded: str, start: int, end: int, blanks: str) -> Iterator[Run]:
    text = folded[start:end]
    left = start + len(text) - len(text.lstrip(blanks))
    right = end - (len(text) - len(text.rstrip(blanks)))
    if left < right:
        yield Run(left, right)


def is_likely(printed: str) -> bool:
    """Whether it ends as names of departments do, or names every body of a sort."""
    folded = fold(printed)
    if _NOT_LIKELY.fullmatch(folded):
        return False
    found = _LIKELY.fullmatch(folded)
    inner = found["inner"] if found else None
    if inner is not None and not (_AREAS.fullmatch(inner) or is_likely(inner)):
        return False
    return found is not None or _EVERY.fullmatch(folded) is not None
