"""Standard output and error, able to take Chinese wherever they lead, even nowhere."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO


class OutputError(OSError):
    """Standard output takes no more, for any other reason than that its reader has gone."""


def prepare_streams() -> None:
    """Make the streams exist, and let every character be written to them.

    A terminal keeps its encoding and shows ? for what it cannot, and so does whoever asks for an
    encoding by PYTHONIOENCODING; a pipe or file that could not hold Chinese or ✓ gets UTF-8.
    """
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - as below
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not _holds_everything(stream):
            if stream.isatty() or "PYTHONIOENCODING" in os.environ:
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def write(text: str) -> None:
    """Write to standard output for people; a reader who closes it early is no error.

    Raises OutputError for any other reason that keeps the text from arriving.
    """
    with _arriving():
        sys.stdout.write(text)
        sys.stdout.flush()


def write_exactly(text: str) -> None:
    """Write UTF-8 to standard output without changing a line end, as a file would hold it.

    Raises OutputError as `write` does.
    """
    write_bytes(text.encode("utf-8", "backslashreplace"))


def write_bytes(data: bytes) -> None:
    """Write bytes to standard output as they are; raises OutputError as `write` does."""
    write("")
    with _arriving():
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def write_json(data: object) -> None:
    """Write JSON to standard output, invisible characters escaped; dates become text."""
    from jimoplan.core.display.json_text import json_text

    write_exactly(json_text(data))


def say(text: str) -> None:
    """Write to standard error; that nobody can hear it changes no answer."""
    with suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()


def abandon_output() -> None:
    """Lead standard output nowhere, so that leaving does not fail over it a second time."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _arriving() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        abandon_output()
    except OSError as error:
        raise OutputError(error.errno, error.strerror) from error


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - a stream to the end


def _holds_everything(stream: TextIO) -> bool:
    try:
        "青✓☆🙂".encode(stream.encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True
