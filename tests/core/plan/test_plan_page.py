"""docs/plan.md: what it says of the keys is the model's, and its example is a plan with all."""

from command_line import REPOSITORY, Golden
from plan_page import EXAMPLE, build_page, each_key

from jimoplan.core.plan.items import Item
from jimoplan.core.plan.key_order import KEY_ORDER, attribute
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load
from jimoplan.core.text.writing.canonical import canonical_text


def test_the_page_is_up_to_date(golden: Golden) -> None:
    golden(REPOSITORY / "docs" / "plan.md", build_page())


def test_the_example_has_no_problem_besides_its_proposal_and_is_in_order() -> None:
    loaded = load(EXAMPLE)

    assert [problem.code for problem in loaded.problems] == ["W341"]
    assert loaded.plan is not None
    assert canonical_text(loaded.document, loaded.plan) == EXAMPLE


def test_the_example_has_every_key_there_is() -> None:
    loaded = load(EXAMPLE).plan
    assert loaded is not None
    used = set(each_key(loaded.model_dump(mode="json", by_alias=True, exclude_unset=True), Plan))
    wanted = {
        ("Item" if attribute(key) in Item.model_fields else kind.__name__, key)
        for kind, keys in KEY_ORDER.items()
        for key in keys
    }

    assert used == wanted
