"""Templates that mean harm: each ends in one clear error, whatever it makes the machine do."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

import pytest

from jimoplan.core.plan.model import Plan
from jimoplan.render.apart import DrawingProcess
from jimoplan.render.draw import draw
from jimoplan.render.faults import TemplateError
from jimoplan.render.in_process import Drawing

Views = Callable[[Plan], dict[str, object]]
SECONDS = 10
BRIEFLY = 0.5
"""Where it is the limit that ends it: the processor works all the while."""

RUN = DrawingProcess(seconds=9999)
"""One for all: what a template could do to the process would show in those after it."""


@pytest.fixture(scope="module", autouse=True)
def _the_run_ends() -> Iterator[None]:
    with RUN:
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    return tmp_path


@pytest.fixture(scope="module")
def view(shipped: Plan, views: Views) -> object:
    return views(shipped)["overview"]


def draw_hostile(folder: Path, template: str, view: object, seconds: float = SECONDS) -> str:
    (folder / "templates" / "overview.md.j2").write_text(f"一\n{template}", encoding="utf-8")
    return draw(Drawing("overview.md.j2", "md", {"view": view}, folder, seconds), RUN)


def failure(folder: Path, template: str, view: object, seconds: float = SECONDS) -> str:
    with pytest.raises(TemplateError) as caught:
        draw_hostile(folder, template, view, seconds)
    assert caught.value.remedy
    assert len(caught.value.message) < 400
    return caught.value.message


def test_within_the_limits_nothing_is_refused(folder: Path, view: object) -> None:
    assert draw_hostile(folder, "{{ [3, 1, 2] | sort | join }}", view) == "一\n123"


def test_a_mapping_that_cannot_be_changed_reaches_the_template(folder: Path) -> None:
    view = MappingProxyType({"红": 3})

    assert (
        draw_hostile(folder, "{{ view['红'] }}{{ view.items() | list | length }}", view) == "一\n31"
    )


SHARED = (
    "{% set ns = namespace(x=[1]) %}"
    "{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}"
)
DEEP = (
    "{% set ns = namespace(x=()) %}{% for i in range(99999) %}{% set ns.x = (ns.x,) %}{% endfor %}"
)
BIG = "('f' * 10 ** 6) | int(0, 16)"
BLOCK = "{% for i in range(99999) %}{% for j in range(99999) %}" + "x" * 999 + "{% endfor %}" * 2

LONG_CALLS = {
    "a list that holds itself twice, many times over, as text": SHARED + "{{ ns.x }}",
    "the same compared": SHARED + "{% set other = ns.x %}" + SHARED + "{{ ns.x == other }}",
    "the same as a key": SHARED.replace("[", "(").replace("]", ",)") + "{{ {ns.x: 1} }}",
    "the same as JSON": SHARED + "{{ ns.x | tojson }}",
    "a power of a huge number": f"{{{{ ({BIG}) ** 99 }}}}",
    "lists added up in one call": "{{ ([range(99999) | list] * 1000) | sum(start=[]) | length }}",
    "a loop within a loop": "{% for i in range(99999) %}" * 3 + "{% endfor %}" * 3,
    "a loop within a captured block": f"{{% set x %}}{BLOCK}{{% endset %}}",
    "a loop within a macro": f"{{% macro m() %}}{BLOCK}{{% endmacro %}}{{{{ m() }}}}",
    "a loop within a filtered block": f"{{% filter upper %}}{BLOCK}{{% endfilter %}}",
}


@pytest.mark.parametrize("template", LONG_CALLS.values(), ids=LONG_CALLS.keys())
def test_what_takes_too_long_is_stopped_and_its_line_named(
    template: str, folder: Path, view: object
) -> None:
    # Where memory runs out first, that is said.
    message = failure(folder, template, view, BRIEFLY)

    assert message.startswith("模板 overview.md.j2 第2行:")
    assert "运行超过0.5秒,已停止" in message or "占用内存过多" in message


HUGE = {
    "rows filled up": ("{{ 'x' | batch(10 ** 9, 'x') | list }}", "结果超过100万项"),
    "many empty parts": ("{{ 'x' | slice(10 ** 9) | list }}", "结果超过100万项"),
    "a layout of a safe text": ("{{ ('{:>999999999}' | safe).format('x') }}", "format"),
    "a method taken by filter": ("{{ ('x' | attr('zfill'))(10 ** 9) }}", "zfill"),
    "a number's bytes": ("{{ (1).to_bytes(10 ** 10, 'big') }}", "to_bytes"),
    "a large negative repetition": ("{{ 'x' * (-10 ** 9) }}", "结果超过100万字"),
}


@pytest.mark.parametrize(("template", "words"), HUGE.values(), ids=HUGE.keys())
def test_what_would_be_huge_is_refused_before_it_is_made(
    template: str, words: str, folder: Path, view: object
) -> None:
    message = failure(folder, template, view)

    assert message.startswith("模板 overview.md.j2 第2行:这样做不安全,已拒绝(")
    assert words in message


def test_rounding_to_any_number_of_digits_is_quick(folder: Path, view: object) -> None:
    assert draw_hostile(folder, "{{ 1.5 | round(-10 ** 9) }}{{ 1 | round(10 ** 9, 'ceil') }}", view)


MANY = (
    "{% set ns = namespace(x=[]) %}{% set t = 'x' * 10 ** 6 %}"
    "{% for i in range(9999) %}{% set ns.x = [ns.x, t[i:]] %}{% endfor %}"
)


@pytest.mark.skipif(sys.platform != "linux", reason="只有 Linux 能限制一个进程的内存")
@pytest.mark.parametrize(
    "template",
    ["{{ view.heading.as_of.strftime('%9999999999d' * 50000) }}", MANY],
    ids=["one call", "many values"],
)
def test_memory_is_refused(template: str, folder: Path, view: object) -> None:
    message = failure(folder, template, view, seconds=60)

    assert message.startswith("模板 overview.md.j2 第2行:占用内存过多")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 上的栈大小不同")
def test_what_brings_the_process_down_is_an_error_like_any_other(
    folder: Path, view: object
) -> None:
    deep = DEEP + DEEP[DEEP.index("{% for") :] * 2

    message = failure(folder, f"{deep}\n{{{{ {{ns.x: 1}} }}}}", view, seconds=60)

    assert message.startswith("模板 overview.md.j2 第3行:处理中途退出")


BOMBS = {
    "ifs": "{% if 1 %}" * 10_000 + "{% endif %}" * 10_000,
    "brackets": "{{ " + "(" * 50_000 + "1" + ")" * 50_000 + " }}",
    "lists": "{{ " + "[" * 300 + "1" + "]" * 300 + " }}",
    "minus signs": "{{ " + "-" * 90_000 + "1 }}",
    "a long sum": "{{ " + "1+" * 30_000 + "1 }}",
    "attributes": "{{ view" + ".a" * 30_000 + " }}",
    "filters": "{{ 1" + "|abs" * 30_000 + " }}",
    "open braces": "{{" * 100_000,
    "macros that call themselves": "{% macro m(n) %}{{ m(n+1) ~ m(n+1) }}{% endmacro %}{{ m(0) }}",
    "blocks that contain themselves": "{% block a %}{{ self.a() }}{% endblock %}",
    "a loop that calls itself": "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
}


@pytest.mark.parametrize("template", BOMBS.values(), ids=BOMBS.keys())
def test_nesting_beyond_measure_is_named_with_its_line(
    template: str, folder: Path, view: object
) -> None:
    message = failure(folder, template, view)

    assert message.startswith("模板 overview.md.j2 第2行:")
    assert "无穷嵌套" in message or "运行超过" in message


LONG_TEMPLATES = {
    "elifs": "{% if 1 %}" + "{% elif 1 %}" * 30_000 + "{% endif %}",
    "macros": "{% macro m() %}{% endmacro %}" * 30_000,
    "values": "{{ 1 }}" * 140_000,
}


@pytest.mark.parametrize("template", LONG_TEMPLATES.values(), ids=LONG_TEMPLATES.keys())
def test_the_time_limit_counts_reading_a_template(
    template: str, folder: Path, view: object
) -> None:
    assert failure(folder, template, view, BRIEFLY).startswith("模板 overview.md.j2")


def test_a_part_that_takes_too_long_to_read_is_named(folder: Path, view: object) -> None:
    part = folder / "templates" / "part.j2"
    part.write_text("二", encoding="utf-8")
    assert draw_hostile(folder, "{% include 'part.j2' %}", view) == "一\n二"
    part.write_text("{{ 1 }}" * 140_000, encoding="utf-8")

    message = failure(folder, "{% include 'part.j2' %}", view, BRIEFLY)

    assert message == "模板 part.j2:运行超过0.5秒,已停止"


REACHES = {
    "a global of a macro's caller": (
        "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}"
    ),
    "the context of self": "{{ self._TemplateReference__context }}",
    "the class of a namespace": "{{ namespace().__class__ }}",
    "the constructor of a namespace": "{{ namespace.__init__ }}",
    "the constructor of a joiner": "{{ joiner().__init__.__globals__ }}",
    "the constructor of a loop": "{% for a in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "a class by a safe text's layout": "{{ ('{0.__class__}' | safe).format(view) }}",
    "a class by layout from a mapping": "{{ ('{x.__class__}' | safe).format_map({'x': view}) }}",
    "a layout by filter": "{{ ('{0.__class__}' | attr('format'))(view) }}",
    "a class by sorting": "{{ [view, view] | sort(attribute='__class__') }}",
    "a class by grouping": "{{ ([view] | groupby('__class__') | first)[0] }}",
    "a class by subscript": "{{ view['__class__'] }}",
    "the module of an import": "{% import 'overview.md.j2' as m %}{{ m.__dict__ }}",
    "an environment of a macro": "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "debug": "{% debug %}",
    "do": "{% do view %}",
    "a file of the system": "{% include '/etc/passwd' %}",
    "a file above": "{% include '../plan.yaml' %}",
    "a file of a process": "{% include '/proc/self/environ' %}",
    "a name with a zero": "{% include 'a\\x00b' %}",
    "no name": "{% include none %}",
    "a view for a name": "{% include view %}",
    "a view to stand on": "{% extends view %}",
}


@pytest.mark.parametrize("template", REACHES.values(), ids=REACHES.keys())
def test_nothing_but_the_view_can_be_reached(template: str, folder: Path, view: object) -> None:
    message = failure(folder, template, view)

    assert message.startswith("模板 overview.md.j2 第")


def test_a_long_name_is_cut(folder: Path, view: object) -> None:
    assert failure(folder, "{% include 'a' * 100000 %}", view)


def test_half_a_character_is_no_text(folder: Path, view: object) -> None:
    assert failure(folder, r"{{ '\ud800' }}", view).startswith("模板 overview.md.j2")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="这个系统没有命名管道")
def test_a_pipe_cannot_be_included(folder: Path, view: object) -> None:
    os.mkfifo(folder / "templates" / "part.j2")

    assert "找不到引用的模板(part.j2)" in failure(folder, "{% include 'part.j2' %}", view)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="这个系统没有 /dev/zero")
@pytest.mark.parametrize("target", ["/dev/zero", "/proc/self/environ"])
def test_a_link_to_a_device_or_process_cannot_be_included(
    target: str, folder: Path, view: object
) -> None:
    (folder / "templates" / "part.j2").symlink_to(target)

    assert "part.j2" in failure(folder, "{% include 'part.j2' %}", view)


def test_modules_beside_the_plan_are_not_run(
    folder: Path, view: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("jinja2", "json", "jimoplan"):
        (folder / f"{name}.py").write_text("raise SystemExit('harm')", encoding="utf-8")
    monkeypatch.chdir(folder)

    assert draw_hostile(folder, "{{ view.tasks.total }}", view) == "一\n21"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no list of processes to look at")
def test_nothing_is_left_running(folder: Path, view: object) -> None:
    others = _workers_of(os.getpid())
    template = folder / "templates" / "overview.md.j2"
    template.write_text(LONG_CALLS["a loop within a loop"], "utf-8")
    drawing = Drawing("overview.md.j2", "md", {"view": view}, folder, BRIEFLY)
    with suppress(TemplateError):
        draw(drawing)
    template.write_text("好", "utf-8")
    with DrawingProcess() as run:
        assert draw(drawing, run) == "好"
        assert len(_workers_of(os.getpid())) == len(others) + 1

    assert _workers_of(os.getpid()) == others


def in_one_run(run: DrawingProcess, folder: Path, template: str) -> str:
    (folder / "templates" / "index.html.j2").write_text(template, "utf-8")
    return draw(Drawing("index.html.j2", "html", {"view": 1}, folder, 5), run)


def test_all_that_a_run_draws_has_a_limit_too(folder: Path) -> None:
    with DrawingProcess(seconds=0.5) as run:
        assert in_one_run(run, folder, "好") == "好"
        for template in ("一\n" + LONG_CALLS["a loop within a loop"], "好"):
            with pytest.raises(TemplateError) as caught:
                in_one_run(run, folder, template)
            place = "index.html.j2" if template == "好" else "index.html.j2 第2行"
            said = f"模板 {place}:连同前面的几份,自己的模板合计运行超过0.5秒,已停止"
            assert caught.value.message == said
            assert "分几次生成" in caught.value.remedy


def test_after_a_template_that_was_stopped_the_next_is_drawn(folder: Path) -> None:
    with DrawingProcess() as run:
        for _ in range(2):
            (folder / "templates" / "index.html.j2").write_text(SHARED + "{{ ns.x }}", "utf-8")
            with pytest.raises(TemplateError):
                draw(Drawing("index.html.j2", "html", {}, folder, BRIEFLY), run)
            assert in_one_run(run, folder, "好") == "好"


LEFT = {
    "a name": "{% set left = 1 %}",
    "a macro": "{% macro left() %}{% endmacro %}",
    "a part": "{% import 'left.j2' as left %}",
}


@pytest.mark.parametrize("template", LEFT.values(), ids=LEFT.keys())
def test_nothing_of_a_template_is_left_for_the_next(
    template: str, folder: Path, view: object
) -> None:
    (folder / "templates" / "left.j2").write_text("{% set inside = 1 %}", "utf-8")

    assert draw_hostile(folder, f"{template}{{% set range = 1 %}}", view) == "一\n"
    assert "没有 left" in failure(folder, "{{ left }}", view)
    assert draw_hostile(folder, "{{ range(2) | list }}", view) == "一\n\\[0, 1\\]"


def test_a_part_that_changes_in_a_run_is_read_again(folder: Path, view: object) -> None:
    for text in ("甲", "乙"):
        (folder / "templates" / "left.j2").write_text(text, "utf-8")

        assert draw_hostile(folder, "{% include 'left.j2' %}", view) == f"一\n{text}"


def test_each_drawing_may_make_as_much_as_the_first(folder: Path, view: object) -> None:
    much = "{% for i in range(60) %}{% set x = 'x' * 10 ** 6 %}{% endfor %}"

    for _ in range(3):
        assert draw_hostile(folder, much, view) == "一\n"


def _workers_of(parent: int) -> list[str]:
    """The processes drawing templates that a process has started and that have not ended."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):  # it may end while it is looked at
            command = status.with_name("cmdline").read_bytes()
            if f"PPid:\t{parent}\n" in status.read_text() and b"render.worker" in command:
                found.append(status.parent.name)
    return found
