"""What the pages for engineers name is there, and every room is named."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from command_line import REPOSITORY

SOURCE = REPOSITORY / "src" / "jimoplan"
DOCS = REPOSITORY / "docs"
ARCHITECTURE = DOCS / "architecture.md"
CONTRIBUTING = REPOSITORY / "CONTRIBUTING.md"
INDEX = DOCS / "decisions" / "README.md"
DECISIONS = sorted(set(INDEX.parent.glob("*.md")) - {INDEX})
PAGES = (ARCHITECTURE, CONTRIBUTING, INDEX, *DECISIONS)
GUIDE = DOCS / "README.md"
ROOMS = sorted(
    folder.parent.relative_to(SOURCE).as_posix()
    for folder in SOURCE.rglob("__init__.py")
    if folder.parent != SOURCE
)


def read_named(page: Path) -> list[str]:
    """Every path that a page names: what stands between backticks and has a slash in it."""
    prose = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"`((?:[\w.-]+/)+[\w.-]*(?:::\w+)?)`", prose)


@cache
def read_names(module: Path) -> frozenset[str]:
    """What a module defines at its top: functions, classes and values."""
    names: set[str] = set()
    for node in ast.parse(module.read_text("utf-8")).body:
        match node:
            case ast.FunctionDef(name) | ast.ClassDef(name):
                names.add(name)
            case ast.AnnAssign(ast.Name(name)):
                names.add(name)
            case ast.Assign(targets):
                names |= {each.id for each in targets if isinstance(each, ast.Name)}
    return frozenset(names)


def exists(name: str) -> bool:
    """Whether there is such a file, room or module, or such a name in a module or test file."""
    path, _, test = name.partition("::")
    if test:
        return test in read_names(REPOSITORY / path)
    if any(place.exists() for place in (REPOSITORY / path, SOURCE / path, SOURCE / f"{path}.py")):
        return True
    module, _, inside = path.rpartition(".")
    file = SOURCE / f"{module}.py"
    return file.is_file() and inside in read_names(file)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_whatever_a_page_names_is_there(page: Path) -> None:
    assert [name for name in read_named(page) if not exists(name)] == []


@pytest.mark.parametrize("page", [*PAGES, GUIDE], ids=lambda page: page.stem)
def test_each_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_named_in_the_architecture(room: str) -> None:
    assert f"`{room}`" in ARCHITECTURE.read_text("utf-8"), f"say what {room} is for"


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_each_decision_says_what_it_costs_and_is_in_the_index(page: Path) -> None:
    parts = re.findall(r"^## (.+)$", page.read_text("utf-8"), re.MULTILINE)

    assert parts == ["Context", "Decision", "What it costs", "When to revisit"]
    assert f"]({page.name})" in INDEX.read_text("utf-8")


def test_every_page_of_the_documentation_is_in_its_index() -> None:
    guide = GUIDE.read_text("utf-8")
    pages = {page.name for page in DOCS.glob("*.md")} - {GUIDE.name}

    assert {name for name in pages if f"]({name})" not in guide} == set()
