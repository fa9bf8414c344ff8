"""Texts as runs: people's own words, what stands out, what XML cannot hold."""

import re
from collections.abc import Iterator
from itertools import groupby

from jimoplan.core.display.cells import reveal
from jimoplan.core.reports.parts.blocks import Look, Run, Runs
from jimoplan.exchange.word.elements import Element, element, text_element
from jimoplan.exchange.word.style_list import Name

_NO_XML = re.compile("[\ufffe\uffff]")
"""What XML forbids besides controls and lone surrogates."""
_PIECES = re.compile(r"\r\n|[\r\n]|\t|[^\r\n\t]+")
_STYLES = {Look.RED: Name.RED, Look.YELLOW: Name.YELLOW}


def visible(text: str) -> str:
    """A text that a document can hold, what cannot be seen written out as <U+XXXX>."""
    return _NO_XML.sub(lambda found: f"<U+{ord(found[0]):04X}>", reveal(text))


def run_elements(text: Runs) -> list[Element]:
    """The runs of a text, pieces of one look together; links lead nowhere on paper."""
    return [
        _run("".join(run.text for run in runs), style)
        for style, runs in groupby(text, key=_style_of)
    ]


def labelled(label: str, text: Runs) -> list[Element]:
    """A text behind a word that says what it is, as in 原因：."""
    return [_run(f"{label}：", Name.LABEL), *run_elements(text)]


def paragraphs(text: Runs) -> list[Runs]:
    """A text that jimoplan put together of several, each by itself."""
    found: list[Runs] = [()]
    for run in text:
        if run.text == "\n":
            found.append(())
        else:
            found[-1] += (run,)
    return found


def told(text: Runs) -> str:
    """The text as it stands, without its looks."""
    return "".join(run.text for run in text)


def _style_of(run: Run) -> Name | None:
    return _STYLES.get(run.look)


def _run(text: str, style: Name | None) -> Element:
    looks = [element("rPr", element("rStyle", val=style))] if style else []
    return element("r", *looks, *_pieces(visible(text)))


def _pieces(text: str) -> Iterator[Element]:
    for found in _PIECES.finditer(text):
        piece = found[0]
        if piece == "\t":
            yield element("tab")
        elif piece in {"\r\n", "\r", "\n"}:
            yield element("br")
        else:
            yield text_element("t", piece)
