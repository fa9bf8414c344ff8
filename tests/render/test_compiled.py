"""Many reports drawn by one process: what is compiled once is never used for anything else."""

from jinja2 import DictLoader, Environment

from jimoplan.render.compiled import CompiledTemplates, compiled_for


def environment(kept: CompiledTemplates, *, escapes: bool = False, **texts: str) -> Environment:
    return Environment(loader=DictLoader(texts), bytecode_cache=kept, autoescape=escapes)


def test_a_template_that_was_changed_is_drawn_as_it_is_now() -> None:
    kept = CompiledTemplates()

    assert environment(kept, page="一").get_template("page").render() == "一"
    assert environment(kept, page="二").get_template("page").render() == "二"


def test_a_template_of_the_same_text_under_another_name_is_that_one() -> None:
    kept = CompiledTemplates()
    found = environment(kept, one="{{ self._TemplateReference__context.name }}", two="x")

    assert found.get_template("one").name == "one"
    assert environment(kept, one="x", two="x").get_template("two").name == "two"


def test_what_is_compiled_is_taken_from_memory_the_next_time() -> None:
    kept = CompiledTemplates()
    environment(kept, page="{{ 1 + 1 }}").get_template("page")
    again = environment(kept, page="{{ 1 + 1 }}")
    again.compile = None  # type: ignore[assignment] # it would be called to compile

    assert again.get_template("page").render() == "2"


def test_each_format_has_code_of_its_own() -> None:
    assert compiled_for("md") is compiled_for("md")
    assert compiled_for("md") is not compiled_for("html")
