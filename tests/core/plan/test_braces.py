"""What stands in braces in the form of a published document."""

import pytest
from problem_cases import BASE

from jimoplan.core.plan.braces import fill_in, names_in, strange_braces
from jimoplan.core.text.reading.load import load

KNOWN = ("number", "title", "text")


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("{number}.{title}", "3.甲"),
        ("{{{title}}}", "{甲}"),
        ("{{title}}{title}", "{title}甲"),
        ("{number}{{", "3{"),
    ],
)
def test_a_brace_written_twice_is_printed_once(form: str, printed: str) -> None:
    assert fill_in(form, {"number": "3", "title": "甲"}) == printed
    assert list(strange_braces(form, KNOWN)) == []


def test_a_value_is_printed_as_it_is_whatever_braces_it_has() -> None:
    assert fill_in("{title}", {"title": "{{甲}} {text}", "text": "乙"}) == "{{甲}} {text}"


def test_what_is_in_braces_written_twice_is_no_name() -> None:
    assert names_in("{number}{{title}}{{{text}}}") == ["number", "text"]


@pytest.mark.parametrize(
    ("form", "strange", "meant"),
    [
        ("{ title }", "{ title }", "您是否想写 {title}?"),
        ("{Title}", "{Title}", "您是否想写 {title}?"),
        ("{titel}", "{titel}", "您是否想写 {title}?"),
        ("{}", "{}", "这里可以写"),
        ("{标题}", "{标题}", "这里可以写"),
        ("{title", "{", "这里可以写"),
        ("title}", "}", "这里可以写"),
        ("{{title}", "}", "这里可以写"),
        ("\uff5btitle\uff5d", "\uff5btitle\uff5d", "您是否想写 {title}?"),
    ],
    ids=lambda value: value,
)
def test_braces_that_are_no_key_are_named_with_what_may_be_meant(
    form: str, strange: str, meant: str
) -> None:
    gaps = "known_gaps: ['2']\n"
    text = BASE.replace(gaps, f"{gaps}  published: {{task: '{{number}}.{form}。'}}\n")
    (problem,) = load(text, with_advice=False).problems

    assert problem.code == "E226"
    assert f"公布格式里的 {strange} 不代表任何内容" in problem.message
    assert problem.remedy.startswith(meant)
    assert problem.remedy.endswith("要印花括号本身,写 {{ 和 }}")


def test_full_width_braces_around_other_words_are_text() -> None:
    assert list(strange_braces("\uff5b甲\uff5d{title}", KNOWN)) == []
