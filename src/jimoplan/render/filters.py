"""How values become text: safe in HTML, in Markdown and in a Markdown table."""

import re
from base64 import b64encode
from hashlib import sha256

from markupsafe import Markup, escape

from jimoplan.core.display.cells import reveal
from jimoplan.core.display.markdown import cell_markdown, inline_markdown

_NO_XML = re.compile("[\ufffe\uffff]")


def as_html(value: object) -> object:
    """A value as text for HTML, not escaped yet: '' for None, invisible characters shown."""
    return value if isinstance(value, Markup) else _text(value)


def as_markdown(value: object) -> Markup:
    """A value as inline Markdown that shows its characters and starts no block, on one line."""
    if isinstance(value, Markup):
        return value
    return Markup(inline_markdown(_text(value)))  # noqa: S704 - escaped there


def as_document_text(value: object) -> Markup:
    """A value as text for the XML of a document, escaped; None and invisible characters as above.

    Lines stay lines: docxtpl makes breaks of them.
    """
    if isinstance(value, Markup):
        return value
    text = re.sub("\r\n?", "\n", _text(value))
    return escape(_NO_XML.sub(lambda match: f"<U+{ord(match[0]):04X}>", text))


def as_cell(value: object) -> Markup:
    """A value as the cell of a Markdown table; its lines stay lines."""
    if isinstance(value, Markup):
        return value
    return Markup(cell_markdown(_text(value)))  # noqa: S704 - escaped there


def unbroken(value: object) -> Markup:
    """A text as HTML in which no line breaks within an id such as 8-1."""
    whole = r"<bdi>\g<0></bdi>"  # no name for it is shorter, and a page can have thousands
    return Markup(re.sub(r"(?<!\d)\d{1,6}-\d{1,6}(?!\d)", whole, str(escape(as_html(value)))))  # noqa: S704 - escaped here


def csp_hash(style: object) -> str:
    """The source expression by which a Content-Security-Policy admits exactly this text."""
    return f"sha256-{b64encode(sha256(str(style).encode()).digest()).decode()}"


def _text(value: object) -> str:
    return "" if value is None else reveal(str(value))
