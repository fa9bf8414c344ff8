"""Drawing templates in a separate process, and telling from its end what went wrong."""

import copyreg
import json
import pickle
import re
import subprocess
from bisect import bisect_right
from contextlib import suppress
from io import BytesIO
from shutil import copyfileobj
from threading import Thread, Timer
from time import monotonic
from types import MappingProxyType
from typing import IO, NamedTuple, Self, cast

from jimoplan.errors import JimoplanError
from jimoplan.itself import drawing_command
from jimoplan.render.faults import TemplateError
from jimoplan.render.in_process import Drawing
from jimoplan.render.limits import MAX_SECONDS_IN_ALL
from jimoplan.render.worker import BEGUN, DRAWN, FAILED, read_part, write_part

_LEEWAY = 20
"""Seconds that the process may take to start, and to end by itself at a limit."""

_FRAME = re.compile(r'  File "(.*)", line (\d+) in ')
_TIMEOUT = "Timeout ("
_KILLED = -9
_CHECK_LOOPS = "检查模板里的循环"


class DrawingProcess:
    """The process that draws the templates from others in one run, from the first of them on.

    Each drawing has an environment of its own there; together they may take `seconds`. After a
    process that ended at a limit comes a new one.
    """

    def __init__(self, seconds: float = MAX_SECONDS_IN_ALL) -> None:
        self._in_all = self._left = seconds
        self._running: _Running | None = None

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        if self._running:
            self._running.close()

    def draw(self, drawing: Drawing) -> bytes:
        """What a template makes, text in UTF-8; raises TemplateError, also at a limit."""
        seconds = min(drawing.seconds, self._left)
        if seconds <= 0:
            raise self._too_long(str(drawing.template), drawing)
        running = self._running = self._running or _Running()
        begun = monotonic()
        answer = running.ask(_pack(drawing._replace(seconds=seconds)), seconds + _LEEWAY)
        self._left -= monotonic() - begun
        mark, drawn = answer[:1], answer[1:]
        if mark == DRAWN:
            return drawn
        if mark == FAILED:
            raise TemplateError(*json.loads(drawn))
        self._running = None
        raise self._explain_end(drawing, running.wait())

    def _explain_end(self, drawing: Drawing, end: "_End") -> TemplateError:
        """The error for a process that ended without an answer, with the line if it is known."""
        place = _find_place(end.told) or str(drawing.template)
        if end.stopped or _TIMEOUT in end.told:
            return self._too_long(place, drawing)
        if end.code == _KILLED or "MemoryError" in end.told:
            return TemplateError(f"模板 {place}:占用内存过多,已停止", _CHECK_LOOPS)
        return TemplateError(f"模板 {place}:处理中途退出({end.code}),没有生成", "检查这一行")

    def _too_long(self, place: str, drawing: Drawing) -> TemplateError:
        if self._left > 0:
            return TemplateError(f"模板 {place}:运行超过{drawing.seconds:g}秒,已停止", _CHECK_LOOPS)
        return TemplateError(
            f"模板 {place}:连同前面的几份,自己的模板合计运行超过{self._in_all:g}秒,已停止",
            f"{_CHECK_LOOPS};份数多的,分几次生成",
        )


class _End(NamedTuple):
    """How a process ended: its code, what it told of its last drawing, whether it was stopped."""

    code: int
    told: str
    stopped: bool


class _Running:
    """A process to which drawings are given one by one, and which answers each until it ends."""

    def __init__(self) -> None:
        self._stopped = False
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                drawing_command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        except OSError as error:
            raise JimoplanError(
                f"启动不了处理模板的进程:{error.strerror}", "关掉一些程序,再运行一次"
            ) from None
        self._questions = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        self._telling = cast("IO[bytes]", self._process.stderr)
        self._told = BytesIO()
        self._hearing = Thread(target=copyfileobj, args=(self._telling, self._told), daemon=True)
        self._hearing.start()
        self._listen(_LEEWAY)

    def ask(self, packed: bytes, seconds: float) -> bytes:
        """The answer to a drawing; empty where the process ended, or had to be stopped."""
        with suppress(OSError):
            write_part(self._questions, packed)
        return self._listen(seconds)

    def _listen(self, seconds: float) -> bytes:
        timer = Timer(seconds, self._stop)
        timer.start()
        try:
            return read_part(self._answers)
        finally:
            timer.cancel()

    def _stop(self) -> None:
        self._stopped = True
        self._process.kill()

    def wait(self) -> _End:
        """How the process ended, once it has."""
        code = self._process.wait()
        self.close()
        told = self._told.getvalue().decode("utf-8", "replace").rpartition(BEGUN)[2]
        return _End(code, told, self._stopped)

    def close(self) -> None:
        """End the process if it has not ended, and leave nothing open."""
        self._process.kill()
        self._process.wait()
        self._hearing.join()
        for stream in (self._questions, self._answers, self._telling):
            with suppress(OSError):
                stream.close()


def _pack(drawing: Drawing) -> bytes:
    packed = BytesIO()
    pickler = pickle.Pickler(packed, protocol=5)
    pickler.dispatch_table = {
        **copyreg.dispatch_table,
        MappingProxyType: lambda mapping: (freeze, (dict(mapping),)),
    }
    pickler.dump(drawing)
    return packed.getvalue()


def freeze(mapping: dict[object, object]) -> MappingProxyType[object, object]:
    """A read-only mapping, made again from its copy: pickle does not know MappingProxyType."""
    return MappingProxyType(mapping)


def _find_place(told: str) -> str | None:
    """The template that was being read, or else the innermost template line in the traceback."""
    said = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    names = {each["file"]: each["name"] for each in said if "name" in each}
    lines = {each["file"]: each["lines"] for each in said if "lines" in each}
    for file, name in names.items():
        if file not in lines:
            return str(name)
    frames = filter(None, map(_FRAME.match, told.splitlines()))
    for file, line in (frame.groups() for frame in frames):
        if file in lines:
            return f"{names[file]} 第{_find_line(lines[file], int(line))}行"
    return None


def _find_line(lines: list[list[int]], code_line: int) -> int:
    """The template line that a line of compiled code came from, by Jinja's pairs of the two."""
    found = bisect_right([code for _, code in lines], code_line)
    return lines[found - 1][0] if found else 1
