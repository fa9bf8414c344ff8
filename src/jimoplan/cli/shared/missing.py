"""Asks for an argument or an option that a command needs and was not given."""

from collections.abc import Iterable, Iterator, Sequence
from shutil import get_terminal_size
from typing import Any, NamedTuple

from jimoplan.cli.shared.asking import (
    Check,
    ask_or_leave,
    faults_of,
    is_somebody_there,
)
from jimoplan.cli.shared.streams import say
from jimoplan.core.display.cells import cell_width, reveal_line


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

    Asks until the answer is one that the parameter's own callback can read. Raises typer's error
    where nobody answers.
    """
    parameter = missing.param
    if parameter is None or not is_somebody_there():
        raise missing
    what = str(parameter.metavar).removesuffix("...")
    meaning = f"({parameter.help})" if parameter.help else ""
    offers = _find_offers(parameter, missing.ctx)
    listed = _list_names(offers)

    def meant(answer: str) -> str:
        is_listed = answer.isdecimal() and 0 < int(answer) <= len(listed)
        return listed[int(answer) - 1] if is_listed else answer

    def check(answer: str) -> str:
        return (
            _find_fault(parameter, missing.ctx, meant(answer)) if answer else f"要写{what};{_LEAVE}"
        )

    answer = ask_or_leave(
        f"{what}{meaning}:", offers=[offer.value for offer in offers], check=check
    )
    if answer is None:
        raise missing
    answer = meant(answer)
    if parameter.param_type_name == "option":
        return [max(parameter.opts, key=len), answer, *given]
    is_like_an_option = answer.startswith("-") and "--" not in given
    return [*given, *(["--"] if is_like_an_option else []), answer]


class _Typed(NamedTuple):
    """What completion is to know of the words that were typed: where the plan is."""

    options: dict[str, str]
    arguments: tuple[str, ...] = ()


_LEAVE = "不写了,写 q"


def _find_offers(parameter: Any, context: Any) -> list[Any]:  # noqa: ANN401 - as above
    """What a shell would be offered for the parameter."""
    file = context.params.get("file")
    typed = _Typed({"--file": str(file)} if file else {})
    return list(parameter.shell_complete(typed, ""))


def _list_names(offers: Sequence[Any]) -> list[str]:
    """The offers that can be chosen by number, which are shown; none where some are numbers.

    What only is another word for one of them, as an alias is, can be written but is not listed.
    """
    values = {offer.value for offer in offers}
    if any(value[:1].isdecimal() for value in values):
        return []
    listed = [offer.value for offer in offers if offer.help not in values]
    numbered = (reveal_line(f"{number} {name}") for number, name in enumerate(listed, 1))
    say("".join(f"{line}\n" for line in _in_lines(numbered, get_terminal_size().columns)))
    return listed


def _in_lines(words: Iterable[str], cells: int) -> Iterator[str]:
    """Words with two blanks between, as many on a line as there is room for."""
    line = ""
    for word in words:
        if line and cell_width(f"{line}  {word}") > cells:
            yield line
            line = word
        else:
            line = f"{line}  {word}" if line else word
    if line:
        yield line


def _find_fault(parameter: Any, context: Any, answer: str) -> str:  # noqa: ANN401 - as above
    """What the callback of the parameter, if any, finds wrong with an answer; else ''."""
    if parameter.callback is None:
        return ""
    return faults_of(lambda said: parameter.callback(context, parameter, said))(answer)
