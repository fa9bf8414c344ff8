"""What stands before the first item and behind the last: title, number, date, signature."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from jimoplan.core.importing.blocks import Block
from jimoplan.core.importing.doubts import Choice, Doubt, Inquiry
from jimoplan.core.importing.folding import fold
from jimoplan.core.importing.outline.drafts import Printed, Span
from jimoplan.core.importing.outline.numbers import find_labels
from jimoplan.core.input.numerals import read_han

_LONGEST_TITLE = 60
_LONGEST_SIGNATURE = 40
_AROUND = "#* \t\u3000\r\n\f\v"
_NUMBER = re.compile(r"[^\s。,:]{1,16}\((?:19|20)\d{2}\) ?第?\d{1,5}号")
_DATE = re.compile(
    r"\(?(?:\d{4}|[二〇○零一三四五六七八九]{4})年[\d一二三四五六七八九十元]{1,3}月"
    r"(?:[\d一二三四五六七八九十]{1,3}日)?(?:印发)?\)?"
)
_BODY_ENDS = "局委办处厅部院会府室所科站社团队校学心司党"
_UNIT = rf"[\u4e00-\u9fff()]{{2,30}}[{_BODY_ENDS}]"
_WRAPPED = re.compile(r"关于(?:印发|公布|下达|发布).*?《(.+)》")
_NOTICE = re.compile(r"关于(?:印发|公布|下达|发布)(.+?)的通知")
_TITLE = re.compile(
    rf"([\u4e00-\u9fff()]{{1,30}}[{_BODY_ENDS}县市区省州乡镇])"
    r"(?=(?:关于)?[“\"]?(?:(?:19|20)\d\d|十[一二三四五六七八九]?五))(.+)"
)
_YEAR_FIRST = re.compile(rf"((?:19|20)\d\d年(?:度)?)({_UNIT})((?:年度|重点)?(?:工作|任务|计划).*)")
_HAN = "[\u4e00-\u9fff]"
_HAN_DIGITS = "〇一二三四五六七八九○"
_HAN_YEAR = re.compile(rf"二[{_HAN_DIGITS}]{{3}}(?=年)")
_NAMED = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_CENTURY = 100
_YEARS = re.compile(
    r"((?:19|20)\d\d) ?年? ?(?:[-/\u2014\u2013\u2015~至到]+ ?((?:19|20)?\d\d)(?![\d月.-]))?"
)
_FIVE_YEARS = re.compile(
    r"(?:(?<=[“\"])(?=.{1,3}[”\"])|(?=.{1,3}(?:时期|期间|规划|计划|发展)))"
    r"(十[一二三四五六七八九]?|[三四五六七八九])五"
)
_PREAMBLE_UNIT = re.compile(
    rf"^ *(?:19|20)\d\d年(?:度)?,?({_UNIT})(?=总体|工作|认真|坚持|将|要|以)"
)
_APPENDIX = re.compile(r"附件|附:|附表")
_NOTE = re.compile(
    r"注:|说明:|附件|附:|附表|抄送|主送|联系人|联系电话|主题词|公开属性|信息公开|\(此件"
)
_OWNED = re.compile(r"责任(?:单位|部门|科室|处室)|牵头|负责")
_APART, _READ = "不是任务", "也是任务"


class Front(NamedTuple):
    """What stands before the items: its words with names for title and number, and the preamble."""

    form: str
    preamble: Printed | None
    title: str | None
    number: str | None


def read_front(lead: str, blocks: Sequence[Block]) -> Front:
    """Title, document number and date lines; the preamble from the first sentence on."""
    text = lead
    title: Span | None = None
    number: Span | None = None
    letterhead: Span | None = None
    rest = list(blocks)
    while rest:
        block = rest[0]
        words = fold(block.text).strip(_AROUND)
        start = len(text) + len(block.text) - len(block.text.lstrip(_AROUND))
        end = len(text) + len(block.text.rstrip(_AROUND))
        if number is None and _NUMBER.fullmatch(words):
            number, letterhead, title = Span("doc_no", start, end), title, None
        elif _is_title(words):
            title = Span("title", title.start if title else start, end)
        elif not (_DATE.fullmatch(words) or _is_address(words)):
            break
        text += block.text + block.end
        rest.pop(0)
    title = title or letterhead
    printed = Printed(text, "", tuple(filter(None, (title, number))))
    return Front(printed.form, _preamble(rest), printed.said("title"), printed.said("doc_no"))


def _is_address(words: str) -> bool:
    """Whether a line says to whom the document goes."""
    return words.endswith(":") and len(words) <= _LONGEST_TITLE


def _preamble(blocks: Sequence[Block]) -> Printed | None:
    if not blocks:
        return None
    text = "".join(block.text + block.end for block in blocks[:-1]) + blocks[-1].text
    return Printed(text, blocks[0].place, (), blocks[-1].end)


def _is_title(words: str) -> bool:
    ends = words.endswith(("。", ";", ":", ",", "."))
    return 0 < len(words) <= _LONGEST_TITLE and not ends and not _DATE.fullmatch(words)


def unmark_title(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; a first heading that is the only one of its level is the document's title."""
    levels = [block.level for block in blocks if block.level]
    if not levels or not blocks[0].level or levels.count(levels[0]) > 1 or min(levels) < levels[0]:
        return list(blocks)
    is_numbered = any(find_labels(blocks[0].text))
    return list(blocks) if is_numbered else [blocks[0]._replace(level=0), *blocks[1:]]


def split_back(blocks: Sequence[Block], inquiry: Inquiry) -> tuple[list[Block], list[Block]]:
    """The paragraphs of the document, and what stands behind: signature, date, appendices.

    An appendix that names departments is asked about. Other notes are behind only where nothing
    is numbered any more.
    """
    numbered = [at for at, block in enumerate(blocks) if any(find_labels(block.text))]
    first, last = (numbered[0], numbered[-1]) if numbered else (0, 0)
    kept = list(blocks)
    for at, block in enumerate(blocks):
        is_appendix = _APPENDIX.match(_plain(block)) is not None
        if at > first and (is_appendix or (at > last and _NOTE.match(_plain(block)))):
            if is_appendix and _asks_to_read(blocks[at:], inquiry):
                break
            kept = list(blocks[:at])
            break
    while len(kept) > 1 and _is_signature(kept[-1], signed=len(kept) < len(blocks)):
        kept.pop()
    return kept, list(blocks[len(kept) :])


def _asks_to_read(appendix: Sequence[Block], inquiry: Inquiry) -> bool:
    owned = next((block for block in appendix if _OWNED.search(block.text)), None)
    if owned is None:
        return False
    words = appendix[0].text.strip()
    choices = (Choice(_APART, "留在后文里"), Choice(_READ, "同前面一样读"))
    question = f"“{words}”后面有责任部门(“{owned.text.strip()[:20]}”),是任务吗?"
    return inquiry.settle(Doubt("appendix", owned.place, words, question, choices)) == _READ


def _plain(block: Block) -> str:
    return fold(block.text[:_LONGEST_TITLE]).strip() if not block.cells else ""


def _is_signature(block: Block, *, signed: bool) -> bool:
    words = fold(block.text).strip()
    if len(words) > _LONGEST_SIGNATURE or any(find_labels(words)) or block.cells:
        return False
    if _DATE.fullmatch(words) or _NOTE.match(words):
        return True
    return signed and words[-1:] in _BODY_ENDS and not set("。,;:") & set(words)


def guess_unit(title: str | None, preamble: str | None) -> tuple[str | None, str | None]:
    """Whose plan it is by its title, and by its preamble; None where that does not say so."""
    said = _PREAMBLE_UNIT.match(fold(preamble or ""))
    return _take_apart(title)[0], said[1] if said else None


def guess_title(title: str | None) -> str | None:
    """What a plan is called without its unit; None where nothing is printed."""
    return _take_apart(title)[1] or None


def _take_apart(title: str | None) -> tuple[str | None, str]:
    """The unit that a title names, before or behind the year, and the title without it."""
    bare = _bare(title)
    if found := _TITLE.fullmatch(fold(bare)):
        return found[1], bare[found.start(2) :]
    if found := _YEAR_FIRST.fullmatch(fold(bare)):
        return found[2], bare[: found.end(1)] + bare[found.start(3) :]
    return None, bare


def _bare(title: str | None) -> str:
    """The title without line breaks, and without the notice that it is sent with."""
    line = re.sub(rf"(?<={_HAN})\s+(?={_HAN}|\d)", "", " ".join((title or "").split()))
    wrapped = _WRAPPED.search(fold(line)) or _NOTICE.fullmatch(fold(line))
    return line[wrapped.start(1) : wrapped.end(1)] if wrapped else line


class Years(NamedTuple):
    """The years that a plan is for; `is_across` for one that runs from one into the next.

    `others` are years that are named as well, so that it may be for one of them.
    """

    first: int
    last: int
    is_across: bool = False
    others: tuple[int, ...] = ()


def guess_years(texts: Sequence[str | None]) -> Years | None:
    """The years that the first of the texts to name some is about."""
    for text in filter(None, texts):
        folded = _HAN_YEAR.sub(_in_digits, fold(text))
        if plan := _FIVE_YEARS.search(folded):
            start = 1966 + 5 * ((read_han(plan[1]) or 3) - 3)  # the third plan began in 1966
            return Years(start, start + 4)
        if found := _YEARS.search(folded):
            first = int(found[1])
            last = int(found[2] or first)
            last = last if last > _CENTURY else first - first % _CENTURY + last
            named = dict.fromkeys(int(each) for each in _NAMED.findall(folded))
            others = tuple(year for year in named if not first <= year <= max(first, last))
            return Years(first, max(first, last), last == first + 1, others)
    return None


def _in_digits(found: re.Match[str]) -> str:
    return "".join(str(_HAN_DIGITS.index(each) % 10) for each in found[0])
