"""Markdown that shows the plan's words and obeys none of them."""

from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt

from jimoplan.core.plan.model import Plan
from jimoplan.core.reports.kinds import REPORT_KINDS
from jimoplan.render import render
from jimoplan.render.filters import as_cell, as_markdown

Views = Callable[[Plan], dict[str, object]]

NAMES = list(REPORT_KINDS)


def read_as_html(markdown: str) -> str:
    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))


@pytest.mark.parametrize(
    "word",
    [
        "a|b",
        "*a*",
        "__a__",
        "`a`",
        "[a](b)",
        "![a](b)",
        "<script>alert(1)</script>",
        "&lt;b&gt;",
        "# a",
        "- a",
        "+ a",
        "1. a",
        "12) a",
        "> a",
        "~~a~~",
        "===",
        "---",
        "<http://a.b>",
        "a\\",
        "\\*a\\*",
        "$a$",
        "<!-- a",
    ],
)
def test_a_word_reads_as_itself(word: str) -> None:
    read = read_as_html(str(as_markdown(word)))
    shown = word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert read == f"<p>{shown}</p>\n"


def test_lines_become_one_line_in_running_text() -> None:
    assert as_markdown("一\r\n\n# 二\n    三") == "一 # 二 三"


def test_lines_stay_lines_in_a_cell() -> None:
    assert as_cell("一|\n# 二") == "一\\|<br>\\# 二"


def test_nothing_is_an_empty_text() -> None:
    assert as_markdown(None) == ""


def test_invisible_characters_are_shown() -> None:
    assert as_markdown("a\u202eb") == "a&lt;U+202E&gt;b"


@pytest.mark.parametrize("name", [name for name in NAMES if name != "source"])
def test_hostile_words_break_no_table(name: str, hostile: Plan, views: Views) -> None:
    text = render(name, "md", views(hostile)[name], beside=None)
    for table in tables_of(text):
        assert len({row.replace("\\\\", "").replace("\\|", "").count("|") for row in table}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_hostile_words_become_no_markup(name: str, hostile: Plan, views: Views) -> None:
    text = render(name, "md", views(hostile)[name], beside=None)
    read = read_as_html(text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;" in read
    assert [tag for tag in ("<script", "<em>", "<a ", "<s>", "<b>") if tag in read] == []
    assert read.count("<code>") == text.count("\n```\n") // 2


@pytest.mark.parametrize("name", NAMES)
def test_headings_are_the_same_with_hostile_words(name: str, hostile: Plan, views: Views) -> None:
    text = render(name, "md", views(hostile)[name], beside=None)
    read = read_as_html(text)
    headings = sum(line.startswith("#") for line in text.splitlines())
    assert sum(read.count(f"<h{level}>") for level in range(1, 7)) == headings


def test_bold_titles_are_bold_beside_chinese_text(shipped: Plan) -> None:
    read = read_as_html(render("source", "md", shipped, beside=None))
    assert read.count("<strong>") == len(shipped.all_tasks())
    assert "**" not in read


def tables_of(text: str) -> list[list[str]]:
    """The lines of each table in a Markdown text."""
    tables: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.startswith("|"):
            tables[-1].append(line)
        elif tables[-1]:
            tables.append([])
    return [table for table in tables if table]
