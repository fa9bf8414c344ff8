"""Short ways to say in a test: this text, read so, has these problems."""

from typing import Any

import yaml
from problem_cases import BASE

from jimoplan.core.text.problems import Problem
from jimoplan.core.text.reading.load import load


def miswrite(right: str, wrong: str, text: str = BASE) -> str:
    """The text with one fragment, which must occur in it exactly once, written otherwise."""
    assert text.count(right) == 1, right
    return text.replace(right, wrong)


def problems_of(text: str, parser: type[Any] = yaml.CSafeLoader) -> tuple[Problem, ...]:
    return load(text, parser).problems


def codes_of(text: str, parser: type[Any] = yaml.CSafeLoader) -> list[str]:
    return [problem.code for problem in problems_of(text, parser)]


def only_problem(text: str, parser: type[Any] = yaml.CSafeLoader) -> Problem:
    """The one problem of a text."""
    (problem,) = problems_of(text, parser)
    return problem
