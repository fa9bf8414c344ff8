"""One way in for every document: its reader is found by its name and by what is in it."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from jimoplan.core.importing.blocks import Source
from jimoplan.core.text.reading.load import garbage_collection_off
from jimoplan.errors import JimoplanError, UsageError
from jimoplan.exchange.documents.comma_separated import read_comma_separated
from jimoplan.exchange.documents.open_spreadsheet import read_open_spreadsheet
from jimoplan.exchange.documents.package import Package, locked, too_big
from jimoplan.exchange.documents.plain_text import read_markdown, read_plain_text
from jimoplan.exchange.documents.spreadsheet import read_spreadsheet
from jimoplan.exchange.documents.word import read_word

STANDARD_INPUT = "-"

_MOST_BYTES = 64 * 1024 * 1024
_SAVE_DOCUMENT = "用 WPS 或 Word 打开,另存为 .docx 再试"
_SAVE_TABLE = "用 WPS 或 Excel 打开,另存为 .xlsx 再试"
_SAVE_SLIDES = "把文字复制到文档里,另存为 .docx 再试"
_SAVE_PAGES = "向发文单位要 .docx,或用 WPS 转换为 .docx、核对后再试"
_SAVE_PICTURE = "用 WPS 识别文字、核对后另存为 .docx 再试"
_UNPACK = "解压后用里面的文件再试"
_SAVE_ANY = "另存为 .docx、.xlsx、.ods、.csv 或 UTF-8 编码的 .txt 再试"

_READERS: Mapping[str, Callable[[str, bytes], Source]] = {
    ".docx": read_word,
    ".xlsx": read_spreadsheet,
    ".ods": read_open_spreadsheet,
    ".csv": read_comma_separated,
    ".tsv": read_comma_separated,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_plain_text,
    ".text": read_plain_text,
}
_PACKAGES = frozenset({".docx", ".xlsx", ".ods"})


class _Refused(NamedTuple):
    """A kind of file that is not read: what it is called, and the way out."""

    what: str
    remedy: str

    @property
    def shown(self) -> str:
        """What it is called, behind a Chinese word."""
        return f" {self.what}" if self.what[0].isascii() else self.what


_DOCM = _Refused("带宏的文档", _SAVE_DOCUMENT)
_XLSM = _Refused("带宏的表格", _SAVE_TABLE)
_SLIDES = _Refused("演示文稿", _SAVE_SLIDES)
_OPEN_DOCUMENT = _Refused("OpenDocument 文档", _SAVE_DOCUMENT)
_RICH = _Refused("RTF 文档", _SAVE_DOCUMENT)
_PDF = _Refused("PDF 版式文件", _SAVE_PAGES)
_OFD = _Refused("OFD 版式文件", _SAVE_PAGES)
_PICTURE = _Refused("图片", _SAVE_PICTURE)
_ARCHIVE = _Refused("压缩包", _UNPACK)
_OLD = _Refused(
    "旧版办公文件(.doc、.xls、.wps、.et 一类)", "用 WPS 或 Office 打开,另存为 .docx 或 .xlsx 再试"
)

_REFUSED_ENDINGS: Mapping[str, _Refused] = {
    ".doc": _Refused("旧版 Word 文档", _SAVE_DOCUMENT),
    ".wps": _Refused("WPS 文字文档", _SAVE_DOCUMENT),
    ".xls": _Refused("旧版 Excel 表格", _SAVE_TABLE),
    ".et": _Refused("WPS 表格", _SAVE_TABLE),
    ".dot": _Refused("Word 模板", _SAVE_DOCUMENT),
    ".dotx": _Refused("Word 模板", _SAVE_DOCUMENT),
    ".wpt": _Refused("WPS 模板", _SAVE_DOCUMENT),
    ".xltx": _Refused("Excel 模板", _SAVE_TABLE),
    ".xlsb": _Refused("二进制的 Excel 表格", _SAVE_TABLE),
    ".docm": _DOCM,
    ".xlsm": _XLSM,
    **dict.fromkeys((".ppt", ".pptx", ".pptm", ".dps", ".odp"), _SLIDES),
    ".odt": _OPEN_DOCUMENT,
    ".rtf": _RICH,
    ".pdf": _PDF,
    ".ofd": _OFD,
    **dict.fromkeys((".htm", ".html", ".mht", ".mhtml"), _Refused("网页", _SAVE_DOCUMENT)),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic"), _PICTURE
    ),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar", ".tgz"), _ARCHIVE),
}

_BEGINNINGS: tuple[tuple[bytes, _Refused], ...] = (
    (b"%PDF-", _PDF),
    (b"{\\rtf", _RICH),
    (b"\x89PNG\r\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_MAIN_TYPES: tuple[tuple[str, str | _Refused], ...] = (
    ("ms-word.document.macroEnabled", _DOCM),
    ("ms-excel.sheet.macroEnabled", _XLSM),
    ("ms-excel.sheet.binary", _REFUSED_ENDINGS[".xlsb"]),
    ("wordprocessingml", ".docx"),
    ("spreadsheetml", ".xlsx"),
    ("presentationml", _SLIDES),
)
"""What a package is by the type of its main part."""
_PARTS: tuple[tuple[str, str | _Refused], ...] = (
    ("word/document.xml", ".docx"),
    ("xl/workbook.xml", ".xlsx"),
    ("OFD.xml", _OFD),
)
"""What it is by a part that it has."""
_MODULE = re.compile(r"xl/vbaProject\.bin$|Scripts/|Basic/.*/(?!script-l|dialog-l)[^/]+\.xml$")
"""The parts of a table that hold macros, whatever it says it is."""
_MIME_TYPES: tuple[tuple[bytes, str | _Refused], ...] = (
    (b"application/vnd.oasis.opendocument.text", _OPEN_DOCUMENT),
    (b"application/vnd.oasis.opendocument.spreadsheet", ".ods"),
    (b"application/vnd.oasis.opendocument", _SLIDES),
)


def read_document(name: str, data: bytes) -> Source:
    """What a document says, by the reader for the ending of its name; `-` is standard input.

    Raises UsageError for a kind of document that is not read and for a name that belies what is in
    it, JimoplanError for a document that is broken, locked or too big.
    """
    shown = "标准输入" if name == STANDARD_INPUT else name
    if len(data) > _MOST_BYTES:
        size = f"有 {len(data) // 1024 // 1024} MiB,超过 {_MOST_BYTES // 1024 // 1024} MiB"
        raise too_big(shown, size)
    ending = _ending(name)
    held = _look_inside(shown, data)
    if isinstance(held, str) and ending and (held in _PACKAGES or ending in _PACKAGES):
        _check_name(shown, ending, held, data)
    if held in {".txt", _OLD} and ending in _REFUSED_ENDINGS:
        held = _REFUSED_ENDINGS[ending]
    if isinstance(held, _Refused):
        raise UsageError(f"{shown} 是{held.shown},不能直接读", held.remedy)
    if ending and ending not in _READERS:
        raise UsageError(f"{shown} 的后缀 {ending} 不在能读的之列", _SAVE_ANY)
    with garbage_collection_off():
        return _READERS[ending or held](shown, data)


def _ending(name: str) -> str:
    """The ending of a file's name in small letters; empty where it has none."""
    stem, point, ending = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    return f".{ending.lower()}" if point and stem else ""


def _check_name(name: str, ending: str, held: str, data: bytes) -> None:
    """Raises UsageError where one of the two is a package and the other is not the same."""
    if ending == held:
        return
    if held in _PACKAGES:
        message = f"{name} 的后缀是 {ending},里面却是 {held}"
        raise UsageError(message, f"把文件名的后缀改成 {held} 再试")
    if not data:
        raise JimoplanError(f"{name} 是空文件", "检查是否选错了文件")
    raise UsageError(f"{name} 的后缀是 {ending},里面却不是", f"打开后另存为一份新的 {ending} 再试")


def _look_inside(name: str, data: bytes) -> str | _Refused:
    """The ending that fits what is in a file, `.txt` for any text; raises JimoplanError."""
    for beginning, refused in _BEGINNINGS:
        if data.startswith(beginning):
            return refused
    if data.startswith(_COMPOUND):
        if _ENCRYPTED in data:
            raise locked(name)
        return _OLD
    return _look_in_package(name, data) if data.startswith(_ZIP) else ".txt"


def _look_in_package(name: str, data: bytes) -> str | _Refused:
    package = Package(name, data)
    if any(_MODULE.match(part) for part in package.parts):
        return _XLSM
    kind = package.content_type(package.main_part() or "")
    for words, meant in _MAIN_TYPES:
        if words in kind:
            return meant
    for part, meant in _PARTS:
        if part in package.parts:
            return meant
    mime = package.read("mimetype")
    return next(
        (refused for beginning, refused in _MIME_TYPES if mime.startswith(beginning)), _ARCHIVE
    )
