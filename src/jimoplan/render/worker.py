"""The process in which templates from other people are drawn, so that it can be stopped.

No limit within Python reaches a single long call or what it allocates. So the drawings of a run
have a process to themselves: faulthandler ends it when a drawing's time is over, whatever it is
doing, and the system refuses it memory. It answers each drawing on standard output with one mark
and what was drawn, a text or a document; on standard error it says which templates it read, so
that whoever waits can tell the place where it ended. Drawings share nothing but compiled code,
which is kept by its exact text.
"""

import faulthandler
import json
import pickle
import sys
from typing import IO, Any

from jinja2 import Environment, Template

from jimoplan.errors import JimoplanError
from jimoplan.render.faults import explain
from jimoplan.render.in_process import Drawing, generate
from jimoplan.render.limits import MAX_MEMORY, bounded_pieces
from jimoplan.render.loader import PlanLoader
from jimoplan.render.word_template import WordTemplate, fill

READY = b"."
DRAWN = b"+"
FAILED = b"-"
"""The marks: the process has started, what was drawn follows, words on its failure follow."""

BEGUN = '{"begun": true}\n'
"""What it says on standard error before each drawing; no line of a traceback is like it."""

_SIZE = 8


def write_part(stream: IO[bytes], part: bytes) -> None:
    """Write bytes such that whoever reads knows how many they are."""
    stream.write(len(part).to_bytes(_SIZE) + part)
    stream.flush()


def read_part(stream: IO[bytes]) -> bytes:
    """The bytes that `write_part` wrote; empty where the stream ends before they do."""
    size = int.from_bytes(stream.read(_SIZE))
    part = stream.read(size)
    return part if len(part) == size else b""


def main() -> None:
    """Draw what standard input describes, until it ends; the process that started this made it."""
    faulthandler.enable(sys.stderr)
    write_part(sys.stdout.buffer, READY)
    while packed := read_part(sys.stdin.buffer):
        drawing: Drawing = pickle.loads(packed)  # noqa: S301 - from our own process
        sys.stderr.write(BEGUN)
        faulthandler.dump_traceback_later(drawing.seconds, exit=True, file=sys.stderr)
        mark, answer = _answer(drawing)
        faulthandler.cancel_dump_traceback_later()
        _limit_memory(None)
        write_part(sys.stdout.buffer, mark + answer)


def _answer(drawing: Drawing) -> tuple[bytes, bytes]:
    loader = _TellingLoader(drawing.beside, drawing.given, others_too=True)
    _limit_memory(MAX_MEMORY)
    try:
        if drawing.document is not None:
            template = WordTemplate(str(drawing.template), drawing.document)
            return DRAWN, fill(template, drawing.context)
        pieces = bounded_pieces(str(drawing.template), generate(drawing, loader))
        return DRAWN, "".join(pieces).encode()
    except JimoplanError as error:
        failure = error
    except Exception as error:  # noqa: BLE001 - whatever a template can bring about
        _limit_memory(None)
        failure = explain(error, loader.reading or str(drawing.template), loader.names)
    return FAILED, json.dumps([failure.message, failure.remedy]).encode()


class _TellingLoader(PlanLoader):
    """A loader that tells on standard error which templates it reads, and their line numbers.

    Files are named as in faulthandler's tracebacks, so that those can be matched with them.
    """

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """A template's text and file."""
        text, file, uptodate = super().get_source(environment, template)
        _tell({"file": _as_dumped(file), "name": self.names[file]})
        return text, file, uptodate

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:  # noqa: A002, ANN401 - Jinja's
        """A compiled template."""
        template = super().load(environment, name, globals)
        _tell({"file": _as_dumped(template.filename or ""), "lines": template.debug_info})
        return template


def _as_dumped(file: str) -> str:
    """A file's name as faulthandler's tracebacks have it."""
    return file.encode("ascii", "backslashreplace").decode("ascii")


def _tell(what: dict[str, object]) -> None:
    sys.stderr.write(f"{json.dumps(what)}\n")
    sys.stderr.flush()


def _limit_memory(size: int | None) -> None:
    """Limit this process to so many bytes, or lift the limit (None); not every system can."""
    if sys.platform == "win32":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    soft = hard if size is None else min(size, hard) if hard != resource.RLIM_INFINITY else size
    try:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    except (OSError, ValueError):
        return
