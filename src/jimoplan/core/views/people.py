"""People as a report names them."""

import re

_ADDRESS = re.compile(r" ?<[^<>\s]+@[^<>\s]+>")


def without_address(words: str) -> str:
    """Words without the addresses behind names: a report is read by more people than git is."""
    return _ADDRESS.sub("", words)
