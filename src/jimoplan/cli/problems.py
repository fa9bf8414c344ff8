"""Problems written out: for people, for GitHub's annotations, and as SARIF."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from jimoplan import __version__
from jimoplan.core.cells import reveal_line
from jimoplan.core.problems import CODES, Problem, Severity, excerpt
from jimoplan.files import shown_path

_ENGLISH = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
_GITHUB = {**_ENGLISH, Severity.INFO: "notice"}
_SARIF = {**_ENGLISH, Severity.INFO: "note"}


def write_problems(path: Path, problems: Sequence[Problem]) -> str:
    """Each problem with its place, its source line with a caret, and the remedy."""
    return "".join(_write_problem(path, problem) for problem in problems)


def problem_data(problem: Problem) -> dict[str, Any]:
    """A problem under stable English keys."""
    return {
        "code": problem.code,
        "severity": _ENGLISH[problem.severity],
        "line": problem.line,
        "column": problem.column,
        "end_column": problem.end_column,
        "message": problem.message,
        "remedy": problem.remedy,
        "excerpt": excerpt(problem)[0],
    }


def write_github(path: Path, problems: Sequence[Problem]) -> str:
    """A workflow command for each problem, so that it shows at its line of a pull request."""
    file = _property(reveal_line(shown_path(path).as_posix()))
    return "".join(
        f"::{_GITHUB[problem.severity]} file={file},line={problem.line},"
        f"col={problem.column},endColumn={problem.end_column},title={problem.code}"
        f"::{_data(f'{problem.message}。{problem.remedy}')}\n"
        for problem in problems
    )


def sarif_log(files: Iterable[tuple[Path, Sequence[Problem]]]) -> dict[str, Any]:
    """The problems of all files as a SARIF 2.1.0 log with one run."""
    found = [(path, problem) for path, problems in files for problem in problems]
    codes = sorted({problem.code for _, problem in found})
    rules = [{"id": code, "shortDescription": {"text": CODES[code]}} for code in codes]
    driver = {"name": "jimoplan", "version": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(path, problem, codes) for path, problem in found],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }


def _write_problem(path: Path, problem: Problem) -> str:
    line, caret = excerpt(problem)
    place = f"{shown_path(path)}:{problem.line}:{problem.column}"
    return (
        f"{reveal_line(f'{place} {problem.severity} {problem.code} {problem.message}')}\n"
        f"    {line}\n"
        f"    {caret}\n"
        f"  → {reveal_line(problem.remedy)}\n"
    )


def _result(path: Path, problem: Problem, codes: list[str]) -> dict[str, Any]:
    region = {
        "startLine": problem.line,
        "startColumn": problem.column,
        "endColumn": problem.end_column,
    }
    location = {"artifactLocation": {"uri": _uri(path)}, "region": region}
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": _SARIF[problem.severity],
        "message": {"text": f"{problem.message}。{problem.remedy}"},
        "locations": [{"physicalLocation": location}],
    }


def _uri(path: Path) -> str:
    from urllib.parse import quote

    return quote(shown_path(path).as_posix(), errors="surrogateescape")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
