"""Reports as plain lines: 8-1 40% 初稿已征求意见 问题:等省厅批复 下一步:提请审查.

A line is: the item, its figure, how it goes. The figure is that of the item's kind (40%, 250件,
第24期 or 3月) and may be left out; 问题:, 解决: and 下一步: begin the other texts. Blanks, tabs,
commas, 、 and ; of either width stand between the first words.
"""

import re
from collections.abc import Iterator
from typing import Any
from unicodedata import normalize

from jimoplan.core.desk.figures import Frame, read_figure
from jimoplan.core.desk.report import Report
from jimoplan.core.display.short import cut_short
from jimoplan.core.input.characters import in_figures
from jimoplan.core.input.periods import looks_like_period
from jimoplan.core.input.statuses import find_status
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.traverse import name_of
from jimoplan.core.plan.words import Kind, Status
from jimoplan.core.views.query import Row
from jimoplan.errors import UsageError

_LOOSE = ",;:、\uff0c\uff1b\uff1a"
_BETWEEN = f"\\s{_LOOSE}"
_FIRST = re.compile(f"([^{_BETWEEN}]+)[{_BETWEEN}]*", re.DOTALL)
_MARKS = {
    "进展情况": "note",
    "进展": "note",
    "问题解决情况": "solved",
    "问题解决": "solved",
    "解决": "solved",
    "存在问题": "problem",
    "问题": "problem",
    "下一步计划": "next",
    "下一步": "next",
    "下步": "next",
}
_MARK = re.compile(rf"(?:^|(?<=[{_BETWEEN}。]))({'|'.join(_MARKS)})\s*[:\uff1a]\s*")
_COMMENT = re.compile(r"\s*[#\uff03]")
_PERCENT = re.compile(r"[-+]?\d+(?:\.\d+)?%", re.ASCII)
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?", re.ASCII)
_MEASURED = re.compile(r"[-+]?\d+(?:\.\d+)?(?![年月日号])\D{0,3}", re.ASCII)
_COUNTED = re.compile(r"第\d+期", re.ASCII)


def is_comment(line: str) -> bool:
    """Whether a line says nothing: it is empty, or begins with #."""
    return not line.strip() or _COMMENT.match(line) is not None


def split_item(line: str) -> tuple[str, str]:
    """The word for the item that a line begins with, and the rest of it."""
    match = _FIRST.match(line.strip().lstrip("\ufeff"))
    return (match[1], line.strip()[match.end() :]) if match else ("", "")


def refuse_list(line: str) -> None:
    """Raise UsageError for a line that begins with several items: 15、16 已开展."""
    several = _SEVERAL.match(normalize("NFKC", line))
    if several and ("-" in several["first"]) is ("-" in several["second"]):
        first, second = several["first"], several["second"]
        raise UsageError(
            f"“{first}、{second}”是两项,一行只写一项", f"先写 {first} ……,再写 {second} ……"
        )


_SEVERAL = re.compile(
    r"\s*第?(?P<first>\d+(?:-\d+)?)项?\s*(?:[、和与及]\s*)第?(?P<second>\d+(?:-\d+)?)项?(?=[\s,、:;]|$)",
    re.ASCII,
)


def read_line(line: str, frame: Frame) -> Report:
    """The report in a line; raises UsageError for one that cannot be read."""
    refuse_list(line)
    word, rest = split_item(line)
    return read_report(frame.find(word), rest, frame)


def read_report(row: Row, said: str, frame: Frame) -> Report:
    """The report on an item in what a line says behind it; raises UsageError as `read_line`."""
    figures, rest = _take_figure(row, said, frame)
    told: dict[str, Any] = {**figures, **_texts(rest)}
    report = Report(row.item.id, **told)
    if report.says_nothing:
        raise UsageError(
            f"{name_of(row.item)} 后面没有写进展", f"如 {row.item.id} {EXAMPLES[row.item.kind]}"
        )
    return report


EXAMPLES = {
    Kind.ONE_OFF: "40% 初稿已征求意见",
    Kind.CONTINUOUS: "走访企业12家",
    Kind.PERIODIC: "第3期 已通报",
    Kind.INDICATOR: "250 本月新增30",
}
"""What a line says of an item behind its number, by the item's kind."""


def refuse_status(row: Row, written: str, meant: Status) -> UsageError:
    """Why a status is not taken from a report: what it takes is asked by `update`."""
    return UsageError(
        f"“{written}”是状态,填报里不改状态,不会记成{meant}",
        f"改状态运行 jimoplan update {row.item.id} --status {meant};"
        f"是进展里的话,写成 进展:{written}……",
    )


def _take_figure(row: Row, said: str, frame: Frame) -> tuple[dict[str, str], str]:
    """The figure that a line goes on with, if any, and the rest of it."""
    match = _FIRST.match(said)
    if match is None or _MARK.match(said):
        return {}, said
    word = in_figures(normalize("NFKC", match[1]))
    if meant := find_status(word):
        raise refuse_status(row, match[1], meant)
    if _is_figure(row.item, word):
        return read_figure(row, match[1], frame), said[match.end() :]
    if row.item.kind is not Kind.PERIODIC and _COUNTED.fullmatch(word):
        raise UsageError(
            f"{name_of(row.item)} 是{row.item.kind}类,不报期数,写的是“{cut_short(match[1])}”",
            "去掉它;是进展里的话,写成 进展:……",
        )
    return {}, said


def _is_figure(item: Item, word: str) -> bool:
    """Whether a word is meant as a figure; what begins a sentence is none."""
    if _NUMBER.fullmatch(word) or _PERCENT.fullmatch(word):
        return True
    match item.kind:
        case Kind.INDICATOR:
            unit = normalize("NFKC", item.unit or "")
            with_unit = unit and word.endswith(unit) and _NUMBER.fullmatch(word[: -len(unit)])
            return bool(with_unit or _MEASURED.fullmatch(word))
        case Kind.PERIODIC:
            return looks_like_period(word)
    return False


def _texts(said: str) -> dict[str, str]:
    """The texts of a line by their field; what stands before the first mark is how it goes."""
    found: dict[str, str] = {}
    for field, words in _marked(said):
        text = words.strip().strip(_LOOSE).strip()
        if not text:
            continue
        if field in found:
            raise UsageError("同一行里有两处写了同一样(进展、问题、解决、下一步)", "合成一处")
        found[field] = text
    return found


def _marked(said: str) -> Iterator[tuple[str, str]]:
    field, begin = "note", 0
    for mark in _MARK.finditer(said):
        yield field, said[begin : mark.start()]
        field, begin = _MARKS[mark[1]], mark.end()
    yield field, said[begin:]
