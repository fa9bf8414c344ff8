"""docs/figures.md: it says what the code says, and leaves out no light and no threshold."""

from collections.abc import Callable
from pathlib import Path

from command_line import REPOSITORY
from figures_page import LIGHT_EXAMPLES, PROGRESS_EXAMPLES, build_page

from jimoplan.core.assessment.alarms import AlarmSort
from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.words import Kind

PAGE = REPOSITORY / "docs" / "figures.md"


def test_the_page_is_what_the_code_says(golden: Callable[[Path, str], None]) -> None:
    golden(PAGE, build_page())


def test_every_light_and_every_reason_has_an_example() -> None:
    shown = [example.item for example in LIGHT_EXAMPLES]

    assert {item.light for item in shown} == set(Light)
    assert {alarm.sort for item in shown for alarm in item.alarms} == set(AlarmSort)


def test_every_kind_of_measure_has_an_example_of_its_progress() -> None:
    measures = (fields for example in PROGRESS_EXAMPLES for fields in example.measures)

    assert {Kind(fields["kind"]) for fields in measures} == set(Kind)
