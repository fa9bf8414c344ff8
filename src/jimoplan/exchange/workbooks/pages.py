"""The sheets of a report, put together one after the other."""

from jimoplan.core.reports.parts.origin import say_origin
from jimoplan.core.views.answer import Table
from jimoplan.core.views.views import Heading
from jimoplan.exchange.workbooks.book import Line, TableSheet, TextSheet
from jimoplan.exchange.workbooks.names import SheetNames


class Pages:
    """A report's sheets: text that says in which sheet each table stands, and the tables."""

    def __init__(self, title: str, name: str = "正文") -> None:
        self.title = title
        self._names = SheetNames()
        self._texts: list[tuple[str, list[Line]]] = []
        self._tables: list[TableSheet] = []
        self.begin_text(name, title)

    @property
    def sheets(self) -> tuple[TextSheet | TableSheet, ...]:
        """The sheets of text, then those of the tables."""
        texts = (TextSheet(name, tuple(lines)) for name, lines in self._texts)
        return (*texts, *self._tables)

    def begin_text(self, name: str, title: str) -> None:
        """Begin a sheet of text; what is said from here on stands there."""
        self._texts.append((self._names.take(name), [Line(title, "title")]))

    def say(self, text: str, look: str = "paragraph") -> None:
        """Add a line; a text of several lines stays in one cell."""
        self._texts[-1][1].append(Line(text, look))

    def add_table(self, name: str, table: Table) -> None:
        """Add a table on a sheet of its own, under its title, and say where it is."""
        taken = self._names.take(name)
        title, number = table.title, len(table.rows)
        caption = title if title.startswith(name) else "：".join(filter(None, (name, title)))
        self._tables.append(TableSheet(taken, table, caption))
        told = f"{title}：" if title and title != name else ""
        self.say(f"{told}见工作表“{taken}”（{number}行）。")

    def close(self, heading: Heading) -> None:
        """Say what has to be known of the report, and what it was made from."""
        for note in heading.notes:
            self.say(f"注：{note}。")
        if heading.origin:
            self.say(f"来源：{say_origin(heading.origin)}。")
