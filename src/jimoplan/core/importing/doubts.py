"""What an import cannot know: what it assumed instead, and what a person said of it."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from jimoplan.core.display.cells import INVISIBLE


class Choice(NamedTuple):
    """An answer that may be given, and what follows from it."""

    answer: str
    follows: str


class Doubt(NamedTuple):
    """Something to be settled: what sort of thing, where, about which words, what is asked.

    `choices` begin with what is assumed until somebody has answered; `is_open` where any other text
    may be an answer as well.
    """

    code: str
    place: str
    words: str
    question: str
    choices: tuple[Choice, ...]
    is_open: bool = False

    @property
    def key(self) -> str:
        """What an answer to it is kept under: the same words raise one doubt of a sort."""
        return f"{self.code}:{self.words}"

    @property
    def assumed(self) -> str:
        """The answer that is assumed."""
        return self.choices[0].answer


class Inquiry:
    """The doubts that come up, settled by the answers kept or else as is assumed."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self._answers = answers
        self._doubts: dict[str, Doubt] = {}
        self._answered: dict[str, tuple[Doubt, str]] = {}
        self._unfit: dict[str, str] = {}

    def settle(self, doubt: Doubt, form: str = ".*") -> str:
        """The answer that was given; where none was, what is assumed, and the doubt stays open.

        An answer of one's own has this form; blanks around it and what nobody sees do not count.
        """
        given = " ".join(INVISIBLE.sub("", self._answers.get(doubt.key, "")).split())
        if given in {choice.answer for choice in doubt.choices} or (
            given and doubt.is_open and re.fullmatch(form, given)
        ):
            self._answered[doubt.key] = (doubt, given)
            return given
        if doubt.key in self._answers:
            self._unfit[doubt.key] = f"{doubt.question}没有“{given}”这个答复,没有用它"
        self._doubts.setdefault(doubt.key, doubt)
        return doubt.assumed

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """The doubts that nobody has settled, in the order in which they came up."""
        return tuple(self._doubts.values())

    @property
    def answered(self) -> tuple[tuple[Doubt, str], ...]:
        """The doubts that somebody has settled, each with the answer."""
        return tuple(self._answered.values())

    @property
    def unfit(self) -> tuple[str, ...]:
        """In words the answers that are none of the choices, and were not used."""
        return tuple(self._unfit.values())
