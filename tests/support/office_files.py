"""Documents of office programs made by hand: a zip of XML, as small as such a document can be."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": f"{_OFFICE}/relationships",
        "m": f"{_OFFICE}/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def zip_up(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of the parts."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return written.getvalue()


def unzip(data: bytes) -> dict[str, bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def make_docx(body: str, **parts: str) -> bytes:
    """A .docx of the XML of its body; of other parts by their kind (styles, numbering, ...)."""
    return zip_up(
        {
            "[Content_Types].xml": _content_types(parts),
            "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
            "word/_rels/document.xml.rels": _relations({kind: f"{kind}.xml" for kind in parts}),
            "word/document.xml": _root("document", f"<w:body>{body}</w:body>"),
            **{f"word/{kind}.xml": _root(kind, part) for kind, part in parts.items()},
        }
    )


def _root(kind: str, inner: str) -> str:
    tag = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
    return f"{_HEAD}<w:{tag} {_NAMES}>{inner}</w:{tag}>"


def _content_types(parts: Mapping[str, str]) -> str:
    kinds = {"document": "document.main", **{part: part for part in parts}}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Mapping[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{rows}</Relationships>'


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def numbered(text: str, key: int = 1, level: int = 0) -> str:
    """A paragraph with an automatic number."""
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'
    return paragraph(run(text), properties=properties)


def cell(text: str, properties: str = "") -> str:
    """A cell with a paragraph for each line."""
    lines = "".join(paragraph(run(line)) for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{lines}</w:tc>"


def table(*rows: str, columns: int = 2) -> str:
    """A table of rows."""
    grid = '<w:gridCol w:w="2000"/>' * columns
    inner = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl>"


def list_level(index: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list of automatic numbers."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def make_list(*levels: str, key: int = 1, more: str = "") -> str:
    """An abstract list and the one list made of it."""
    return (
        f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/>{more}</w:num>'
    )


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def make_xlsx(rows: str, *, before: str = "", after: str = "", **others: str) -> bytes:
    """A .xlsx of one sheet by the XML of its rows, what stands around them, and of other parts."""
    roots = {"styles": "styleSheet", "sharedStrings": "sst"}
    data = f"{before}<sheetData>{rows}</sheetData>{after}"
    targets = {"worksheet": "sheet1.xml"} | {kind: f"{kind}.xml" for kind in others}
    return zip_up(
        {
            "[Content_Types].xml": (
                f'{_HEAD}<Types xmlns="{_TYPES}"><Override PartName="/xl/workbook.xml" '
                f'ContentType="{_SHEET}.sheet.main+xml"/></Types>'
            ),
            "_rels/.rels": _relations({"officeDocument": "xl/workbook.xml"}),
            "xl/_rels/workbook.xml.rels": _relations(targets),
            "xl/workbook.xml": _table_root(
                "workbook", '<sheets><sheet name="任务" sheetId="1" r:id="rId1"/></sheets>'
            ),
            "xl/sheet1.xml": _table_root("worksheet", data),
            **{f"xl/{kind}.xml": _table_root(roots[kind], inner) for kind, inner in others.items()},
        }
    )


def _table_root(tag: str, inner: str) -> str:
    names = f'xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships"'
    return f"{_HEAD}<{tag} {names}>{inner}</{tag}>"


_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_OPEN_NAMES = " ".join(
    f'xmlns:{prefix}="{_OPEN}:{name}:1.0"'
    for prefix, name in {
        **{name: name for name in ("office", "table", "text", "style")},
        "draw": "drawing",
        "svg": "svg-compatible",
    }.items()
)
OPEN_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def make_ods(rows: str, *, styles: str = "", sheet: str = "", **others: str | bytes) -> bytes:
    """A .ods of one sheet by the XML of its rows, more attributes of it, styles, other parts."""
    content = (
        f"{_HEAD}<office:document-content {_OPEN_NAMES} xmlns:calcext="
        '"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="任务" {sheet}>{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zip_up({"mimetype": OPEN_SPREADSHEET, "content.xml": content, **others})


def ods_row(*cells: str, more: str = "") -> str:
    """A row of a .ods."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def ods_cell(inner: str = "", more: str = 'office:value-type="string"') -> str:
    """A cell of a .ods by the XML of its paragraphs, or by its text alone."""
    paragraphs = inner if inner.startswith("<") or not inner else f"<text:p>{inner}</text:p>"
    return f"<table:table-cell {more}>{paragraphs}</table:table-cell>"
