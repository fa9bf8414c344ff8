"""An empty document: its styles, fonts and settings, before anything is written into it."""

from datetime import date
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.oxml import serialize_part_xml

from jimoplan.exchange.word.elements import Element, element
from jimoplan.exchange.word.fonts import FONTS, Font
from jimoplan.exchange.word.styles import style_sheet
from jimoplan.exchange.word.text import visible

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_MICROSOFT = "http://schemas.microsoft.com/office/word"
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The day that every file in the package bears, for the same report to give the same bytes."""


class Properties(NamedTuple):
    """What a document says of itself: its title, its day, and `remarks` that are not printed."""

    title: str
    day: date
    remarks: str = ""


def blank_package(properties: Properties) -> bytes:
    """The package of an empty document."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "word/document.xml": _part(element("document", element("body", element("sectPr")))),
        "word/_rels/document.xml.rels": _relations(
            *((f"{_OFFICE}/{name}", f"{name}.xml") for name in ("styles", "settings", "fontTable"))
        ),
        "word/styles.xml": _part(style_sheet()),
        "word/settings.xml": _part(_settings()),
        "word/fontTable.xml": _part(element("fonts", *map(_font, FONTS))),
        "docProps/core.xml": _core(properties).encode(),
    }
    return pack(parts)


def pack(parts: dict[str, bytes]) -> bytes:
    """A zip of those files: the same bytes for the same content, whenever it is made."""
    data = BytesIO()
    with ZipFile(data, "w") as package:
        for name, content in parts.items():
            entry = ZipInfo(name, _OLDEST)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            package.writestr(entry, content)
    return data.getvalue()


def repack(data: bytes) -> bytes:
    """A package with every file of the same day."""
    with ZipFile(BytesIO(data)) as package:
        return pack({entry.filename: package.read(entry) for entry in package.infolist()})


def _part(root: Element) -> bytes:
    return bytes(serialize_part_xml(root))


def _content_types() -> bytes:
    kinds = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "/docProps/core.xml": _CORE,
    }
    told = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    usual = f'<Default Extension="rels" ContentType="{relations}"/>'
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{usual}{told}</Types>'.encode()


def _relations(*found: tuple[str, str]) -> bytes:
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{sort}" Target="{target}"/>'
        for number, (sort, target) in enumerate(found, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'.encode()


def _settings() -> Element:
    """The settings by which Word lays a document out as it was meant."""
    return element(
        "settings",
        element("zoom", percent=100),
        element("defaultTabStop", val=420),
        element("evenAndOddHeaders"),
        element("characterSpacingControl", val="doNotCompress"),
        element(
            "compat",
            # A line that ends before the paragraph does is not drawn apart to the full width.
            element("doNotExpandShiftReturn"),
            element("useFELayout"),
            _compat_setting("compatibilityMode", 15),
            _compat_setting("overrideTableStyleFontSizeAndJustification", 1),
        ),
        element("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )


def _compat_setting(name: str, value: int) -> Element:
    return element(
        "compatSetting", name=name, uri="http://schemas.microsoft.com/office/word", val=value
    )


def _font(font: Font) -> Element:
    return element(
        "font",
        element("altName", val=",".join(font.others)),
        element("panose1", val=font.panose),
        element("charset", val="86"),
        element("family", val=font.family),
        element("pitch", val=font.pitch),
        name=font.name,
    )


def _core(properties: Properties) -> str:
    day = f"{properties.day.isoformat()}T00:00:00Z"
    stamps = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    remarks = escape(visible(properties.remarks))
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(visible(properties.title))}</dc:title>"
        f"{f'<dc:description>{remarks}</dc:description>' if remarks else ''}"
        f"<dc:language>zh-CN</dc:language>{stamps}</cp:coreProperties>"
    )
