"""Templates that come with a plan: they win, they are sandboxed, they fail in words."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lively_plan import make_lively

from jimoplan.core.plan.model import Plan
from jimoplan.errors import JimoplanError
from jimoplan.render import begin_run, render, render_file, render_index
from jimoplan.render.apart import DrawingProcess
from jimoplan.render.draw import draw as draw_report
from jimoplan.render.faults import TemplateError
from jimoplan.render.in_process import Drawing, generate
from jimoplan.render.loader import FromOthersError, PlanLoader, packaged_templates

Views = Callable[[Plan], dict[str, object]]

REPOSITORY = Path(__file__).parents[2]
RUN = begin_run()


@pytest.fixture(scope="module", autouse=True)
def _the_run_ends() -> Iterator[None]:
    with RUN:
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    return tmp_path


def draw(folder: Path, template: str, view: object, name: str = "overview.md") -> str:
    """What a template beside the plan makes of a view."""
    report, form = name.split(".")
    (folder / "templates" / f"{name}.j2").write_bytes(template.encode())
    return render(report, form, view, beside=folder, run=RUN)


def failure(folder: Path, template: str, view: object) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        draw(folder, template, view)
    return caught.value


@pytest.fixture
def overview(shipped: Plan, views: Views) -> object:
    return views(shipped)["overview"]


def test_a_template_beside_the_plan_wins(folder: Path, overview: object) -> None:
    assert draw(folder, "{{ view.tasks.total }}项\n", overview) == "21项\n"


def test_the_worked_example_of_the_documentation_is_a_bureaus_own_weekly_report(
    folder: Path, shipped: Plan, views: Views
) -> None:
    page = (REPOSITORY / "docs/templates.md").read_text("utf-8")
    (example,) = re.findall(r"```jinja\n(.*?)```", page, re.DOTALL)

    text = draw(folder, example, views(shipped)["weekly"], "weekly.html")

    assert "送：各科室、司法所" in text
    assert text.index('id="red"') < text.index("本局关注") < text.index('id="annex"')
    assert 'id="yellow"' not in text
    assert len(example.splitlines()) <= 30


def test_one_shared_part_can_be_replaced_by_itself(
    folder: Path, lively: Plan, views: Views
) -> None:
    card = folder / "templates/_red_card.html.j2"
    card.write_text("<p>卡片{{ card.number }}</p>\n", "utf-8")

    text = render("weekly", "html", views(lively)["weekly"], beside=folder, run=RUN)

    assert "<p>卡片" in text
    assert "需谁协调</dt>" not in text


@pytest.fixture
def lively(shipped: Plan) -> Plan:
    return make_lively(shipped)


def test_a_copy_that_nobody_has_edited_is_trusted_like_the_packaged_one(
    folder: Path, overview: object
) -> None:
    packaged, copy = packaged_templates() / "overview.md.j2", folder / "templates/overview.md.j2"
    shutil.copyfile(packaged, copy)
    asked = Drawing("overview.md.j2", "md", {"view": overview}, folder)

    assert "".join(generate(asked, PlanLoader(folder))) == draw_report(asked._replace(beside=None))

    copy.write_bytes(packaged.read_bytes() + b"x")
    with pytest.raises(FromOthersError):
        "".join(generate(asked, PlanLoader(folder)))


def test_a_template_beside_the_plan_stands_on_the_packaged_layout(
    folder: Path, overview: object
) -> None:
    template = '{% extends "_layout.html.j2" %}{% block main %}<p>自己的</p>{% endblock %}'
    page = draw(folder, template, overview, "overview.html")
    assert "<p>自己的</p>" in page
    assert "Content-Security-Policy" in page


def test_a_partial_beside_the_plan_changes_the_packaged_report(
    folder: Path, overview: object
) -> None:
    (folder / "templates" / "_style.css.j2").write_text("body { color: #123456; }")
    assert "body { color: #123456; }" in render("overview", "html", overview, beside=folder)


def test_values_are_escaped_there_too(folder: Path, hostile: Plan, views: Views) -> None:
    view = views(hostile)["overview"]
    assert "<script>" not in draw(folder, "{{ view.heading.plan.unit }}", view)
    assert "<script>" not in draw(folder, "{{ view.heading.plan.unit }}", view, "overview.html")


def test_a_template_saved_with_a_bom_by_an_editor_is_read(folder: Path, overview: object) -> None:
    assert draw(folder, "\ufeff标题\r\n", overview) == "标题\n"


GROW = "{% set ns = namespace(x='x') %}{% for i in range(60) %}{% set ns.x = JOIN %}{% endfor %}"
ESCAPES = {
    "class of a text": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "globals of a Jinja function": "{{ cycler.__init__.__globals__.os.environ }}",
    "globals of a function of ours": "{{ published_text.__globals__ }}",
    "attribute by filter": "{{ view | attr('__class__') }}",
    "attribute by map": "{{ [view] | map(attribute='__class__') | first }}",
    "format string": "{{ '{0.__class__}'.format(view) }}",
    "the template's own environment": "{{ self.__init__.__globals__ }}",
    "a model's class": "{{ view.heading.plan.model_construct() }}",
    "a model's fields": "{{ view.heading.plan.model_fields.unit.annotation }}",
    "a copy with changes": "{{ view.heading.plan.model_copy(update={'unit': 'x'}) }}",
    "a tuple's replacement": "{{ view._replace(tasks=none) }}",
    "changing a mapping": "{{ view.tasks.by_status.update({'x': 1}) }}",
    "changing a model's settings": "{{ view.heading.plan.model_config.clear() }}",
    "a huge text": "{{ 'x' * 10 ** 9 }}",
    "a huge number": "{{ 10 ** 10 ** 10 }}",
    "a text joined to itself": GROW.replace("JOIN", "ns.x ~ ns.x"),
    "a text added to itself": GROW.replace("JOIN", "ns.x + ns.x"),
    "a list added to itself": GROW.replace("'x'", "[1]").replace("JOIN", "ns.x + ns.x"),
    "a text filled up": "{{ 'x'.zfill(2 * 10 ** 9) }}",
    "a text laid out": "{{ '%1000000000d' | format(1) }}",
    "a text laid out by %": "{{ '%1000000000d' % 1 }}",
    "a text centred": "{{ 'x' | center(10 ** 9) }}",
    "a text indented": "{{ 'x' | indent(10 ** 9) }}",
    "a text of replacements": "{{ ('x' * 10 ** 6) | replace('x', 'y' * 10 ** 6) }}",
    "a text of many parts": "{{ range(99999) | join('x' * 10 ** 6) }}",
    "many long texts": (
        "{% set ns = namespace(x=[]) %}{% for i in range(999) %}"
        "{% set ns.x = ns.x + ['x' * 999000 ~ i] %}{% endfor %}"
    ),
    "filler text": "{{ lipsum(n=10 ** 7) }}",
    "a long range": "{% for i in range(10 ** 8) %}{% endfor %}",
}


@pytest.mark.parametrize("template", ESCAPES.values(), ids=ESCAPES.keys())
def test_an_attempt_at_escape_ends_in_one_clear_error(
    template: str, folder: Path, overview: object
) -> None:
    error = failure(folder, f"一\n二\n{template}\n", overview)
    assert error.message.startswith("模板 overview.md.j2 第3行:")
    assert error.remedy


LOOPS = "{% for a in range(99999) %}" * 3 + "{% endfor %}" * 3


def test_loops_within_loops_are_stopped(folder: Path, overview: object) -> None:
    (folder / "templates" / "overview.md.j2").write_text(LOOPS, encoding="utf-8")
    loops = Drawing("overview.md.j2", "md", {"view": overview}, folder, seconds=1)
    with pytest.raises(TemplateError, match=r"模板 overview\.md\.j2 第1行:运行超过1秒,已停止"):
        draw_report(loops)


def test_the_packaged_templates_take_the_time_they_need(
    folder: Path, shipped: Plan, views: Views
) -> None:
    (folder / "templates").rmdir()
    view = views(shipped)["overview"]

    assert draw_report(Drawing("overview.html.j2", "html", {"view": view}, folder, seconds=0))


def test_what_templates_need_is_left_to_them(folder: Path, overview: object) -> None:
    template = "{{ ['a', 'b'] | join('、') }}{{ 'a' ~ 1 ~ '*' }}{{ 'a-b' | replace('-', '+') }}"

    assert draw(folder, template, overview) == "a、ba1*a+b"


def test_a_view_cannot_be_assigned_to(folder: Path, overview: object) -> None:
    error = failure(folder, "{% set view.tasks = 1 %}", overview)
    assert error.message.startswith("模板 overview.md.j2 第1行:")


def test_a_name_that_is_not_there_is_named_with_template_and_line(
    folder: Path, overview: object
) -> None:
    error = failure(folder, "一\n{{ veiw.tasks }}\n", overview)
    assert error.message == "模板 overview.md.j2 第2行:用了没有的名字(没有 veiw)"


def test_a_field_that_is_not_there_is_named_with_its_owner(folder: Path, overview: object) -> None:
    error = failure(folder, "{{ view.taks }}", overview)
    assert error.message == "模板 overview.md.j2 第1行:用了没有的名字(Overview 没有 taks)"


def test_what_is_not_known_is_called_none(folder: Path, overview: object) -> None:
    error = failure(folder, "{{ view.heading.origin.commit }}", overview)
    assert error.message == "模板 overview.md.j2 第1行:用了没有的名字(none 没有 commit)"


def test_an_error_in_a_partial_names_the_partial(folder: Path, overview: object) -> None:
    (folder / "templates" / "part.j2").write_text("一\n\n{{ nothing }}", encoding="utf-8")
    error = failure(folder, "{% include 'part.j2' %}", overview)
    assert error.message.startswith("模板 part.j2 第3行:")


FAULTY_PARTS = {
    "a macro": (
        "{% macro m() %}\n{{ nothing }}{% endmacro %}",
        "{% import 'part.j2' as p %}{{ p.m() }}",
        "第2行:用了没有的名字(没有 nothing)",
    ),
    "a macro by name": (
        "{% macro m(x) %}\n{{ x.nothing }}{% endmacro %}",
        "{% from 'part.j2' import m %}{{ m(view) }}",
        "第2行:用了没有的名字(Overview 没有 nothing)",
    ),
    "the top of an import": ("\n{% set x = nothing.y %}", "{% import 'part.j2' as p %}", "第2行:"),
    "a layout": (
        "\n\n{{ nothing }}{% block b %}{% endblock %}",
        "{% extends 'part.j2' %}",
        "第3行:用了没有的名字",
    ),
    "an included part's own words": ("\n{% fro x %}", "{% include 'part.j2' %}", "第2行:写法有误"),
    "an imported part's own words": (
        "{{ 1 | no }}",
        "{% import 'part.j2' as p %}",
        "第1行:写法有误",
    ),
    "a layout's own words": ("\n{% block b %}", "{% extends 'part.j2' %}", "第2行:写法有误"),
    "a comment that never ends": ("\n{# x", "{% include 'part.j2' %}", "第2行:写法有误"),
    "what is refused": ("\n{{ ''.__class__ }}", "{% include 'part.j2' %}", "第2行:这样做不安全"),
}


@pytest.mark.parametrize(
    ("part", "template", "words"), FAULTY_PARTS.values(), ids=FAULTY_PARTS.keys()
)
def test_an_error_in_a_part_names_the_part_and_its_line(
    part: str, template: str, words: str, folder: Path, overview: object
) -> None:
    (folder / "templates" / "part.j2").write_text(part, encoding="utf-8")

    assert failure(folder, f"一\n二\n三\n{template}", overview).message.startswith(
        f"模板 part.j2 {words}"
    )


def test_an_error_in_a_block_names_the_template_that_wrote_the_block(
    folder: Path, overview: object
) -> None:
    (folder / "templates" / "part.j2").write_text("{% block b %}{% endblock %}", encoding="utf-8")
    template = "{% extends 'part.j2' %}\n{% block b %}\n{{ nothing }}{% endblock %}"

    assert failure(folder, template, overview).message.startswith("模板 overview.md.j2 第3行:")


def test_a_packaged_report_over_a_faulty_part_names_the_part(
    folder: Path, overview: object
) -> None:
    (folder / "templates" / "_style.css.j2").write_text("\n{{ nothing }}", encoding="utf-8")

    with pytest.raises(TemplateError, match=r"模板 _style\.css\.j2 第2行:用了没有的名字"):
        render("overview", "html", overview, beside=folder)


def test_a_macro_called_wrongly_names_the_line_of_the_call(folder: Path, overview: object) -> None:
    template = "{% macro m(a) %}{{ a }}{% endmacro %}\n{{ m(1, 2) }}"

    assert failure(folder, template, overview).message.startswith("模板 overview.md.j2 第2行:")


FAULTS = {
    "unknown tag": ("一\n{% fro x in y %}", "第2行:写法有误"),
    "unclosed block": ("{% if true %}\n一\n", "第2行:写法有误"),
    "unknown filter": ("{{ 1 | nothing }}", "第1行:写法有误"),
    "missing partial": ("\n{% include 'nothing.j2' %}", "第2行:找不到引用的模板(nothing.j2)"),
    "leaving the folder": ("{% include '../plan.yaml' %}", "第1行:找不到引用的模板"),
    "including itself": ("{% include 'overview.md.j2' %}", "无穷嵌套"),
    "extending itself": ("{% extends 'overview.md.j2' %}", ""),
    "a macro without end": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "第1行:无穷嵌套"),
    "deep nesting": ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "无穷嵌套"),
    "many nested loops": ("{% for a in 'b' %}" * 30 + "{% endfor %}" * 30, ""),
    "division by zero": ("{{ 1 / 0 }}", "第1行:执行出错(ZeroDivisionError"),
    "sum of text": ("{{ 1 + 'x' }}", "第1行:执行出错(TypeError"),
}


@pytest.mark.parametrize(("template", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_template_gives_one_message(
    template: str, words: str, folder: Path, overview: object
) -> None:
    error = failure(folder, template, overview)
    assert error.message.startswith("模板 overview.md.j2")
    assert words in error.message
    assert len(error.message) < 400


def test_output_stops_at_its_limit(folder: Path, overview: object) -> None:
    loop = "{% for i in range(9999) %}{% for j in range(9999) %}" + "一" * 999
    error = failure(folder, loop + "{% endfor %}{% endfor %}", overview)
    assert error.message == "模板 overview.md.j2 的输出超过2000万字,已停止"


def test_whatever_a_run_draws_counts_towards_its_limit(folder: Path, overview: object) -> None:
    for name in ("overview.md.j2", "index.html.j2", "mine.md.j2"):
        (folder / "templates" / name).write_text("一", encoding="utf-8")
    run = DrawingProcess(seconds=0)
    draws: dict[str, Callable[[], str]] = {
        "overview.md.j2": lambda: render("overview", "md", overview, beside=folder, run=run),
        "index.html.j2": lambda: render_index(overview, beside=folder, run=run),  # type: ignore[arg-type]
        "mine.md.j2": lambda: render_file(
            folder / "templates" / "mine.md.j2", overview, beside=folder, run=run
        ),
    }

    for name, draw_it in draws.items():
        with pytest.raises(TemplateError, match=rf"{name}:连同前面的几份,.*合计运行超过0秒"):
            draw_it()


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, overview: object) -> None:
    (folder / "secret").write_text("秘密", encoding="utf-8")
    (folder / "templates" / "part.j2").symlink_to(folder / "secret")
    with pytest.raises(TemplateError, match="之外的链接"):
        draw(folder, "{% include 'part.j2' %}", overview)


def test_a_templates_folder_that_is_a_link_is_not_followed(
    tmp_path: Path, overview: object
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "overview.md.j2").write_text("别处", encoding="utf-8")
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "templates").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(TemplateError, match="之外的链接"):
        render("overview", "md", overview, beside=tmp_path / "plan")


def test_a_plan_folder_reached_through_a_link_is_fine(folder: Path, overview: object) -> None:
    (folder / "templates" / "overview.md.j2").write_text("在这里", encoding="utf-8")
    (folder / "link").symlink_to(folder)
    assert render("overview", "md", overview, beside=folder / "link") == "在这里"


def test_a_template_in_another_encoding_names_the_line(folder: Path, overview: object) -> None:
    (folder / "templates" / "overview.md.j2").write_bytes(b"# x\n" + "标题".encode("gbk"))
    with pytest.raises(TemplateError, match=r"模板 overview\.md\.j2 第2行不是UTF-8编码"):
        render("overview", "md", overview, beside=folder)


def test_a_huge_template_is_not_read(folder: Path, overview: object) -> None:
    assert "超过1024KB" in failure(folder, "x" * 1_100_000, overview).message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="这个系统没有命名管道")
def test_a_pipe_is_no_template(folder: Path, overview: object) -> None:
    os.mkfifo(folder / "templates" / "overview.md.j2")
    assert render("overview", "md", overview, beside=folder).startswith("# ")


def test_every_failure_is_one_that_the_command_line_words() -> None:
    assert issubclass(TemplateError, JimoplanError)
