"""Drawing a template in a separate process, and telling from its end what went wrong."""

import copyreg
import io
import json
import pickle
import re
import subprocess
from bisect import bisect_right
from types import MappingProxyType

from jimoplan.errors import JimoplanError
from jimoplan.itself import drawing_command
from jimoplan.render.faults import TemplateError
from jimoplan.render.in_process import Drawing
from jimoplan.render.worker import DRAWN, FAILED

_TO_START = 20
_FRAME = re.compile(r'  File "(.*)", line (\d+) in ')
_TIMEOUT = "Timeout ("
_KILLED = -9


def draw_apart(drawing: Drawing) -> str:
    """A template's text, drawn in a process that ends at its limits; raises TemplateError."""
    try:
        ended = subprocess.run(  # noqa: S603 - our own program
            drawing_command(),
            input=_pack(drawing),
            capture_output=True,
            timeout=drawing.seconds + _TO_START,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_long(str(drawing.template), drawing) from None
    except OSError as error:
        raise JimoplanError(
            f"启动不了处理模板的进程:{error.strerror}", "关掉一些程序,再运行一次"
        ) from None
    mark, answer = ended.stdout[:1], ended.stdout[1:].decode("utf-8")
    if mark == DRAWN and ended.returncode == 0:
        return answer
    if mark == FAILED and ended.returncode == 0:
        raise TemplateError(*json.loads(answer))
    raise _explain_end(drawing, ended.returncode, ended.stderr.decode("utf-8", "replace"))


def _pack(drawing: Drawing) -> bytes:
    packed = io.BytesIO()
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


def _explain_end(drawing: Drawing, code: int, told: str) -> TemplateError:
    """The error for a process that ended without an answer, with the template's line if known."""
    place = _find_place(told) or str(drawing.template)
    if _TIMEOUT in told:
        return _too_long(place, drawing)
    if code == _KILLED or "MemoryError" in told:
        return TemplateError(f"模板 {place}:占用内存过多,已停止", "检查模板里的循环")
    return TemplateError(f"模板 {place}:处理中途退出({code}),没有生成", "检查这一行")


def _too_long(place: str, drawing: Drawing) -> TemplateError:
    message = f"模板 {place}:运行超过{drawing.seconds:g}秒,已停止"
    return TemplateError(message, "检查模板里的循环")


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
