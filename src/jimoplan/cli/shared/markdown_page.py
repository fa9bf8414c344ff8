"""A page of Markdown at a terminal, its lines joined and broken as Chinese is.

Rich takes a line break in a paragraph for a space, and breaks lines at spaces only.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Markdown, MarkdownElement, Paragraph, TableElement
from rich.measure import Measurement
from rich.text import Text

from jimoplan.core.display.cells import cell_width, gap, longest_cluster, wrap


class _Broken:
    """A text of several styles, broken into lines where Chinese may be broken."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from self._lines(options.max_width)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widest = max(map(cell_width, self.text.plain.split("\n")))
        return Measurement(min(longest_cluster(self.text.plain), widest), widest)

    def _lines(self, width: int) -> Iterator[Text]:
        at = 0
        for line in wrap(self.text.plain, width):
            at = self.text.plain.index(line, at)
            yield self.text[at : at + len(line)]
            at += len(line)


class _Paragraph(Paragraph):
    """A paragraph, or what stands behind the mark of a list."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield _Broken(self.text)


class _Table(TableElement):
    """A table whose cells are broken like paragraphs."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for row in self.body.rows if self.body else ():
            for cell in row.cells:
                content: Any = _Broken(cell.content)
                cell.content = content
        yield from super().__rich_console__(console, options)


class Page(Markdown):
    """A page of docs."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "paragraph_open": _Paragraph,
        "table_open": _Table,
    }

    def __init__(self, markdown: str) -> None:
        super().__init__(markdown, hyperlinks=False)
        for token in self.parsed:
            parts = token.children or []
            for before, between, after in zip(parts, parts[1:], parts[2:], strict=False):
                if between.type == "softbreak":
                    between.type, between.content = "text", gap(before.content, after.content)
