"""Personal data and 密级 marks, wherever they stand in a text."""

import re
from itertools import islice

from jimoplan.core.text.nodes import Fault

_SENSITIVE = (
    (
        "W306",
        (
            r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])"
            r"(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])"
        ),
        "疑似身份证号",
    ),
    ("W307", r"(?<![0-9A-Za-z.-])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z-])", "疑似手机号码"),
    ("W308", r"(?:绝密|机密|秘密)(?:[ \u3000]*[★☆]|(?=[ \u3000]*$))", "疑似密级标志"),
)


_MOST_SENSITIVE = 1000
"""How many findings of each sort are reported at most."""


def find_sensitive(text: str) -> list[Fault]:
    """Personal data and 密级 marks anywhere in a text, comments included."""
    lines = text.replace("\r", "\n")
    return [
        Fault(
            code,
            *match.span(),
            f"{what}“{match[0]}”;计划会公开流转并永久留在版本历史里",
            "删去;确需保留的内容不要放进计划",
        )
        for code, pattern, what in _SENSITIVE
        for match in islice(re.finditer(pattern, lines, re.MULTILINE | re.ASCII), _MOST_SENSITIVE)
    ]
