"""The columns of a table, known by their usual headings."""

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from jimoplan.core.importing.blocks import Block
from jimoplan.core.importing.folding import fold


class Meaning(Enum):
    """What the cells of a column say."""

    NUMBER = "number"
    SECTION = "section"
    TITLE = "title"
    TEXT = "text"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    LEADER = "leader"
    CONTACT = "contact"
    DUE = "due"
    STEP = "step"
    OTHER = "other"


_SPAN = r"(?:\d{4}年)?(?:(?:1[0-2]|[1-9])月份?|第?[一二三四1-4]季度|[上下]半年)"
_HEADINGS: tuple[tuple[Meaning, tuple[str, ...]], ...] = (
    (Meaning.NUMBER, (r"(任务|事项|项目|工作)?(序号|编号)|项次", r"no\.?|number|#|ref\.?")),
    (
        Meaning.LEADER,
        (r".*(分管|包[抓保联]|挂钩|责任).{0,2}领导.*|.{0,3}领导", "lead member|portfolio holder"),
    ),
    (Meaning.CONTACT, (r"(具体)?(责任人|联系人|经办人|承办人|负责人)员?.*", "contact|officer")),
    (
        Meaning.SUPPORT,
        (r"(配合|协办|协助|参与|协同|参加)(责任)?(单位|部门|科室|处室)?.*", "support.*|partners?"),
    ),
    (
        Meaning.LEAD,
        (
            r"(牵头|主办|主责|牵头责任)(责任)?(单位|部门|科室|处室|方)?.*",
            "lead( department| service)?",
        ),
    ),
    (
        Meaning.RESPONSIBLE,
        (
            r"(责任|承办|实施|落实|负责|完成|任务|主管)?(单位|部门|科室|处室|主体|股室)(\(.*\))?",
            "owner|responsible.*|department|service",
        ),
    ),
    (
        Meaning.DUE,
        (
            r".*(时限|完成时间|完成日期|时间要求|截止|时间节点|完成期限|时间安排).*|时间|期限",
            "due( date)?|deadline|by when|target date",
        ),
    ),
    (
        Meaning.STEP,
        (
            rf"{_SPAN}(?:目标|计划|进度|任务|节点)?",
            r"q[1-4]",
        ),
    ),
    (
        Meaning.SECTION,
        (r"(工作)?(板块|类别|分类|领域|大项|类型|项目类别|所属.*)", "priority|theme|category"),
    ),
    (
        Meaning.TEXT,
        (
            r"(具体|主要|工作|建设|目标|年度)?(措施|举措|内容|要求|目标(?!值)|标准|工作内容|工作措施|工作举措).*",
            r"任务目标.*|任务内容.*|具体.*",
            "actions?|description|details?|measures?",
        ),
    ),
    (
        Meaning.TITLE,
        (
            r"(重点|工作|主要|目标|年度|目标[与和])*(任务|事项|项目|工作|要点|指标)(分解|名称)?|名称",
            "task|objective|title|goal|action title",
        ),
    ),
)
_COMPILED = tuple(
    (meaning, re.compile("|".join(words), re.IGNORECASE)) for meaning, words in _HEADINGS
)
_FEWEST = 2
_REPEATED = frozenset({Meaning.LEAD, Meaning.RESPONSIBLE, Meaning.SUPPORT, Meaning.STEP})
"""What a table may have several columns of."""


class Header(NamedTuple):
    """The rows of headings of a table: how many, and what the columns below them are called."""

    size: int
    names: dict[int, str]
    meanings: dict[int, Meaning]


def read_header(rows: Sequence[Block]) -> Header | None:
    """The headings that rows begin with, in one row or two; None where they are none."""
    first = _names(rows[0])
    header = _header(1, first)
    if header is None or len(rows) == 1:
        return header
    below = {cell.column: cell for cell in rows[1].cells if cell.text.strip()}
    own = {column: cell.text for column, cell in below.items() if not cell.is_filled}
    is_second = own and all(_meaning(_plain(words)) is not Meaning.OTHER for words in own.values())
    if not is_second or any(_meaning(_plain(words)) is Meaning.NUMBER for words in own.values()):
        return header
    return _header(2, first | own) or header


def _names(row: Block) -> dict[int, str]:
    return {cell.column: cell.text for cell in row.cells if cell.text.strip()}


def _header(size: int, names: dict[int, str]) -> Header | None:
    found = {column: _meaning(_plain(words)) for column, words in names.items()}
    known = {meaning for meaning in found.values() if meaning is not Meaning.OTHER}
    if len(known) < _FEWEST or not {Meaning.TITLE, Meaning.TEXT} & known:
        return None
    return Header(size, names, _told_apart(found, names))


def _plain(words: str) -> str:
    """A heading without blanks, unless it is in English."""
    folded = fold(words)
    return folded.strip() if folded.isascii() else re.sub(r"\s", "", folded)


def _told_apart(found: dict[int, Meaning], names: dict[int, str]) -> dict[int, Meaning]:
    """The same with one column of each sort, except for departments and steps.

    The first text is the title where there is none, the second title the text.
    """
    owning = [column for column, meaning in found.items() if meaning in _REPEATED]
    if len(owning) > 1:
        found = found | {
            column: Meaning.OTHER for column in owning if names[column].strip() == "单位"
        }
    has_title = Meaning.TITLE in found.values()
    apart: dict[int, Meaning] = {}
    for column, meaning in sorted(found.items()):
        told = Meaning.TITLE if meaning is Meaning.TEXT and not has_title else meaning
        taken = set(apart.values()) - _REPEATED
        told = Meaning.TEXT if told is Meaning.TITLE and told in taken else told
        apart[column] = Meaning.OTHER if told in taken else told
    return apart


def _meaning(words: str) -> Meaning:
    return next((m for m, pattern in _COMPILED if pattern.fullmatch(words)), Meaning.OTHER)


def columns_of(meanings: dict[int, Meaning], *wanted: Meaning) -> Sequence[int]:
    """The columns that say one of these, from the left."""
    return [column for column, meaning in sorted(meanings.items()) if meaning in wanted]
