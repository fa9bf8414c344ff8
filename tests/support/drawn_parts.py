"""What was drawn of a report: the titles of its parts and the rows of their tables."""

import re
from html.parser import HTMLParser

Rows = list[list[str]]


def parts_of_page(text: str) -> list[tuple[str, Rows]]:
    reader = _Reader()
    reader.feed(text)
    return reader.parts


class _Reader(HTMLParser):
    """The titles of a page's sections and the rows of their tables, without pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[tuple[str, Rows]] = []
        self._cell: list[str] | None = None
        self._title: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section" and dict(attrs).get("id"):
            self.parts.append(("", []))
        elif tag == "h2":
            self._title = []
        elif tag == "tr" and self.parts:
            self.parts[-1][1].append([])
        elif tag in {"td", "th"} and self.parts:
            self._cell = []

    def handle_data(self, data: str) -> None:
        for open_ in (self._title, self._cell):
            if open_ is not None:
                open_.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "h2" and self._title is not None:
            self.parts[-1] = ("".join(self._title), self.parts[-1][1])
            self._title = None
        elif tag in {"td", "th"} and self._cell is not None:
            self.parts[-1][1][-1].append(squeeze_drawn("".join(self._cell)))
            self._cell = None


def parts_of_markdown(text: str) -> list[tuple[str, Rows]]:
    found: list[tuple[str, Rows]] = [("", [])]
    for line in text.splitlines():
        if line.startswith("## "):
            found.append((line.removeprefix("## "), []))
        elif line.startswith("| ") and "---" not in line:
            cells = re.split(r"(?<!\\)\|", line.strip("|"))
            found[-1][1].append([squeeze_drawn(cell) for cell in cells])
    return found


def squeeze_drawn(text: str) -> str:
    """A text without what only its form needs: breaks, escapes, blanks, colons of lists."""
    return re.sub(r"<br>|[\s\\：（）]", "", text).replace("&amp;", "&")
