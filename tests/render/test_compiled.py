"""Many reports drawn by one process: what is compiled once is never used for anything else."""

from jinja2 import DictLoader, Environment

from jimoplan.render.compiled import CompiledTemplates, compiled_for


def environment(kept: CompiledTemplates, **texts: str) -> Environment:
    return Environment(loader=DictLoader(texts), bytecode_cache=kept, autoescape=True)


def test_a_template_that_was_changed_is_drawn_as_it_is_now() -> None:
    kept = CompiledTemplates()

    assert environment(kept, page="一").get_template("page").render() == "一"
    assert environment(kept, page="二").get_template("page").render() == "二"


def test_two_templates_keep_their_own_code() -> None:
    kept = CompiledTemplates()
    drawn = [
        environment(kept, one="一", two="二").get_template(name).render() for name in ("one", "two")
    ]

    assert drawn == ["一", "二"]


def test_what_is_compiled_is_taken_from_memory_the_next_time() -> None:
    kept = CompiledTemplates()
    environment(kept, page="{{ 1 + 1 }}").get_template("page")
    again = environment(kept, page="{{ 1 + 1 }}")
    again.compile = None  # type: ignore[assignment] # it would be called to compile

    assert again.get_template("page").render() == "2"


def test_each_format_has_code_of_its_own() -> None:
    assert compiled_for("md") is compiled_for("md")
    assert compiled_for("md") is not compiled_for("html")
