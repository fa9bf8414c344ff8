"""Text that means nothing but itself in Markdown."""

import re

from jimoplan.core.cells import reveal

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&])")


def escape_markdown(text: str) -> str:
    """The text on one line, with every character that Markdown would act on escaped."""
    return _SPECIAL.sub(r"\\\1", reveal(" ".join(text.split("\n"))))
