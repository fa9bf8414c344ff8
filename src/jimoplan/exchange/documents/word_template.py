"""Whether a .docx may serve as a template: nothing in it reaches out of it or runs."""

import re
from collections.abc import Iterator
from posixpath import basename, dirname, join, normpath

from jimoplan.errors import JimoplanError, UsageError
from jimoplan.exchange.documents.package import Node, Package, damaged, is_outside, too_big

MOST_BYTES = 16 * 1024 * 1024
"""Bytes that a .docx template may have."""

_PLAIN = "wordprocessingml.document.main+xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_KINDS = {
    "ms-word.document.macroEnabled": "带宏的文档",
    "ms-word.template.macroEnabled": "带宏的 Word 模板",
    "wordprocessingml.template": " Word 模板(.dotx)",
}
_HARMLESS_OUTSIDE = {
    "hyperlink": frozenset({"w:hyperlink", "a:hlinkClick", "a:hlinkHover"}),
    "attachedTemplate": frozenset({"w:attachedTemplate"}),
}
"""What may lie outside, and the elements that may refer to it: links that people follow, and the
document's own template, which is left out of what is made of it."""
_TEXTS = frozenset({"officeDocument", "header", "footer", "footnotes", "endnotes", "comments"})
"""The relations to parts that are read as XML, whatever these call themselves."""
_REFUSED = {
    "vbaProject": "宏",
    "oleObject": "嵌入的对象",
    "control": "控件",
    "aFChunk": "嵌入的另一个文档",
    "subDocument": "子文档",
}
_INSTRUCTIONS = frozenset({"w:instrText", "w:delInstrText"})
_FETCHING = re.compile(
    r"\b(DDE|DDEAUTO|IMPORT|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|LINK)\b", re.IGNORECASE
)
_OPENING_TAG = re.compile(r"\{[{%#]")
_SAVE = "用 WPS 或 Word 打开,去掉它,另存为 .docx"


def check_word_template(name: str, data: bytes) -> None:
    """Raises UsageError for what is no plain .docx, JimoplanError for what is broken or unsafe."""
    if len(data) > MOST_BYTES:
        raise too_big(name, f"超过 {MOST_BYTES // 1024 // 1024} MiB")
    package = Package(name, data)
    main = package.main_part()
    kind = package.content_type(main or "")
    if main is None or main not in package.parts or not kind.endswith(_PLAIN):
        held = next((words for sign, words in _KINDS.items() if sign in kind), None)
        raise UsageError(
            f"模板 {name} {f'是{held}' if held else '里面不是 .docx'},不能用",
            "用 WPS 或 Word 打开,另存为 .docx",
        )
    check_filled(name, data)


def check_filled(name: str, data: bytes) -> None:
    """Raises JimoplanError for a document that is broken or reaches out of itself.

    What is made of a template is checked as the template is: its tags may have put together what
    did not show in it.
    """
    package = Package(name, data)
    for part in sorted(_read_as_xml(package)):
        root = package.xml(part)
        if root is None:
            raise damaged(name)
        for relation in root.all("rel:Relationship"):
            _check_relation(name, relation)
        _check_references(name, root, _relations(package, part))
        _check_fields(name, root)


def _read_as_xml(package: Package) -> set[str]:
    """The parts that some program takes for XML: by name, by declared type, or by relation."""
    types = package.xml("[Content_Types].xml")
    declared = [node for node in types.children if _is_xml_type(node)] if types else []
    names = {(node.get("PartName") or "").lower().lstrip("/") for node in declared}
    endings = {f".{(node.get('Extension') or '').lower()}" for node in declared} - {"."}
    endings |= {".xml", ".rels"}
    referred = {
        normpath(join("/", dirname(part), relation.get("Target") or "")).lstrip("/").lower()
        for part in package.parts
        for relation in _relations(package, part)
        if _kind(relation) in _TEXTS
    }
    return {
        part
        for part in package.parts
        if part.lower() in names | referred or part.lower().endswith(tuple(endings))
    }


def _is_xml_type(node: Node) -> bool:
    """Whether an entry in the list of types is about XML."""
    return (node.get("ContentType") or "").partition(";")[0].strip().lower().endswith("xml")


def _relations(package: Package, part: str) -> Iterator[Node]:
    """What a part refers to."""
    root = package.xml(join(dirname(part), "_rels", f"{basename(part)}.rels"))
    return root.all("rel:Relationship") if root else iter(())


def _kind(relation: Node) -> str:
    return (relation.get("Type") or "").rpartition("/")[2]


def _check_relation(name: str, relation: Node) -> None:
    """Raises JimoplanError over what may not be in a template, or not lie outside of it."""
    if (relation.get("Type") or "").startswith(_STRICT):
        raise UsageError(
            f"模板 {name} 是“Strict Open XML”文档,不能用",
            "用 WPS 或 Word 打开,另存为一般的 .docx",
        )
    kind = _kind(relation)
    if kind in _REFUSED:
        raise JimoplanError(f"模板 {name} 里有{_REFUSED[kind]},不予使用", _SAVE)
    if is_outside(relation) and kind not in _HARMLESS_OUTSIDE:
        raise _reaches_out(name, kind)


def _check_references(name: str, root: Node, relations: Iterator[Node]) -> None:
    """Raises JimoplanError where what is harmless as a link is fetched, as a picture is."""
    outside = {each.get("Id"): _kind(each) for each in relations if is_outside(each)}
    if not outside:
        return
    for node in root.walk():
        for value in node.attributes.values():
            if value in outside and node.tag not in _HARMLESS_OUTSIDE.get(outside[value], ()):
                raise _reaches_out(name, node.tag)


def _check_fields(name: str, root: Node) -> None:
    """Raises JimoplanError for fields that fetch, and those that a tag could make fetch."""
    if any(node.children for node in root.walk() if node.tag in _INSTRUCTIONS):
        raise damaged(name)
    written = "".join(_instruction(node) for node in root.walk())
    if field := _FETCHING.search(written):
        raise JimoplanError(f"模板 {name} 里有从外面取内容的域({field[0]}),不予使用", _SAVE)
    if _OPENING_TAG.search(written):
        raise JimoplanError(
            f"模板 {name} 的域代码里有模板标签,不予使用",
            "用 WPS 或 Word 打开,按 Alt+F9 显示域代码,把 {{ … }}、{% … %} 移到域外面的正文里",
        )


def _instruction(node: Node) -> str:
    """What an element tells the word processor to do as a field."""
    told = node.text if node.tag in _INSTRUCTIONS else ""
    return told + (node.get("w:instr") or "")


def _reaches_out(name: str, what: str) -> JimoplanError:
    return JimoplanError(f"模板 {name} 引用了文档外面的内容({what}),不予使用", _SAVE)
