"""The styles of a document: what each is called, and how what bears it looks."""

from enum import StrEnum
from typing import NamedTuple

from jimoplan.exchange.word.fonts import FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAOSONG, Font
from jimoplan.exchange.word.measures import BODY_POINTS, CHARACTER_PITCH, FORM, LINE_PITCH, UPRIGHT

POINT = 20
"""A point in twips."""
TITLE_POINTS = 22


class Name(StrEnum):
    """What a style is known by in the file; Word shows its own built-in ones in Chinese."""

    BODY = "Normal"
    TITLE = "Title"
    ISSUE = "Subtitle"
    LEVEL_ONE = "Heading1"
    LEVEL_TWO = "Heading2"
    LEVEL_THREE = "Heading3"
    ANNEX_TITLE = "AnnexTitle"
    LEAD = "Lead"
    CAPTION = "Caption"
    TABLE_TEXT = "TableText"
    TABLE_CENTRED = "TableCentred"
    TABLE_NUMBER = "TableNumber"
    TABLE_HEAD = "TableHead"
    FIGURE = "KeyFigure"
    NOTE = "Note"
    SIGNER = "Signer"
    DOCUMENT_NUMBER = "DocumentNumber"
    ADDRESSEE = "Addressee"
    CLOSING = "LetterClosing"
    SENDER = "Sender"
    LONG_SENDER = "LongSender"
    RECEIPT = "Receipt"
    FORM_LINE = "FormLine"
    HOW_TO = "HowTo"
    FORM_TEXT = "FormText"
    FORM_CENTRED = "FormCentred"
    FORM_HEAD = "FormHead"
    FORM_TITLE = "FormTitle"
    FORM_LEVEL = "FormHeading"
    GAP = "Gap"
    FOOTER = "Footer"
    EVEN_FOOTER = "EvenFooter"
    RED = "RedLight"
    YELLOW = "YellowLight"
    LABEL = "Label"
    TABLE = "OfficialTable"


class Face(NamedTuple):
    """How letters look; what is None is as in the style that a style is based on."""

    font: Font | None = None
    points: float | None = None
    bold: bool = False
    color: str | None = None


class Shape(NamedTuple):
    """How a paragraph stands; what is None is as in the style that a style is based on.

    `first` are the characters by which its first line is indented, `left` and `right` the twips by
    which all lines are. `line` is from line to line in twips, 0 for what its letters need.
    What stands `together` has no room between paragraphs of the same style.
    """

    align: str | None = None
    first: int | None = None
    left: int | None = None
    right: int | None = None
    line: int | None = None
    before: int | None = None
    after: int | None = None
    outline: int | None = None
    keep_next: bool = False
    line_above: bool = False
    tabs: tuple[int, ...] = ()
    together: bool = False


class Style(NamedTuple):
    """A style with the name that Word lists it by; `aliases` are others it is found by."""

    id: Name
    name: str
    based_on: Name | None = None
    next: Name | None = None
    shape: Shape = Shape()
    face: Face = Face()
    aliases: str = ""


_EM = round(CHARACTER_PITCH * POINT)
_WIDTH, _FORM_WIDTH = UPRIGHT.type_width, FORM.type_width
_FLUSH = Shape(first=0)
_CELL = Shape(align="left", first=0, line=0)
_FORM_CELL, _FORM_FACE = Shape(line=11 * POINT), Face(points=9)
SENDER_BOX = 15
"""In how many characters the sender's name and the date stand one above the other."""

PARAGRAPH_STYLES = (
    Style(
        Name.BODY,
        "Normal",
        shape=Shape(align="both", first=2, line=LINE_PITCH),
        face=Face(FANGSONG, BODY_POINTS),
    ),
    Style(
        Name.TITLE,
        "Title",
        Name.BODY,
        Name.BODY,
        Shape(align="center", first=0, line=33 * POINT, after=8 * POINT, keep_next=True),
        Face(XIAOBIAOSONG, TITLE_POINTS),
        "公文标题",
    ),
    Style(
        Name.ISSUE,
        "Subtitle",
        Name.BODY,
        Name.BODY,
        Shape(align="center", first=0),
        Face(KAITI),
        "期号",
    ),
    Style(
        Name.LEVEL_ONE,
        "heading 1",
        Name.BODY,
        Name.BODY,
        Shape(outline=0, keep_next=True),
        Face(HEITI),
        "一级标题",
    ),
    Style(
        Name.LEVEL_TWO,
        "heading 2",
        Name.BODY,
        Name.BODY,
        Shape(outline=1, keep_next=True),
        Face(KAITI),
        "二级标题",
    ),
    Style(
        Name.LEVEL_THREE,
        "heading 3",
        Name.BODY,
        Name.BODY,
        Shape(outline=2, keep_next=True),
        aliases="三级标题",
    ),
    Style(Name.ANNEX_TITLE, "附表标题", Name.LEVEL_ONE, Name.BODY, _FLUSH),
    Style(Name.LEAD, "导语", Name.BODY, Name.BODY, face=Face(KAITI)),
    Style(
        Name.CAPTION,
        "caption",
        Name.BODY,
        Name.BODY,
        Shape(align="center", first=0, line=0, before=4 * POINT, after=2 * POINT, keep_next=True),
        Face(HEITI, 12),
        "表题",
    ),
    Style(Name.TABLE_TEXT, "表格", Name.BODY, shape=_CELL, face=Face(points=10.5)),
    Style(Name.TABLE_CENTRED, "表格居中", Name.TABLE_TEXT, shape=Shape(align="center")),
    Style(Name.TABLE_NUMBER, "表格数字", Name.TABLE_TEXT, shape=Shape(align="right")),
    Style(Name.TABLE_HEAD, "表头", Name.TABLE_CENTRED, face=Face(HEITI)),
    Style(Name.FIGURE, "要数", Name.TABLE_CENTRED, face=Face(points=BODY_POINTS)),
    Style(Name.NOTE, "附注", Name.BODY, shape=Shape(line=0), face=Face(KAITI, 12)),
    Style(Name.SIGNER, "签发人", Name.BODY, shape=Shape(align="right", first=0, right=_EM)),
    Style(Name.DOCUMENT_NUMBER, "发文字号", Name.BODY, shape=Shape(align="center", first=0)),
    Style(Name.ADDRESSEE, "主送机关", Name.BODY, Name.BODY, _FLUSH),
    Style(Name.CLOSING, "结语", Name.BODY, shape=Shape(keep_next=True)),
    Style(
        Name.SENDER,
        "落款",
        Name.BODY,
        shape=Shape(
            align="center",
            first=0,
            left=_WIDTH - SENDER_BOX * _EM,
            before=8 * POINT,
            after=8 * POINT,
            keep_next=True,
            together=True,
        ),
    ),
    Style(
        Name.LONG_SENDER,
        "长落款",
        Name.BODY,
        shape=Shape(
            align="right",
            first=0,
            right=2 * _EM,
            before=8 * POINT,
            after=8 * POINT,
            keep_next=True,
            together=True,
        ),
    ),
    Style(
        Name.RECEIPT,
        "签收",
        Name.BODY,
        shape=Shape(align="left", first=0, line_above=True, tabs=(_WIDTH // 2,)),
        face=Face(points=12),
    ),
    Style(
        Name.FORM_TITLE,
        "填报表标题",
        Name.TITLE,
        shape=Shape(line=26 * POINT, after=4 * POINT),
        face=Face(points=18),
    ),
    Style(
        Name.FORM_LEVEL,
        "填报表分组",
        Name.LEVEL_ONE,
        shape=Shape(first=0, line=0, before=4 * POINT, after=2 * POINT),
        face=Face(points=10.5),
    ),
    Style(Name.FORM_TEXT, "填报表格", Name.TABLE_TEXT, shape=_FORM_CELL, face=_FORM_FACE),
    Style(Name.FORM_CENTRED, "填报表格居中", Name.TABLE_CENTRED, shape=_FORM_CELL, face=_FORM_FACE),
    Style(Name.FORM_HEAD, "填报表头", Name.TABLE_HEAD, shape=_FORM_CELL, face=_FORM_FACE),
    Style(
        Name.FORM_LINE,
        "填报信息",
        Name.BODY,
        shape=Shape(
            align="left",
            first=0,
            line=0,
            before=2 * POINT,
            tabs=(_FORM_WIDTH // 3, _FORM_WIDTH // 3 * 2),
        ),
        face=Face(points=10.5),
    ),
    Style(Name.HOW_TO, "填写说明", Name.FORM_LINE, face=Face(points=9)),
    Style(
        Name.GAP,
        "间隔",
        Name.BODY,
        Name.BODY,
        Shape(first=0, line=POINT),
        Face(points=1),
    ),
    Style(
        Name.FOOTER,
        "footer",
        Name.BODY,
        shape=Shape(align="right", first=0, right=14 * POINT, line=14 * POINT),
        face=Face(SONGTI, 14),
        aliases="页脚",
    ),
    Style(
        Name.EVEN_FOOTER,
        "双页页脚",
        Name.FOOTER,
        shape=Shape(align="left", left=14 * POINT),
    ),
)
"""The styles of paragraphs; what the text itself looks like is said in the first alone."""

CHARACTER_STYLES = (
    Style(Name.RED, "红灯", face=Face(HEITI, color="B3150B")),
    Style(Name.YELLOW, "黄灯", face=Face(HEITI, color="8A5A00")),
    Style(Name.LABEL, "项目名", face=Face(HEITI)),
)
"""The styles of single words. A light's word says what its colour shows."""
