"""Whatever is thrown at the reader: a plan or at least one error, and never an exception."""

import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from chance import Chance, SeededChance
from hypothesis import example, given
from hypothesis import strategies as st
from laws import dear_law, share_of
from plan_texts import Scribe, make_value
from problem_cases import BASE
from slips import SMALL, SPECIAL, miswrite_at_random

from jimoplan.core.display.cells import INVISIBLE
from jimoplan.core.text.problems import CODES, Problem, Severity, excerpt
from jimoplan.core.text.reading.load import Loaded, load, load_bytes

SHIPPED = (Path(__file__).parents[4] / "plan.yaml").read_text("utf-8")
CHINESE = re.compile(r"[一-龥]")

YAMLISH = st.lists(
    st.one_of(st.sampled_from([*SPECIAL, *(line + "\n" for line in BASE.splitlines())]), st.text()),
    max_size=30,
).map("".join)
BOTH = pytest.mark.parametrize("parser", [yaml.CSafeLoader, yaml.SafeLoader], ids=["C", "Python"])


def check(loaded: Loaded) -> None:
    """Hold what was loaded to everything that is promised of it."""
    assert loaded.has_errors or loaded.plan is not None
    if loaded.plan is None:
        assert any(problem.severity is Severity.ERROR for problem in loaded.problems)
    lines = re.split(r"\r\n|\r|\n", loaded.document.text)
    for problem in loaded.problems:
        check_problem(problem, lines)


def check_problem(problem: Problem, lines: list[str]) -> None:
    assert problem.code in CODES
    assert CHINESE.search(problem.message)
    assert CHINESE.search(problem.remedy)
    assert not INVISIBLE.search(problem.message + problem.remedy)
    assert "\n" not in problem.message + problem.remedy
    assert problem.source == lines[problem.line - 1]
    assert 1 <= problem.column <= len(problem.source) + 1
    assert problem.column < problem.end_column <= len(problem.source) + 2
    shown, caret = excerpt(problem)
    assert "^" in caret
    assert "\x1b" not in shown


@BOTH
@given(text=st.text())
@example(text="{[")
@example(text="? ")
@example(text=": ")
@example(text="schema: &a *a")
@example(text="'")
@example(text="\t")
def test_any_text_is_a_plan_or_has_errors(text: str, parser: Any) -> None:  # noqa: ANN401
    check(load(text, parser))


@BOTH
@given(text=YAMLISH)
def test_any_pieces_of_yaml_are_a_plan_or_have_errors(text: str, parser: Any) -> None:  # noqa: ANN401
    check(load(text, parser))


@BOTH
@given(data=st.binary())
@example(data=b"\xff\xfe")
@example(data=b"\xef\xbb\xbf\xef\xbb\xbf")
@example(data=b"\x00")
@example(data=b"a\x81")
def test_any_bytes_are_a_plan_or_have_errors(data: bytes, parser: Any) -> None:  # noqa: ANN401
    check(load_bytes(data, parser))


@BOTH
@given(data=st.data(), encoding=st.sampled_from(["gb18030", "utf-16", "utf-16-le", "utf-8-sig"]))
def test_any_cut_of_a_plan_in_any_encoding_is_read_or_refused(
    data: st.DataObject,
    encoding: str,
    parser: Any,  # noqa: ANN401
) -> None:
    encoded = BASE.encode(encoding)

    check(load_bytes(encoded[: data.draw(st.integers(0, len(encoded)))], parser))


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """The shipped plan's text, miswritten here and there as hands and editors do."""
    chance = Chance(draw)
    return miswrite_at_random(chance.choice([SHIPPED, BASE]), chance)


@BOTH
@dear_law
@given(text=mutations())
def test_any_slip_in_the_shipped_plan_is_read_or_refused(text: str, parser: Any) -> None:  # noqa: ANN401
    check(load(text, parser))


@dear_law
@given(text=mutations())
def test_both_parsers_agree_on_the_plan_and_on_whether_there_is_one(text: str) -> None:
    by_c, by_python = load(text, yaml.CSafeLoader), load(text, yaml.SafeLoader)

    assert by_c.plan == by_python.plan
    assert by_c.has_errors == by_python.has_errors


@dear_law
@given(text=mutations(), end=st.sampled_from(["\r\n", "\r"]), mark=st.sampled_from(["", "\ufeff"]))
def test_line_ends_and_byte_order_mark_make_no_difference(text: str, end: str, mark: str) -> None:
    plain = text.replace("\r", "").replace("\ufeff", "")

    one, other = load(plain), load(mark + plain.replace("\n", end))

    assert one.plan == other.plan
    assert one.problems == other.problems


INPUTS = 100_000
"""How many texts the parsers are tried on for 20000 examples; usually a hundredth of that."""

PARTS = 4
HANGS = 20
"""Seconds in which any of them is read, on whatever machine."""


@pytest.mark.parametrize("part", range(PARTS), ids=lambda part: f"part {part}")
def test_whatever_is_miswritten_both_parsers_read_or_refuse_it_in_no_time(
    part: int, examples: int
) -> None:
    count = share_of(INPUTS // PARTS, examples)
    slowest, plans = (0.0, ""), 0
    for seed in range(part, part + count * PARTS, PARTS):
        text = make_small(SeededChance(seed))
        read: list[Loaded] = []
        for parser in (yaml.CSafeLoader, yaml.SafeLoader):
            begun = time.perf_counter()
            read.append(load(text, parser))
            taken = time.perf_counter() - begun
            slowest = max(slowest, (taken, f"seed {seed} by {parser.__name__}"))
            check(read[-1])
        assert read[0].plan == read[1].plan, seed
        assert read[0].has_errors == read[1].has_errors, seed
        plans += read[0].plan is not None
    taken, what = slowest
    print(f"{count} texts in both parsers, {plans} of them plans; slowest: {taken:.3f} s, {what}")  # noqa: T201

    assert taken < HANGS, what


def make_small(chance: Chance) -> str:
    """A small text of any form, miswritten in one to four places."""
    text = Scribe(chance).write(make_value(chance)) if chance.happens(0.05) else SMALL
    return miswrite_at_random(text, chance)
