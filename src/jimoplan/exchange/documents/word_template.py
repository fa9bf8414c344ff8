"""Whether a .docx may serve as a template: nothing in it reaches out of it or runs."""

import re

from jimoplan.errors import JimoplanError, UsageError
from jimoplan.exchange.documents.package import Node, Package, damaged, too_big

MOST_BYTES = 16 * 1024 * 1024
"""Bytes that a .docx template may have."""

_PLAIN = "wordprocessingml.document.main+xml"
_KINDS = {
    "ms-word.document.macroEnabled": "带宏的文档",
    "ms-word.template.macroEnabled": "带宏的 Word 模板",
    "wordprocessingml.template": " Word 模板(.dotx)",
}
_HARMLESS_OUTSIDE = frozenset({"hyperlink", "attachedTemplate"})
"""What may lie outside: links that people follow, and the document's own template, which is left
out of what is made of it."""
_REFUSED = {
    "vbaProject": "宏",
    "oleObject": "嵌入的对象",
    "control": "控件",
    "aFChunk": "嵌入的另一个文档",
    "subDocument": "子文档",
}
_FIELDS = frozenset({"w:instrText", "w:fldSimple"})
_FETCHING = re.compile(
    r"\b(DDE|DDEAUTO|IMPORT|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|LINK)\b", re.IGNORECASE
)
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
    for part in sorted(package.parts):
        if part.lower().endswith((".xml", ".rels")):
            _check_part(name, package.xml(part))


def _check_part(name: str, root: Node | None) -> None:
    """Raises JimoplanError over broken XML, a DOCTYPE, and what leads out of the document."""
    if root is None:
        raise damaged(name)
    for relation in root.all("rel:Relationship"):
        kind = (relation.get("Type") or "").rpartition("/")[2]
        if kind in _REFUSED:
            raise JimoplanError(f"模板 {name} 里有{_REFUSED[kind]},不予使用", _SAVE)
        if relation.get("TargetMode") == "External" and kind not in _HARMLESS_OUTSIDE:
            raise JimoplanError(f"模板 {name} 引用了文档外面的内容({kind}),不予使用", _SAVE)
    written = "".join(
        node.text or node.get("w:instr") or "" for node in root.walk() if node.tag in _FIELDS
    )
    if field := _FETCHING.search(written):
        raise JimoplanError(f"模板 {name} 里有从外面取内容的域({field[0]}),不予使用", _SAVE)
