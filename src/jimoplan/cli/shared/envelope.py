"""The one JSON envelope: what every command answers, and how it fails, under `--format json`."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from jimoplan.cli.schemas.version import FORMAT_VERSION
from jimoplan.cli.shared.streams import write_json
from jimoplan.core.views.codes import with_codes
from jimoplan.core.views.views import Heading


def write_envelope(
    question: str,
    data: Mapping[str, Any],
    *,
    heading: Heading | None = None,
    notes: Iterable[str] = (),
) -> None:
    """Write an answer in its envelope; raises OutputError."""
    write_json(make_envelope(question, data, heading=heading, notes=notes))


def make_envelope(
    question: str,
    data: Mapping[str, Any],
    *,
    heading: Heading | None = None,
    notes: Iterable[str] = (),
) -> dict[str, Any]:
    """An answer: format, question, plan and day where it has them, notes, data.

    The notes of the heading come first.
    """
    about: dict[str, Any] = {}
    if heading:
        plan = heading.plan
        about["plan"] = {
            "unit": plan.unit,
            "title": plan.title,
            "start": plan.period.start,
            "end": plan.period.end,
        }
        about["as_of"] = heading.as_of
    told = [*(heading.notes if heading else ()), *notes]
    head = {"format": FORMAT_VERSION, "question": question, **about, "notes": told}
    return {**head, "data": with_codes(data)}


def write_error(question: str | None, error: Mapping[str, Any]) -> None:
    """Write how a command failed in place of its answer; raises OutputError."""
    head: dict[str, Any] = {"format": FORMAT_VERSION, "question": question, "notes": []}
    write_json({**head, "error": error})


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether the words typed ask for JSON, whether or not they can be understood otherwise."""
    words = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    pairs = pairwise(words)
    named = [value for option, value in pairs if option == _OPTION]
    named += [word.removeprefix(f"{_OPTION}=") for word in words if word.startswith(f"{_OPTION}=")]
    return any(unicodedata.normalize("NFKC", name).casefold() == "json" for name in named)


_OPTION = "--format"
