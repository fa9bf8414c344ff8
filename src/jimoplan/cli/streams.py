"""Standard output and error that can take Chinese wherever they lead."""

import io
import sys
from os import environ
from typing import TextIO


def prepare_streams() -> None:
    """Let no character fail to print.

    A terminal keeps its encoding and shows ? for what it cannot, and so does whoever asks for an
    encoding by PYTHONIOENCODING; a pipe or file that could not hold Chinese or ✓ gets UTF-8.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not _holds_everything(stream):
            if stream.isatty() or "PYTHONIOENCODING" in environ:
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _holds_everything(stream: TextIO) -> bool:
    try:
        "青✓☆🙂".encode(stream.encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def write_exactly(text: str) -> None:
    """Write UTF-8 to standard output without changing a line end, as a file would hold it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
