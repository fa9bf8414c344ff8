"""Answers and help drawn for people, in terminal cells; colour only for what is late."""

import io
import re
import sys
from collections.abc import Iterable
from os import environ

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, JustifyMethod, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style
from rich.table import Table as RichTable
from rich.text import Text

from jimoplan.core.assessment.lights import Light
from jimoplan.core.display.cells import cell_width, longest_cluster, reveal, wrap
from jimoplan.core.views.answer import Answer, Table

_UNBOUNDED = 100_000
_STYLES = {Light.RED: "bold red", Light.YELLOW: "yellow"}
_FIGURE = re.compile(r"[0-9]+%?|")
_COMMENT = re.compile(r"^<!--.*?-->\n+", re.DOTALL | re.MULTILINE)
_NO_ITEM = "·"
_NAMES = frozenset({"编号", "所属任务"})
_LIGHT_LABELS = frozenset({"灯", "灯与原因"})


class _Cell:
    """A cell's text, broken into lines where Chinese may be broken."""

    def __init__(self, text: str, style: str = "", *, right: bool = False) -> None:
        self.text = "\n".join(reveal(text).replace("\t", " ").splitlines())
        self.style = style
        self.right = right

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        style = Style.parse(self.style)
        for line in wrap(self.text, options.max_width):
            lead = " " * (options.max_width - cell_width(line)) if self.right else ""
            yield Segment(lead + line, style)
            yield Segment.line()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widest = max(cell_width(line) for line in self.text.split("\n"))
        return Measurement(min(longest_cluster(self.text), widest), widest)


class _Named:
    """Names, each with a word, side by side; none is broken from its word."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        self.pieces = [f"{name} {word}" for name, word in named]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        line = ""
        for piece in self.pieces:
            if line and cell_width(f"{line} · {piece}") > options.max_width:
                yield Segment(line)
                yield Segment.line()
                line = piece
            else:
                line = f"{line} · {piece}" if line else piece
        yield Segment(line)
        yield Segment.line()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widest = sum(cell_width(piece) + 3 for piece in self.pieces)
        return Measurement(max(map(cell_width, self.pieces)), widest)


def draw_answer(answer: Answer) -> str:
    """The text of an answer, as wide as the terminal, or as it needs where it is piped on."""
    console = _make_console()
    console.print(_Cell(answer.about.line, "bold"))
    for sentence in answer.sentences:
        console.print(_Cell(_break_after_commas(sentence, console.width)))
    for note in answer.about.notes:
        console.print(_Cell(f"注:{note}"))
    _print_tables(console, answer.tables)
    if answer.closing:
        console.print()
        console.print(_Cell("接着办:", "bold"))
    for line in answer.closing:
        console.print(_Cell(f"  {line}"))
    return _text_of(console)


def draw_tables(tables: Iterable[Table]) -> str:
    """The text of tables under their titles, as wide as the terminal."""
    console = _make_console()
    _print_tables(console, tables)
    return _text_of(console)


def _print_tables(console: Console, tables: Iterable[Table]) -> None:
    for table in tables:
        console.print()
        if table.title:
            console.print(_Cell(table.title, "bold"))
        console.print(_make_table(table, console.width))


def draw_help(
    usage: str,
    meaning: str,
    parts: Iterable[tuple[str, tuple[tuple[str, str], ...]]],
    examples: Iterable[tuple[str, str]] = (),
) -> str:
    """The text of a help page: usage, meaning, names with their meanings under headings.

    Examples come last, each in a line to be copied below what it does.
    """
    console = _make_console(fallback=80)
    console.print(_Cell(usage, "bold"))
    console.print()
    console.print(_Cell(meaning))
    for heading, rows in parts:
        if rows:
            console.print()
            console.print(_Cell(f"{heading}:", "bold"))
            grid = RichTable.grid(padding=(0, 2))
            grid.add_column(no_wrap=True)
            grid.add_column()
            for name, text in rows:
                grid.add_row(_Cell(f"  {name}"), _Cell(text))
            console.print(grid)
    shown = [f"  # {about}\n  {words}" for words, about in examples]
    if shown:
        console.print()
        console.print(_Cell("例子:", "bold"))
        console.out("\n".join(shown), highlight=False)
    return _text_of(console)


def draw_overview(
    usage: str,
    meaning: str,
    groups: Iterable[tuple[str, Iterable[tuple[str, str]]]],
    options: Iterable[tuple[str, str]],
    ways_on: Iterable[str],
) -> str:
    """The text of a page of many commands: below each heading names with a word, side by side."""
    console = _make_console(fallback=80)
    console.print(_Cell(usage, "bold"))
    console.print(_Cell(meaning))
    console.print()
    grid = RichTable.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for heading, named in (*groups, ("选项", options)):
        grid.add_row(_Cell(heading, "bold"), _Named(named))
    console.print(grid)
    console.print()
    for line in ways_on:
        console.print(_Cell(line))
    return _text_of(console)


def draw_page(markdown: str) -> str:
    """The text of a page of docs: laid out at a terminal, as it is written where it is piped on."""
    if not sys.stdout.isatty():
        return _COMMENT.sub("", markdown)
    from jimoplan.cli.shared.markdown_page import Page

    console = _make_console()
    console.print(Page(reveal(markdown)))
    return _text_of(console)


def _break_after_commas(sentence: str, width: int) -> str:
    """A sentence of figures, broken after commas and semicolons, indented below its first word."""
    label, gap, _ = sentence.partition("  ")
    indent = " " * cell_width(label + gap) if gap else ""
    lines = [""]
    for piece in re.findall(r"[^,;]*[,;]?", sentence):
        if lines[-1].strip() and cell_width(lines[-1] + piece) > width:
            lines.append(indent)
        lines[-1] += piece
    return "\n".join(lines)


def _make_console(fallback: int = _UNBOUNDED) -> Console:
    tty = sys.stdout.isatty()
    return Console(
        file=io.StringIO(),
        force_terminal=tty and environ.get("TERM") != "dumb",
        width=_terminal_width() if tty or "COLUMNS" in environ else fallback,
        markup=False,
        highlight=False,
        emoji=False,
    )


def _terminal_width() -> int:
    from shutil import get_terminal_size

    return max(get_terminal_size().columns, 40)


def _text_of(console: Console) -> str:
    file = console.file
    text = file.getvalue() if isinstance(file, io.StringIO) else ""
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _make_table(table: Table, width: int) -> RichTable:
    gap = 1 if _natural_width(table) > width else 2
    drawn = RichTable(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, gap - 1, 0, 0))
    figures = _figure_labels(table)
    for label in table.labels:
        justify: JustifyMethod = "right" if label in figures else "left"
        drawn.add_column(Text(label), no_wrap=label not in table.wide, justify=justify)
    for row in table.rows:
        cells = zip(table.labels, row, strict=True)
        drawn.add_row(*(_make_cell(table, label, cell, label in figures) for label, cell in cells))
    return drawn


def _make_cell(table: Table, label: str, cell: str, right: bool) -> _Cell:  # noqa: FBT001
    # Where most counts are none, a dot lets the others stand out.
    shown = _NO_ITEM if cell == "0" and label in table.counts else cell
    return _Cell(shown, _style(label, cell), right=right)


def _figure_labels(table: Table) -> frozenset[str]:
    """The labels of columns with nothing but figures, which are aligned to the right."""
    columns = zip(table.labels, *table.rows, strict=True)
    return frozenset(
        label
        for label, *cells in columns
        if label not in _NAMES and all(map(_FIGURE.fullmatch, cells))
    )


def _natural_width(table: Table) -> int:
    columns = zip(table.labels, *table.rows, strict=True)
    return sum(max(map(cell_width, column)) + 2 for column in columns) - 2


def _style(label: str, cell: str) -> str:
    if label not in _LIGHT_LABELS or not cell:
        return ""
    return next((style for light, style in _STYLES.items() if cell.startswith(light)), "")
