"""docs/templates.md: it is current, and it and the sandbox agree on what a template may read."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Template
from templates_page import build_page, missing_meanings, reachable_enums, reachable_types

from jimoplan.core.plan.model import Plan
from jimoplan.render.environment import build_environment
from jimoplan.render.loader import PlanLoader
from jimoplan.render.readable import field_names, readable_names

Views = Callable[[Plan], dict[str, object]]
PAGE = Path(__file__).parents[2] / "docs" / "templates.md"


def test_the_page_is_what_the_types_say(golden: Callable[[Path, str], None]) -> None:
    golden(PAGE, build_page())


def test_every_name_is_explained_and_no_explanation_is_left_over() -> None:
    assert missing_meanings() == []


def test_the_page_lists_what_the_sandbox_lets_through_and_nothing_else() -> None:
    documented = _documented(PAGE.read_text("utf-8"))

    assert documented == {kind.__name__: readable_names(kind) for kind in reachable_types()}


# Pydantic warns of names that are refused all the same.
@pytest.mark.filterwarnings("ignore::pydantic.warnings.PydanticDeprecatedSince211")
@pytest.mark.filterwarnings("ignore::pydantic.warnings.PydanticDeprecatedSince20")
def test_every_documented_name_can_be_read_in_a_template_and_no_other(
    shipped: Plan, hostile: Plan, views: Views
) -> None:
    documented = _documented(PAGE.read_text("utf-8"))
    both = [views(hostile), views(shipped)]
    samples = {type(part): part for part in _parts_of(both, set())}
    assert {"PeriodicReport", "Row", "Measure", "Update", "ReportingPeriod"} <= {
        kind.__name__ for kind in samples
    }

    for kind, part in samples.items():
        names = {name for name in dir(part) if name.isidentifier()} | documented[kind.__name__]
        assert {n for n in names if _can_read(part, n)} == documented[kind.__name__], kind


@pytest.mark.parametrize("kind", reachable_enums(reachable_types()), ids=lambda kind: kind.__name__)
def test_each_fixed_word_is_shown_and_compared_as_the_page_says(kind: type[Enum]) -> None:
    question = build_environment("txt", PlanLoader(None)).from_string("{{ x }}{{ x == said }}")
    words = PAGE.read_text("utf-8").partition("\n## 用词\n")[2]
    listed = words.partition(f"\n### {kind.__name__}\n")[2].partition("\n### ")[0]

    for word, said in zip(kind, re.findall("`([^`]+)`", listed), strict=True):
        assert question.render(x=word, said=said) == f"{said}True"


def test_links_within_the_page_lead_somewhere() -> None:
    page = PAGE.read_text("utf-8")
    anchors = {title.lower() for title in re.findall(r"^### (\w+)$", page, re.MULTILINE)}

    assert set(re.findall(r"\]\(#(\w+)\)", page)) <= anchors


def _documented(page: str) -> dict[str, frozenset[str]]:
    """The names in the table of each type."""
    found = {}
    for section in page.split("\n### ")[1:]:
        names = re.findall(r"^\| `(\w+)(?:\(\))?` \|", section, re.MULTILINE)
        if names:
            found[section.split("\n")[0]] = frozenset(names)
    return found


def _can_read(value: object, name: str) -> bool:
    return _question(name).render(x=value) == "True"


@cache
def _question(name: str) -> Template:
    environment = build_environment("txt", PlanLoader(None))
    return environment.from_string(f"{{{{ x.{name} is defined }}}}")


def _parts_of(value: object, seen: set[int]) -> Iterator[object]:
    """Every view and part of a plan within a value, each once though several hold it."""
    if id(value) in seen:
        return
    seen.add(id(value))
    names = field_names(type(value))
    if names is not None:
        yield value
    for inner in _held_by(value, names):
        yield from _parts_of(inner, seen)


def _held_by(value: object, names: tuple[str, ...] | None) -> Iterable[object]:
    if names is not None:
        return [getattr(value, name) for name in names]
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, (tuple, list)) else ()
