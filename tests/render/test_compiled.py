"""Many reports drawn by one process: what is compiled once is never used for anything else."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader

from jimoplan.render.compiled import CompiledTemplates, compiled_for
from jimoplan.render.loader import packaged_templates


def environment(kept: CompiledTemplates, **texts: str) -> Environment:
    return Environment(loader=DictLoader(texts), bytecode_cache=kept, autoescape=True)


def test_a_template_that_was_changed_is_drawn_as_it_is_now() -> None:
    kept = CompiledTemplates("md", None)

    assert environment(kept, page="一").get_template("page").render() == "一"
    assert environment(kept, page="二").get_template("page").render() == "二"


def test_two_templates_keep_their_own_code() -> None:
    kept = CompiledTemplates("md", None)
    drawn = [
        environment(kept, one="一", two="二").get_template(name).render() for name in ("one", "two")
    ]

    assert drawn == ["一", "二"]


def test_what_is_compiled_is_taken_from_memory_the_next_time() -> None:
    kept = CompiledTemplates("md", None)
    environment(kept, page="{{ 1 + 1 }}").get_template("page")
    again = environment(kept, page="{{ 1 + 1 }}")
    again.compile = None  # type: ignore[assignment] # it would be called to compile

    assert again.get_template("page").render() == "2"


def test_each_format_has_code_of_its_own() -> None:
    assert compiled_for("md") is compiled_for("md")
    assert compiled_for("md") is not compiled_for("html")


PAGE = "weekly.md.j2"


def draw_packaged(folder: Path) -> Environment:
    """An environment that has compiled a packaged template, its code kept in a folder."""
    loader = FileSystemLoader(packaged_templates())
    found = Environment(
        loader=loader, bytecode_cache=CompiledTemplates("md", folder), autoescape=True
    )
    found.filters |= dict.fromkeys(("cell", "full_width", "md"), str)
    found.get_template(PAGE)
    return found


def test_a_packaged_template_is_compiled_once_for_all_processes(tmp_path: Path) -> None:
    draw_packaged(tmp_path)
    (kept,) = tmp_path.iterdir()
    written = kept.stat().st_mtime_ns
    draw_packaged(tmp_path)

    assert kept.name.startswith(f"{PAGE}.md.")
    assert kept.stat().st_mtime_ns == written


@pytest.mark.parametrize("damage", [b"", b"j2", b"garbage" * 100])
def test_code_that_is_damaged_is_made_again(damage: bytes, tmp_path: Path) -> None:
    draw_packaged(tmp_path)
    (kept,) = tmp_path.iterdir()
    good = kept.read_bytes()
    kept.write_bytes(damage + good[: len(good) // 2] if damage else b"")
    draw_packaged(tmp_path)

    assert kept.read_bytes() == good


def test_a_folder_that_takes_nothing_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    draw_packaged(tmp_path / "file")


def test_templates_from_others_are_never_kept_on_the_disk(tmp_path: Path) -> None:
    kept, own = tmp_path / "kept", tmp_path / "own"
    own.mkdir()
    (own / "page").write_text("{{ 1 + 1 }}", "utf-8")
    loader = FileSystemLoader(own)
    found = Environment(
        loader=loader, bytecode_cache=CompiledTemplates("md", kept), autoescape=True
    )

    assert found.get_template("page").render() == "2"
    assert not kept.exists()
