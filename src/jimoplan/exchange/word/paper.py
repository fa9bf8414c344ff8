"""The document that is written: paragraphs and tables one below the other, on sheets."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from io import BytesIO

import docx

from jimoplan.core.reports.parts.blocks import Run, Runs
from jimoplan.exchange.word.blank import Properties, blank_package, repack
from jimoplan.exchange.word.elements import Element, element, page_number, text_element
from jimoplan.exchange.word.measures import CHARACTER_SPACE, LINE_PITCH, Sheet, twips
from jimoplan.exchange.word.style_list import Name
from jimoplan.exchange.word.text import run_elements


class Paper:
    """A document that grows at its end; it begins on a sheet and may go on on another."""

    def __init__(self, properties: Properties, sheet: Sheet) -> None:
        self.sheet = sheet
        self._document = docx.Document(BytesIO(blank_package(properties)))
        self._body: Element = self._document.element.body
        self._lay_out(sheet)
        self._number_pages()

    def add(self, style: Name, *content: Element) -> None:
        """A paragraph of some runs."""
        self._append(_paragraph(style, content))

    def write(self, style: Name, text: Runs | str) -> None:
        """A paragraph with a text."""
        runs = (Run(text),) if isinstance(text, str) else text
        self._append(_paragraph(style, run_elements(runs)))

    def put(self, table: Element) -> None:
        """A table, apart from one that stands right above it."""
        if self._ends_in_table():
            self.add(Name.GAP)
        self._append(table)

    def turn_to(self, sheet: Sheet, *, restart: bool = False) -> None:
        """Go on on a new page of that sort; `restart` numbers it as the first one."""
        self._close()
        self.sheet = sheet
        self._lay_out(sheet, restart=restart)

    def save(self) -> bytes:
        """The file: the same bytes for the same content."""
        if self._ends_in_table():
            self.add(Name.GAP)
        data = BytesIO()
        self._document.save(data)
        return repack(data.getvalue())

    @property
    def _section(self) -> Element:
        return self._body.sectPr

    def _append(self, block: Element) -> None:
        self._section.addprevious(block)

    def _ends_in_table(self) -> bool:
        last = self._section.getprevious()
        return last is not None and last.tag.endswith("}tbl")

    def _close(self) -> None:
        """What was written so far keeps its sheet: its last paragraph says which that is."""
        if self._ends_in_table():
            self.add(Name.GAP)
        self._section.getprevious().get_or_add_pPr().append(deepcopy(self._section))

    def _lay_out(self, sheet: Sheet, *, restart: bool = False) -> None:
        """Later sheets have the footers of the first."""
        for each in list(self._section):
            self._section.remove(each)
        self._section.extend(_layout(sheet, restart=restart))

    def _number_pages(self) -> None:
        """— 1 — in the outer corner of every page; later sections go on with the same."""
        section = self._document.sections[0]
        for footer, style in (
            (section.footer, Name.FOOTER),
            (section.even_page_footer, Name.EVEN_FOOTER),
        ):
            footer.is_linked_to_previous = False
            root: Element = footer._element  # noqa: SLF001 - the only way to its XML
            for each in list(root):
                root.remove(each)
            root.append(_paragraph(style, _folio()))


def _folio() -> list[Element]:
    before, after = (element("r", text_element("t", text)) for text in ("— ", " —"))
    return [before, *page_number(), after]


def _paragraph(style: Name, content: Iterable[Element]) -> Element:
    named = [] if style is Name.BODY else [element("pPr", element("pStyle", val=style))]
    return element("p", *named, *content)


def _layout(sheet: Sheet, *, restart: bool) -> Sequence[Element]:
    edges = sheet.edges
    grid = (
        element("docGrid", type="linesAndChars", linePitch=LINE_PITCH, charSpace=CHARACTER_SPACE)
        if sheet.is_ruled
        else element("docGrid", linePitch=LINE_PITCH)
    )
    return (
        element("type", val="nextPage"),
        element(
            "pgSz",
            w=twips(sheet.width),
            h=twips(sheet.height),
            orient="landscape" if sheet.width > sheet.height else None,
        ),
        element(
            "pgMar",
            top=twips(edges.top),
            right=twips(edges.right),
            bottom=twips(edges.bottom),
            left=twips(edges.left),
            header=twips(edges.top / 2),
            footer=twips(edges.footer),
            gutter=0,
        ),
        *([element("pgNumType", start=1)] if restart else []),
        element("cols", space=425),
        grid,
    )
