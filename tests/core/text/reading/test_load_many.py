"""A plan read piece by piece says what it says when it is read whole."""

from pathlib import Path

from chance import Chance
from hypothesis import given, settings
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


@st.composite
def edits(draw: st.DrawFn, text: str) -> list[str]:
    """The text with one line more, one less, two exchanged, or something put into one."""
    chance, lines = Chance(draw), text.splitlines(keepends=True)
    return chance.several(lambda: "".join(edit(list(lines), chance)), 1, 20)


def damaged_plans() -> st.SearchStrategy[list[str]]:
    """A text of any form, and what becomes of it."""
    return written_plans().flatmap(
        lambda one: edits(one.text).map(lambda texts: [one.text, *texts])
    )


def edit(lines: list[str], chance: Chance) -> list[str]:
    kind = chance.integer(0, 3)
    one, other = (chance.integer(0, len(lines) - 1) for _ in range(2))
    match kind:
        case 0:
            return [*lines[:one], *lines[one + 1 :]]
        case 1:
            return [*lines[:one], lines[other], *lines[one:]]
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case _:
            at = chance.integer(0, len(lines[one]) - 1)
            lines[one] = lines[one][:at] + chance.choice(DAMAGE) + lines[one][at:]
    return lines


@dear_law
@given(example=written_plans())
def test_a_plan_of_any_form_reads_the_same_in_pieces(example: Written) -> None:
    assert PieceReader().read(example.text.encode()) == example.plan


@settings(max_examples=10)
@given(texts=edits(SHIPPED.read_text("utf-8")))
def test_a_damaged_text_reads_the_same_in_pieces(texts: list[str]) -> None:
    reader = PieceReader()
    for text in texts:
        assert reader.read(text.encode()) == load(text, with_advice=False).plan


@dear_law
@given(texts=damaged_plans())
def test_damaged_texts_of_any_form_read_the_same_in_pieces(texts: list[str]) -> None:
    reader = PieceReader()
    for text in texts:
        assert reader.read(text.encode()) == load(text, with_advice=False).plan


@dear_law
@given(texts=damaged_plans())
def test_what_was_read_whole_is_known_and_misleads_nobody(texts: list[str]) -> None:
    reader = PieceReader()
    for text in texts:
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
    assert all(a is b for a, b in zip(again.all_tasks(), whole.plan.all_tasks(), strict=True))


def test_a_task_that_stays_is_the_very_same_value() -> None:
    text = SHIPPED.read_text("utf-8")
    reader = PieceReader()
    before = reader.read(text.encode())
    after = reader.read(text.replace("制发行政应诉工作规则", "规则").encode())

    assert before is not None
    assert after is not None
    same = [one is other for one, other in zip(before.all_tasks(), after.all_tasks(), strict=True)]
    assert same.count(False) == 1
