"""Annotations of lines in files, as GitHub's workflow commands and as SARIF."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from jimoplan import __version__
from jimoplan.core.display.cells import reveal_line
from jimoplan.system.files import shown_path


class AnnotationLevel(StrEnum):
    """How much an annotation weighs, in SARIF's words."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Annotation(NamedTuple):
    """A message about a line of a file; columns count from one, the second is past the end."""

    level: AnnotationLevel
    code: str
    message: str
    file: Path
    line: int = 1
    columns: tuple[int, int] | None = None


_GITHUB = {
    AnnotationLevel.ERROR: "error",
    AnnotationLevel.WARNING: "warning",
    AnnotationLevel.NOTE: "notice",
}


def write_commands(annotations: Iterable[Annotation]) -> str:
    """A workflow command for each annotation."""
    return "".join(map(_command, annotations))


def write_sarif(annotations: Sequence[Annotation], titles: Mapping[str, str]) -> dict[str, Any]:
    """The annotations as a SARIF 2.1.0 log with one run; a title for each code."""
    codes = sorted({note.code for note in annotations})
    rules = [{"id": code, "shortDescription": {"text": titles[code]}} for code in codes]
    driver = {"name": "jimoplan", "version": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(note, codes) for note in annotations],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }


def _command(note: Annotation) -> str:
    file = _property(reveal_line(shown_path(note.file).as_posix()))
    columns = f",col={note.columns[0]},endColumn={note.columns[1]}" if note.columns else ""
    return (
        f"::{_GITHUB[note.level]} file={file},line={note.line}{columns},title={note.code}"
        f"::{_data(note.message)}\n"
    )


def _result(note: Annotation, codes: list[str]) -> dict[str, Any]:
    region: dict[str, int] = {"startLine": note.line}
    if note.columns:
        region |= {"startColumn": note.columns[0], "endColumn": note.columns[1]}
    location = {"artifactLocation": {"uri": _uri(note.file)}, "region": region}
    return {
        "ruleId": note.code,
        "ruleIndex": codes.index(note.code),
        "level": note.level.value,
        "message": {"text": note.message},
        "locations": [{"physicalLocation": location}],
    }


def _uri(path: Path) -> str:
    from urllib.parse import quote

    return quote(shown_path(path).as_posix(), errors="surrogateescape")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
