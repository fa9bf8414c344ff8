"""A plan read piece by piece says what it says when it is read whole."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import dear_law
from plan_texts import Written, written_plans

from jimoplan.core.text.reading.load import load
from jimoplan.core.text.reading.load_many import PieceReader

SHIPPED = Path(__file__).parents[4] / "plan.yaml"
DAMAGE = (
    "",
    "'",
    '"',
    "- ",
    "  - ",
    "      - id: 3\n",
    "# ",
    "{",
    "]",
    "|",
    ": ",
    "\n",
    "\t",
    "&a ",
)


def edited(text: str, chance: Random) -> Iterator[str]:
    """The text with one line more, one less, two exchanged, or something put into one."""
    lines = text.splitlines(keepends=True)
    for _ in range(20):
        now = list(lines)
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del now[one]
            case 1:
                now.insert(one, lines[other])
            case 2:
                now[one], now[other] = now[other], now[one]
            case _:
                at = chance.randrange(len(lines[one]))
                now[one] = lines[one][:at] + chance.choice(DAMAGE) + lines[one][at:]
        yield "".join(now)


@given(example=written_plans())
def test_a_plan_of_any_form_reads_the_same_in_pieces(example: Written) -> None:
    assert PieceReader().read(example.text.encode()) == example.plan


@pytest.mark.parametrize("seed", range(10))
def test_a_damaged_text_reads_the_same_in_pieces(seed: int) -> None:
    reader = PieceReader()
    for text in edited(SHIPPED.read_text("utf-8"), Random(seed)):
        assert reader.read(text.encode()) == load(text, with_advice=False).plan


@dear_law
@given(example=written_plans(), seed=st.integers(0, 1000))
def test_damaged_texts_of_any_form_read_the_same_in_pieces(example: Written, seed: int) -> None:
    reader = PieceReader()
    for text in edited(example.text, Random(seed)):
        assert reader.read(text.encode()) == load(text, with_advice=False).plan


@dear_law
@given(example=written_plans(), seed=st.integers(0, 1000))
def test_what_was_read_whole_is_known_and_misleads_nobody(example: Written, seed: int) -> None:
    reader = PieceReader()
    for text in (example.text, *edited(example.text, Random(seed))):
        whole = load(text, with_advice=False)
        assert reader.read(text.encode()) == whole.plan
        if whole.plan:
            reader.know(whole.document.text, whole.plan)


def test_a_text_that_was_read_whole_comes_in_the_very_same_tasks() -> None:
    whole = load(SHIPPED.read_text("utf-8"), with_advice=False)
    reader = PieceReader()
    assert whole.plan is not None
    reader.know(whole.document.text, whole.plan)
    again = reader.read(whole.document.text.encode())

    assert again == whole.plan
    assert all(a is b for a, b in zip(again.tasks(), whole.plan.tasks(), strict=True))


def test_a_task_that_stays_is_the_very_same_value() -> None:
    text = SHIPPED.read_text("utf-8")
    reader = PieceReader()
    before = reader.read(text.encode())
    after = reader.read(text.replace("制发行政应诉工作规则", "规则").encode())

    assert before is not None
    assert after is not None
    same = [one is other for one, other in zip(before.tasks(), after.tasks(), strict=True)]
    assert same.count(False) == 1
