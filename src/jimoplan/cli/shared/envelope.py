"""The one JSON envelope: what every command answers, and how it fails, under `--format json`."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from jimoplan.cli.schemas.version import FORMAT_VERSION
from jimoplan.cli.shared.streams import write_json
from jimoplan.core.views.answer import About


def write_envelope(
    question: str,
    data: Mapping[str, Any],
    *,
    about: About | None = None,
    notes: Iterable[str] = (),
) -> None:
    """Write an answer in its envelope; raises OutputError."""
    write_json(make_envelope(question, data, about=about, notes=notes))


def make_envelope(
    question: str,
    data: Mapping[str, Any],
    *,
    about: About | None = None,
    notes: Iterable[str] = (),
) -> dict[str, Any]:
    """An answer: format, question, plan and day where it has them, notes, data.

    The notes of what it is about come first.
    """
    from jimoplan.core.views.codes import with_codes

    told = [*(about.notes if about else ()), *notes]
    named = _name_plan(about) if about else {}
    head = {"format": FORMAT_VERSION, "question": question, **named, "notes": told}
    return {**head, "data": with_codes(data)}


def _name_plan(about: About) -> dict[str, Any]:
    plan = {"unit": about.unit, "title": about.title, "start": about.start, "end": about.end}
    return {"plan": plan, "as_of": about.as_of}


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
