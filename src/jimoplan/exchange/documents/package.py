"""What .docx, .xlsx and .ods have in common: a zip of XML parts, opened within limits."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import NamedTuple
from xml.parsers import expat  # a DOCTYPE is refused, so that no entity is ever expanded

from jimoplan.errors import JimoplanError

MOST_CELLS = 1_000_000

_MOST_PARTS = 10_000
_MOST_BYTES = 256 * 1024 * 1024
_MOST_TIMES = 250
_SMALL = 32 * 1024 * 1024
"""Up to so many bytes, how much smaller they were in the file is no matter."""
_MOST_ELEMENTS = 2_000_000
_MOST_DEPTH = 120
_MOST_CHARACTERS = 64 * 1024 * 1024
_MOST_DIGITS = 9
_IS_ENCRYPTED = 0x1

_NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "type",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing": "xdr",
    "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing": "xdr",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    **{
        f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0": prefix
        for name, prefix in {
            **{name: name for name in ("office", "table", "text", "style")},
            "drawing": "draw",
            "svg-compatible": "svg",
        }.items()
    },
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
}
"""The prefixes by which names are told here, whatever the document calls them."""

TEXT = "#text"
"""What a piece of text is called that stands between the elements of a paragraph."""
_MIXED = frozenset({"text:p", "text:h", "text:span", "text:a", "text:ruby-base", "text:meta"})
"""The elements of which text and elements stand side by side."""

_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    OverflowError,
    MemoryError,
)
"""What the standard library raises over a broken zip."""


class Node:
    """An element: its name with a prefix from the table above, attributes, children.

    `text` is what stands in it where it has no children. Between elements nothing stands but in the
    paragraphs of OpenDocument, whose pieces of text are children called `#text`.
    """

    __slots__ = ("attributes", "children", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node] = []
        self.text = ""

    def get(self, name: str) -> str | None:
        """The value of an attribute; None where there is none."""
        return self.attributes.get(name)

    def find(self, *path: str) -> "Node | None":
        """The first child of that name, its first child of the next name, and so on."""
        found = self
        for tag in path:
            below = next((node for node in found.children if node.tag == tag), None)
            if below is None:
                return None
            found = below
        return found

    def all(self, tag: str) -> "Iterator[Node]":
        """The children of that name."""
        return (node for node in self.children if node.tag == tag)

    def walk(self) -> "Iterator[Node]":
        """The element and all below it, in the order of the document."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def value(self, *path: str) -> str | None:
        """The attribute `w:val` of what is found there."""
        found = self.find(*path)
        return None if found is None else found.get("w:val")

    def is_on(self, *path: str) -> bool:
        """Whether the switch that is found there is on: a switch without a value is."""
        found = self.find(*path)
        return found is not None and found.get("w:val") not in {"0", "false", "off"}


class Relation(NamedTuple):
    """What a part refers to: the last word of its type, and the part, None where it is outside."""

    kind: str
    part: str | None


def is_outside(relation: Node) -> bool:
    """Whether what is referred to lies outside of the package."""
    return (relation.get("TargetMode") or "").strip().lower() == "external"


class Package:
    """A zip of XML parts; raises JimoplanError over one that is broken, locked or too big."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except _UNREADABLE as error:
            raise damaged(name) from error
        self._check(entries, len(data))
        self.parts = frozenset(entry.filename for entry in entries)
        self._cells = self._characters = 0

    def _check(self, entries: list[zipfile.ZipInfo], packed: int) -> None:
        size = sum(entry.file_size for entry in entries)
        if len(entries) > _MOST_PARTS:
            raise too_big(self.name, f"里面有 {len(entries)} 个部件,超过 {_MOST_PARTS} 个")
        if size > _MOST_BYTES or (size > _SMALL and size > packed * _MOST_TIMES):
            words = f"解开后有 {size // 1024 // 1024} MiB,疑似压缩炸弹"
            raise too_big(self.name, words)
        if any(entry.flag_bits & _IS_ENCRYPTED for entry in entries):
            raise locked(self.name)

    def count(self, text: str, cells: int = 0, times: int = 1) -> None:
        """Count what was read of it: a few bytes may tell of the same text again and again.

        The text was read that many times.

        Raises JimoplanError where it is more than anybody writes.
        """
        self._cells += cells
        self._characters += len(text) * times
        if self._cells > MOST_CELLS:
            raise too_big(self.name, f"超过 {MOST_CELLS // 10_000} 万格")
        if self._characters > _MOST_CHARACTERS:
            raise too_big(self.name, "文字太多")

    def read(self, part: str) -> bytes:
        """The bytes of a part, empty where there is none; never more than the zip declares."""
        if part not in self.parts:
            return b""
        try:
            return self._zip.read(part)
        except _UNREADABLE as error:
            raise damaged(self.name) from error

    def xml(self, part: str) -> Node | None:
        """The root element of a part; None where there is no such part."""
        data = self.read(part)
        return parse(self.name, data) if data else None

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part refers to, by its keys; the package itself is the part ''."""
        folder, _, file = part.rpartition("/")
        root = self.xml(join(folder, "_rels", f"{file}.rels"))
        found = {}
        for node in root.all("rel:Relationship") if root else ():
            target = node.get("Target") or ""
            whole = normpath(join("/", dirname(part), target)).lstrip("/")
            kind = (node.get("Type") or "").rpartition("/")[2]
            found[node.get("Id") or ""] = Relation(kind, None if is_outside(node) else whole)
        return found

    def main_part(self) -> str | None:
        """The part that the package is about; None where it says none."""
        relations = self.relations("").values()
        return next((found.part for found in relations if found.kind == "officeDocument"), None)

    def content_type(self, part: str) -> str:
        """What a part says it is; empty where it says nothing."""
        root = self.xml("[Content_Types].xml")
        for node in root.children if root else ():
            if node.get("PartName") == f"/{part}":
                return node.get("ContentType") or ""
        return ""


class _Builder:
    """Builds the elements of a part, and refuses what no program writes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._names: dict[str, str] = {}
        self._open = [Node("", {})]
        self._text: list[str] = []
        self._count = 0

    @property
    def root(self) -> Node | None:
        return self._open[0].children[0] if self._open[0].children else None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > _MOST_ELEMENTS or len(self._open) > _MOST_DEPTH:
            what = "内容太多" if self._count > _MOST_ELEMENTS else "内容嵌套得太深"
            raise too_big(self._name, what)
        node = Node(
            self._short(name), {self._short(key): value for key, value in attributes.items()}
        )
        self._keep_piece()
        self._open[-1].children.append(node)
        self._open.append(node)

    def end(self, _name: str) -> None:
        if self._open[-1].children:
            self._keep_piece()
        node = self._open.pop()
        if not node.children:
            node.text = "".join(self._text)
        self._text.clear()

    def _keep_piece(self) -> None:
        """Keep the text before an element, where it says something."""
        above = self._open[-1]
        if self._text and above.tag in _MIXED:
            piece = Node(TEXT, {})
            piece.text = "".join(self._text)
            above.children.append(piece)
        self._text.clear()

    def data(self, text: str) -> None:
        self._text.append(text)

    def doctype(self, *_declared: object) -> None:
        raise JimoplanError(
            f"{self._name} 里有文档类型声明(DOCTYPE),办公软件不会这样写,疑似恶意文件",
            "向发来文件的人核实;确实要用的,打开后另存为一份新的再试",
        )

    def _short(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            namespace, _, local = name.rpartition(" ")
            known = f"{_NAMESPACES.get(namespace, '?')}:{local}" if namespace else local
            self._names[name] = known
        return known


def parse(name: str, data: bytes) -> Node:
    """The root element of XML; raises JimoplanError over broken XML, a DOCTYPE, too much of it."""
    builder = _Builder(name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = builder.doctype
    try:
        parser.Parse(data, True)  # noqa: FBT003 - it takes no name for it
    except (expat.ExpatError, *_UNREADABLE) as error:
        raise damaged(name) from error
    if builder.root is None:
        raise damaged(name)
    return builder.root


def whole(written: str | None, otherwise: int) -> int:
    """The whole number written in an attribute, or what stands for one that is none."""
    try:
        return int((written or "")[:_MOST_DIGITS])
    except ValueError:
        return otherwise


def damaged(name: str) -> JimoplanError:
    """A file that cannot be read to its end."""
    return JimoplanError(
        f"{name} 疑似已损坏,读不完整", "用 WPS 或 Office 打开看是否正常,另存为一份新的再试"
    )


def too_big(name: str, words: str) -> JimoplanError:
    """A file with more in it than is read."""
    return JimoplanError(f"{name} {words}", "一份计划或填报表远用不了这么多;检查是否选错了文件")


def locked(name: str) -> JimoplanError:
    """A file that a password keeps shut."""
    return JimoplanError(f"{name} 有密码,读不了", "打开后去掉密码,另存为一份新的再试")
