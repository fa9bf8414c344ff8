"""Text that means nothing but itself in Markdown."""

import re

from jimoplan.core.cells import reveal

_INLINE = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "\\`*_[]|~$"},
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
    }
)
_BLOCK_START = re.compile(r"^(?:(?=[#+=:-])|(\d+)(?=[.)]))")
_LINE_END = re.compile(r"[ \t]*[\r\n]+[ \t]*")


def inline_markdown(text: str) -> str:
    """Inline Markdown that shows a text's characters on one line and starts no block."""
    line = _LINE_END.sub(" ", _shown(text))
    return _BLOCK_START.sub(r"\1\\", line.translate(_INLINE))


def cell_markdown(text: str) -> str:
    """The cell of a Markdown table that shows a text's characters; its lines stay lines."""
    return "<br>".join(map(inline_markdown, _LINE_END.split(_shown(text))))


def _shown(text: str) -> str:
    return reveal(text).strip(" \t\r\n")
