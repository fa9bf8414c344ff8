"""Whatever is thrown at the reader: a plan or at least one error, and never an exception."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from laws import dear_law
from problem_cases import BASE

from jimoplan.core.display.cells import INVISIBLE
from jimoplan.core.plan.vocabulary import known_keys
from jimoplan.core.text.problems import CODES, Problem, Severity, excerpt
from jimoplan.core.text.reading.load import Loaded, load, load_bytes

SHIPPED = (Path(__file__).parents[4] / "plan.yaml").read_text("utf-8")
CHINESE = re.compile(r"[一-龥]")

FULL_WIDTH = str.maketrans(":,-[]{}'\" ", "：，－［］｛｝‘“\u3000")
SPECIAL = [
    *"：，－—“”‘’\u3000\t、。［］｛｝【】&*!|>'\"%@`{}[],:-#?~=<\n\r\x85\u2028\ufeff\x00\\",
    *("\ud800", "\U0001f600", "<<<<<<< ", "---\n", "...\n", "%YAML 1.1\n", ": ", "- "),
]
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
    text = draw(st.sampled_from([SHIPPED, BASE]))
    ways = st.sampled_from([_characters, _lines, _punctuation, _indentation, _keys])
    for _ in range(draw(st.integers(1, 5))):
        text = draw(ways)(draw, text)
    return text


def _keys(draw: st.DrawFn, text: str) -> str:
    """A key that slipped into a line."""
    ends = [match.start() for match in re.finditer("[\n}]", text)]
    at = draw(st.sampled_from(ends))
    mark, key, colon = (
        st.sampled_from(words) for words in (",，、； ", sorted(known_keys()), "：:")
    )
    return f"{text[:at]}{draw(mark)}{draw(key)}{draw(colon)}二稿{text[at:]}"


def _characters(draw: st.DrawFn, text: str) -> str:
    at, length = draw(st.integers(0, len(text))), draw(st.integers(0, 20))
    new = draw(st.one_of(st.sampled_from(SPECIAL), st.text(max_size=3), st.just(text[at : at + 9])))
    return text[:at] + new + text[at + length :]


def _lines(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at, to = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines)))
    moved = lines[at : at + draw(st.integers(1, 3))]
    kept = lines if draw(st.booleans()) else lines[:at] + lines[at + len(moved) :]
    return "\n".join(kept[:to] + moved + kept[to:])


def _punctuation(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    lines[at] = lines[at].translate(FULL_WIDTH)
    return "\n".join(lines)


def _indentation(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    lines[at] = draw(st.sampled_from(["", " ", "  ", "\t", "\u3000"])) + lines[at].lstrip()
    return "\n".join(lines)


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
