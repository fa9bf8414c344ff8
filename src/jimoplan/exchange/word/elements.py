"""Elements of WordprocessingML for which python-docx has no functions of its own."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

Element: TypeAlias = Any
"""An element of lxml, which has no types."""
Value: TypeAlias = str | int | None


def element(tag: str, *children: Element, **attributes: Value) -> Element:
    """An element of the w namespace with its attributes; those that are None are left out."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        if value is not None:
            made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def group(tag: str, children: Iterable[Element | None]) -> Element | None:
    """An element with those children that there are; None where there are none."""
    there = [child for child in children if child is not None]
    return element(tag, *there) if there else None


def page_number() -> list[Element]:
    """The runs of a field that shows the page's number."""
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", text_element("instrText", " PAGE ")),
        element("r", element("fldChar", fldCharType="separate")),
        element("r", text_element("t", "1")),
        element("r", element("fldChar", fldCharType="end")),
    ]


def text_element(tag: str, text: str) -> Element:
    """An element with a text whose blanks count."""
    made = element(tag)
    made.text = text
    made.set(qn("xml:space"), "preserve")
    return made
