"""The part of a document that has its styles."""

from jimoplan.exchange.word.elements import Element, Value, element, group
from jimoplan.exchange.word.measures import BODY_POINTS, CHARACTER_PITCH, CLOSER
from jimoplan.exchange.word.style_list import (
    CHARACTER_STYLES,
    PARAGRAPH_STYLES,
    POINT,
    Face,
    Name,
    Shape,
    Style,
)

_CELL_MARGINS = {"top": 20, "left": 85, "bottom": 20, "right": 85}
"""Around what stands in a cell: 1.5 mm at its sides, a point above and below."""
_BORDER: dict[str, Value] = {"val": "single", "sz": 4, "space": 0, "color": "auto"}
_LANGUAGE = "zh-CN"


def style_sheet() -> Element:
    """All styles of a document, Word's defaults first."""
    return element(
        "styles",
        _defaults(),
        *(_style(style, "paragraph") for style in PARAGRAPH_STYLES),
        _plain("character", "DefaultParagraphFont", "Default Paragraph Font"),
        *(_style(style, "character") for style in CHARACTER_STYLES),
        _plain("numbering", "NoList", "No List"),
        _plain_table(),
        _bordered_table(),
    )


def _defaults() -> Element:
    body = PARAGRAPH_STYLES[0].face
    # What is written in letters and figures breaks as in English: never within 2024-06-30.
    language = element("lang", val="en-US", eastAsia=_LANGUAGE)
    run = element("rPr", *_letters(body), language)
    return element("docDefaults", element("rPrDefault", run), element("pPrDefault", element("pPr")))


def _style(style: Style, sort: str) -> Element:
    is_default = style.id is Name.BODY
    return element(
        "style",
        *_told(style),
        element("qFormat"),
        *_present(_paragraph(style) if sort == "paragraph" else None),
        *_present(group("rPr", _letters(style.face))),
        type=sort,
        default="1" if is_default else None,
        customStyle=None if style.name.isascii() else "1",
        styleId=style.id,
    )


def _told(style: Style) -> list[Element]:
    """What a style is called, and which others it is related to."""
    return _present(
        element("name", val=style.name),
        element("aliases", val=style.aliases) if style.aliases else None,
        element("basedOn", val=style.based_on) if style.based_on else None,
        element("next", val=style.next) if style.next else None,
    )


def _paragraph(style: Style) -> Element | None:
    """How a paragraph of a style stands; the order of the elements is the schema's."""
    shape, is_body = style.shape, style.id is Name.BODY
    return group(
        "pPr",
        [
            element("keepNext") if shape.keep_next else None,
            element("keepLines") if shape.keep_next else None,
            # A page has 22 lines also where a paragraph leaves one behind.
            element("widowControl", val="0") if is_body else None,
            _line_above() if shape.line_above else None,
            _tabs(shape) if shape.tabs else None,
            # Without room between figures and characters every line has 28 of them.
            element("autoSpaceDE", val="0") if is_body else None,
            element("autoSpaceDN", val="0") if is_body else None,
            # LibreOffice gives a character that is wider than a cell of the grid two of them.
            element("snapToGrid", val="0") if is_body else None,
            _spacing(shape),
            _indents(shape),
            element("contextualSpacing") if shape.together else None,
            element("jc", val=shape.align) if shape.align else None,
            element("outlineLvl", val=shape.outline) if shape.outline is not None else None,
        ],
    )


def _line_above() -> Element:
    return element("pBdr", element("top", **{**_BORDER, "space": 4}))


def _tabs(shape: Shape) -> Element:
    return element("tabs", *(element("tab", val="left", pos=place) for place in shape.tabs))


def _spacing(shape: Shape) -> Element | None:
    if (shape.before, shape.after, shape.line) == (None, None, None):
        return None
    line, rule = shape.line, "exact"
    if line == 0:
        line, rule = 240, "auto"
    return element(
        "spacing",
        before=shape.before,
        after=shape.after,
        line=line,
        lineRule=rule if line is not None else None,
    )


def _indents(shape: Shape) -> Element | None:
    if (shape.first, shape.left, shape.right) == (None, None, None):
        return None
    first = shape.first
    return element(
        "ind",
        left=shape.left,
        right=shape.right,
        firstLineChars=None if first is None else first * 100,
        firstLine=None if first is None else round(first * CHARACTER_PITCH * POINT),
    )


def _letters(face: Face) -> list[Element]:
    name = face.font.name if face.font else None
    size = round(face.points * 2) if face.points else None
    return _present(
        element("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name) if name else None,
        element("b") if face.bold else None,
        element("color", val=face.color) if face.color else None,
        element("spacing", val=_spread(face.points)) if face.points else None,
        element("sz", val=size) if size else None,
        element("szCs", val=size) if size else None,
    )


def _spread(points: float) -> int:
    """How much farther apart than their font has them characters of that size stand, in twips.

    Those of the text stand a little closer, for 28 to fit in a line whatever a program makes of the
    grid; justified, they fill it.
    """
    return CLOSER if points == BODY_POINTS else 0


def _present(*found: Element | None) -> list[Element]:
    return [each for each in found if each is not None]


def _plain(sort: str, id_: str, name: str) -> Element:
    hidden = (element("uiPriority", val=99), element("semiHidden"), element("unhideWhenUsed"))
    return element("style", element("name", val=name), *hidden, type=sort, default=1, styleId=id_)


def _plain_table() -> Element:
    """The style that Word takes every table to be based on."""
    made = _plain("table", "TableNormal", "Normal Table")
    made.append(element("tblPr", element("tblInd", w=0, type="dxa"), _margins()))
    return made


def _bordered_table() -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = element("tblBorders", *(element(side, **_BORDER) for side in sides))
    return element(
        "style",
        element("name", val="公文表格"),
        element("basedOn", val="TableNormal"),
        element("qFormat"),
        element("tblPr", borders, _margins()),
        element("tcPr", element("vAlign", val="center")),
        type="table",
        customStyle=1,
        styleId=Name.TABLE,
    )


def _margins() -> Element:
    sides = _CELL_MARGINS.items()
    return element("tblCellMar", *(element(side, w=w, type="dxa") for side, w in sides))
