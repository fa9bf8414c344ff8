"""The canonical form: one for each plan's text, its comments and its meaning untouched."""

from hypothesis import given
from laws import dear_law
from plan_texts import Written, written_plans
from problem_cases import BASE

from jimoplan.core.plan.key_order import KEY_ORDER, attribute
from jimoplan.core.text.reading.load import load
from jimoplan.core.text.writing.canonical import canonical_text
from jimoplan.core.text.writing.in_turn import read_closed


def tidy(text: str) -> str:
    loaded = load(text)
    assert loaded.plan is not None
    return read_closed(canonical_text(loaded.document, loaded.plan), loaded.plan).document.text


@dear_law
@given(example=written_plans())
def test_the_canonical_form_says_the_same_with_all_its_comments(example: Written) -> None:
    tidied = tidy(example.text)

    assert load(tidied, with_advice=False).plan == example.plan
    assert sorted(line.count("# 注") for line in tidied.splitlines() if "# 注" in line) == sorted(
        line.count("# 注") for line in example.text.splitlines() if "# 注" in line
    )


@dear_law
@given(example=written_plans())
def test_the_canonical_form_is_its_own(example: Written) -> None:
    once = tidy(example.text)
    assert tidy(once) == once


def test_figures_stay_as_they_were_written() -> None:
    text = BASE.replace("target: 100", "target: '100.50'")
    assert "target: 100.50\n" in tidy(text)


def test_every_key_of_every_part_has_its_place() -> None:
    for model, order in KEY_ORDER.items():
        fields = getattr(model, "model_fields")  # noqa: B009
        assert sorted(map(attribute, order)) == sorted(fields), model
