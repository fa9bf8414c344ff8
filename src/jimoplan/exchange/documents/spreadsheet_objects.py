"""What a sheet of a .xlsx has beside its cells: pictures, charts, comments, page headers."""

import re
from collections.abc import Iterator

from jimoplan.exchange.documents.package import Node, Package, whole
from jimoplan.exchange.documents.spreadsheet_values import read_text

_ROW = re.compile(r"[0-9]+$")
_MARK = re.compile(r"&(?:[LCRPNDTAFZGKBIUSXYEOH]|\"[^\"]*\"|[0-9]+|K[0-9A-F]{6})")
_KINDS = {
    "pic:pic": "图片",
    "xdr:pic": "图片",
    "c:chart": "图表",
    "dgm:relIds": "图示",
    "xdr:sp": "图形",
}
_ANCHORS = frozenset({"xdr:twoCellAnchor", "xdr:oneCellAnchor", "xdr:absoluteAnchor"})


def find_objects(package: Package, part: str, root: Node) -> Iterator[tuple[str, str, str]]:
    """Where on the sheet it stands, its words, and what it is."""
    for relation in package.relations(part).values():
        if relation.part is None:
            continue
        if relation.kind == "drawing":
            yield from _drawn(package.xml(relation.part))
        elif relation.kind == "comments":
            yield from _comments(package.xml(relation.part))
        elif relation.kind in {"oleObject", "package"}:
            yield "", relation.part.rpartition("/")[2], "嵌入对象"
    margins = root.find("x:headerFooter")
    for node in margins.children if margins else ():
        if words := _MARK.sub("", node.text).strip():
            yield "", words, "页眉页脚"


def _drawn(root: Node | None) -> Iterator[tuple[str, str, str]]:
    for anchor in root.children if root else ():
        if anchor.tag not in _ANCHORS:
            continue
        row = anchor.find("xdr:from", "xdr:row")
        place = f"第 {whole(row.text, 0) + 1} 行" if row else ""
        inner = [*anchor.walk()]
        words = "".join(node.text for node in inner if node.tag == "a:t")
        titles = (node for node in inner if node.tag == "xdr:cNvPr")
        title = next((node.get("descr") or node.get("name") or "" for node in titles), "")
        kinds = dict.fromkeys(_KINDS[node.tag] for node in inner if node.tag in _KINDS)
        for kind in kinds or ("图形",):
            yield place, words or title, "文本框" if kind == "图形" and words else kind


def _comments(root: Node | None) -> Iterator[tuple[str, str, str]]:
    listed = root.find("x:commentList") if root else None
    for node in listed.children if listed else ():
        row = _ROW.search(node.get("ref") or "")
        text = node.find("x:text")
        place = f"第 {row[0]} 行" if row else ""
        yield place, read_text(text) if text else "", "批注"
