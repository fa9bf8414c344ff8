"""Asks for an argument or an option that a command needs and was not given."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from jimoplan.cli.shared.asking import Check, ask_or_leave, is_somebody_there


def ask_needed(
    question: str, missing: Exception, offers: Sequence[str] = (), check: Check | None = None
) -> str:
    """What the person answers; raises the error that names what is missing where nobody does."""
    answer = ask_or_leave(question, offers=offers, check=check) if is_somebody_there() else None
    if not answer:
        raise missing
    return answer


def ask_for_parameter(missing: Any, given: list[str]) -> list[str]:  # noqa: ANN401 - typer's errors are private
    """The words of a command line with the parameter that typer misses, as the person answers.

    Raises typer's error where nobody does.
    """
    parameter = missing.param
    if parameter is None:
        raise missing
    what = str(parameter.metavar).removesuffix("...")
    meaning = f"({parameter.help})" if parameter.help else ""
    answer = ask_needed(f"{what}{meaning}:", missing, _find_offers(parameter, missing.ctx))
    if parameter.param_type_name == "option":
        return [max(parameter.opts, key=len), answer, *given]
    is_like_an_option = answer.startswith("-") and "--" not in given
    return [*given, *(["--"] if is_like_an_option else []), answer]


class _Typed(NamedTuple):
    """What completion is to know of the words that were typed: where the plan is."""

    options: dict[str, str]
    arguments: tuple[str, ...] = ()


def _find_offers(parameter: Any, context: Any) -> list[str]:  # noqa: ANN401 - as above
    """What a shell would be offered for the parameter."""
    file = context.params.get("file")
    typed = _Typed({"--file": str(file)} if file else {})
    return [offer.value for offer in parameter.shell_complete(typed, "")]
