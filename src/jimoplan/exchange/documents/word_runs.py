"""The text of a .docx paragraph as a reader sees it, and what stands in it that is no text."""

from collections.abc import Callable, Iterator, Mapping

from jimoplan.core.importing.blocks import LeftOut
from jimoplan.exchange.documents.package import Node
from jimoplan.exchange.documents.word_styles import Styles

PROPERTIES = frozenset(
    {
        *("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:tblPrEx", "w:trPr"),
        *("w:tcPr", "w:sectPr", "w:ffData", "w:instrText", "w:delInstrText", "w:delText"),
        *("w:rubyPr", "w:smartTagPr", "w:customXmlPr", "w:fldData"),
    }
)
"""Elements that hold no text of the document, whatever is in them."""

_BOXES = frozenset({"w:txbxContent"})
_EMBEDDED = {
    "pic:pic": "图片",
    "v:imagedata": "图片",
    "o:OLEObject": "嵌入对象",
    "c:chart": "图表",
    "dgm:relIds": "图示",
    "v:textpath": "艺术字",
}
_SYMBOLS = {
    0xB7: "•", 0x6C: "●", 0x6E: "■", 0x75: "◆", 0x76: "❖", 0xA7: "▪", 0xA8: "□", 0x6F: "□",
    0xD8: "➢", 0xFC: "✓", 0xFE: "☑", 0x52: "☑", 0xFB: "✗", 0xFD: "☒", 0xE0: "→", 0xE8: "➔",
}  # fmt: skip
_PRIVATE = range(0xE000, 0xF900)
_DELETED = "修订中删去的文字"


class Runs:
    """Reads paragraphs; `left_out` is what had no place in their text, `place` where it reads.

    `boxes` are the text boxes found since somebody last took them.
    """

    def __init__(self, styles: Styles, notes: Mapping[str, Mapping[str, str]]) -> None:
        self._styles = styles
        self._notes = notes
        self._told: set[tuple[str, str]] = set()
        self._fields: list[bool] = []
        self._left_out: list[LeftOut] = []
        self._boxes: list[Node] = []
        self.place = ""

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was left out so far, in the order of the document."""
        return tuple(self._left_out)

    def leave_out(self, words: str, why: str) -> None:
        """Keep the words as left out at the place that is being read."""
        self._left_out.append(LeftOut(self.place, words, why))

    def read(self, paragraph: Node) -> str:
        """The text of a paragraph; a field that it does not end is read as text again."""
        self._fields.clear()
        return self._inside(paragraph)

    def take_boxes(self) -> list[Node]:
        """The text boxes in what was read."""
        boxes, self._boxes = self._boxes, []
        return boxes

    def leave_out_rest(self) -> None:
        """Keep the notes and comments that no paragraph refers to as left out."""
        for kind, notes in self._notes.items():
            self.place = kind
            for key, words in notes.items():
                if words and (kind, key) not in self._told:
                    self.leave_out(words, kind)

    def _inside(self, node: Node) -> str:
        return "".join([self._piece(child) for child in node.children])

    def _piece(self, node: Node) -> str:
        read = _READERS.get(node.tag)
        if read is not None:
            return read(self, node)
        return "" if node.tag in PROPERTIES else self._inside(node)

    def _run(self, node: Node) -> str:
        text = self._inside(node)
        properties = node.find("w:rPr")
        if properties is None or not text:
            return text
        if properties.is_on("w:vanish"):
            self.leave_out(text, "隐藏的文字")
            return ""
        style = properties.value("w:rStyle")
        if style and self._styles.get(style).name.lower() == "placeholder text":
            self.leave_out(text, "内容控件里待填的提示")
            return ""
        return text

    def _text(self, node: Node) -> str:
        if any(self._fields):
            return ""
        return node.text if node.get("xml:space") == "preserve" else node.text.strip(" \t\r\n")

    def _deleted(self, node: Node) -> str:
        words = plain_text(node)
        if words:
            self.leave_out(words, _DELETED)
        return ""

    def _field(self, node: Node) -> str:
        match node.get("w:fldCharType"):
            case "begin":
                self._fields.append(True)
            case "separate" if self._fields:
                self._fields[-1] = False
            case "end" if self._fields:
                self._fields.pop()
        return ""

    def _symbol(self, node: Node) -> str:
        try:
            code = int(node.get("w:char") or "", 16)
        except ValueError:
            code = 0
        if 0x20 <= code < _PRIVATE.start:  # noqa: PLR2004 - below are controls
            return chr(code)
        if code in _PRIVATE and (sign := _SYMBOLS.get(code & 0xFF)):
            return sign
        self.leave_out(f"{node.get('w:font') or ''} {code:04X}".strip(), "只在某种字体里有的符号")
        return ""

    def _alternative(self, node: Node) -> str:
        chosen = choose(node)
        return self._inside(chosen) if chosen else ""

    def _drawing(self, node: Node) -> str:
        kinds: dict[str, str] = {}
        title = ""
        boxes = len(self._boxes)
        for found in seen(node, _BOXES):
            if found.tag == "w:txbxContent":
                self._boxes.append(found)
            elif found.tag == "wp:docPr":
                title = found.get("descr") or found.get("title") or found.get("name") or ""
            elif what := _EMBEDDED.get(found.tag):
                words = found.get("string") or found.get("o:title") or found.get("ProgID") or ""
                kinds[what] = kinds.get(what) or words
        if "嵌入对象" in kinds:
            kinds.pop("图片", None)
        if not kinds and len(self._boxes) == boxes:
            kinds["图形"] = ""
        for what, words in kinds.items():
            self.leave_out(words or title, what)
        return ""

    def _note(self, node: Node) -> str:
        kind = _NOTES[node.tag]
        key = node.get("w:id") or ""
        if (words := self._notes[kind].get(key)) and (kind, key) not in self._told:
            self._told.add((kind, key))
            self.leave_out(words, kind)
        return ""

    def _equation(self, node: Node) -> str:
        text = "".join(found.text for found in node.walk() if found.tag in {"m:t", "w:t"})
        self.leave_out("", "公式的排法(分式、上下标),文字已保留" if text else "公式")
        return text

    def _pronunciation(self, node: Node) -> str:
        if words := plain_text(node):
            self.leave_out(words, "注音")
        return ""


_NOTES = {
    "w:footnoteReference": "脚注",
    "w:endnoteReference": "尾注",
    "w:commentReference": "批注",
}


def _always(text: str) -> Callable[[Runs, Node], str]:
    return lambda _runs, _node: text


def _break(_runs: Runs, node: Node) -> str:
    return "\f" if node.get("w:type") in {"page", "column"} else "\n"


# ruff: noqa: SLF001 - the table belongs to the class
_READERS: Mapping[str, Callable[[Runs, Node], str]] = {
    "w:r": Runs._run,
    "w:t": Runs._text,
    "w:tab": _always("\t"),
    "w:ptab": _always("\t"),
    "w:br": _break,
    "w:cr": _always("\n"),
    "w:noBreakHyphen": _always("-"),
    "w:sym": Runs._symbol,
    "w:del": Runs._deleted,
    "w:moveFrom": Runs._deleted,
    "w:fldChar": Runs._field,
    "w:rt": Runs._pronunciation,
    "w:drawing": Runs._drawing,
    "w:pict": Runs._drawing,
    "w:object": Runs._drawing,
    "mc:AlternateContent": Runs._alternative,
    "m:oMath": Runs._equation,
    **dict.fromkeys(_NOTES, Runs._note),
}


def choose(alternatives: Node) -> Node | None:
    """The one of several forms of the same thing that is read; None where there is none."""
    return alternatives.find("mc:Choice") or alternatives.find("mc:Fallback")


def seen(node: Node, closed: frozenset[str]) -> Iterator[Node]:
    """What is below an element, of several forms of a thing one; nothing inside `closed` ones."""
    waiting = node.children[::-1]
    while waiting:
        found = waiting.pop()
        yield found
        if found.tag == "mc:AlternateContent":
            waiting.extend(filter(None, [choose(found)]))
        elif found.tag not in closed:
            waiting.extend(reversed(found.children))


def plain_text(node: Node) -> str:
    """The words of whatever stands below an element, deleted or not, a line for each paragraph."""
    pieces: list[str] = []
    for found in seen(node, PROPERTIES):
        if found.tag == "w:p" and pieces:
            pieces.append("\n")
        elif found.tag in {"w:t", "w:delText"}:
            pieces.append(found.text)
        elif found.tag == "w:tab":
            pieces.append("\t")
    return "".join(pieces).strip()
