"""Escaping, so that Markdown shows the characters of a text and nothing else."""

import re

from jimoplan.core.display.cells import reveal

_INLINE = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "\\`*_[]|~$"},
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
    }
)
_BLOCK_START = re.compile(r"^(?:(?=[#+=:-])|(\d+)(?=[.)]))")


def inline_markdown(text: str) -> str:
    """A text as inline Markdown on one line that shows its characters and starts no block."""
    line = " ".join(_lines(text))
    return _BLOCK_START.sub(r"\1\\", line.translate(_INLINE))


def cell_markdown(text: str) -> str:
    """A text as a cell of a Markdown table that shows its characters; its lines stay lines."""
    return "<br>".join(map(inline_markdown, _lines(text)))


def _lines(text: str) -> list[str]:
    """The lines that are not blank, without the spaces around them."""
    lines = (line.strip(" \t") for line in re.split(r"[\r\n]+", reveal(text)))
    return [line for line in lines if line]
