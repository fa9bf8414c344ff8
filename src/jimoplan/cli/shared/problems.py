"""Problems written out: for people, for GitHub's annotations, and as SARIF."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from jimoplan.cli.shared.annotations import Annotation, AnnotationLevel, write_commands, write_sarif
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.text.problems import CODES, Problem, Severity, excerpt
from jimoplan.system.files import shown_path

_ENGLISH = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
_LEVELS = {
    Severity.ERROR: AnnotationLevel.ERROR,
    Severity.WARNING: AnnotationLevel.WARNING,
    Severity.INFO: AnnotationLevel.NOTE,
}


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
    return write_commands(annotate_problems(path, problems))


def sarif_log(files: Iterable[tuple[Path, Sequence[Problem]]]) -> dict[str, Any]:
    """The problems of all files as a SARIF 2.1.0 log with one run."""
    found = [note for path, problems in files for note in annotate_problems(path, problems)]
    return write_sarif(found, {note.code: CODES[note.code] for note in found})


def annotate_problems(path: Path, problems: Iterable[Problem]) -> Iterator[Annotation]:
    """An annotation for each problem, at its place in the file."""
    return (_annotate(path, problem) for problem in problems)


def _annotate(path: Path, problem: Problem) -> Annotation:
    return Annotation(
        level=_LEVELS[problem.severity],
        code=problem.code,
        message=f"{problem.message}。{problem.remedy}",
        file=path,
        line=problem.line,
        columns=(problem.column, problem.end_column),
    )


def _write_problem(path: Path, problem: Problem) -> str:
    line, caret = excerpt(problem)
    place = f"{shown_path(path)}:{problem.line}:{problem.column}"
    return (
        f"{reveal_line(f'{place} {problem.severity} {problem.code} {problem.message}')}\n"
        f"    {line}\n"
        f"    {caret}\n"
        f"  → {reveal_line(problem.remedy)}\n"
    )
