"""What holds of every document that is imported."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import dear_law
from published_plans import published_plans, what_it_says

from jimoplan.core.display.cells import INVISIBLE
from jimoplan.core.importing.blocks import Block, Source
from jimoplan.core.importing.documents import Imported, Wanted, import_documents
from jimoplan.core.plan.model import Department, Plan
from jimoplan.core.plan.published import published_text
from jimoplan.core.text.reading.load import load

PIECES = (
    *("一、", "（一）", "1.", "2．", "(1)", "①", "1.1 ", "第一部分 ", "一是", "——", "## ", "★3."),
    *(
        "标题",
        "。",
        ",",
        "、",
        "；",
        "：",
        "\n",
        "\n\n",
        "\r\n",
        "  ",
        "\t",
        "|",
        "{",
        "}",
        "《",
        "“",
    ),
    *("(责任部门:", "政治处", ")", "（牵头单位：甲局，配合单位：乙科）", "各科室、司法所", "等"),
    *("每月", "6月底前", "100%", "制定《办法》,", "11.121人才", "2024年", "附件:1", "某区司法局"),
)
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


def read(text: str) -> Source:
    """The document of a text, a block a line."""
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)
    blocks = []
    for number, line in enumerate(lines, 1):
        words = line.rstrip("\r\n")
        blocks.append(Block(words, f"第 {number} 行", line[len(words) :]))
    return Source("计划.txt", tuple(blocks))


def imported(text: str, departments: tuple[Department, ...] = ()) -> Imported:
    """What is made of a text."""
    return import_documents([read(text)], Wanted(year=2024, departments=departments), {})


@pytest.mark.law
@dear_law
@given(texts)
def test_any_text_becomes_a_plan_that_gives_it_back(text: str) -> None:
    made = imported(text)
    assert made.difference is None
    assert published_text(made.plan) == INVISIBLE.sub("", text)
    assert bool(made.left_out) == bool(INVISIBLE.search(text))
    assert load(made.text).plan == made.plan


@pytest.mark.law
@dear_law
@given(published_plans())
def test_a_plan_comes_back_from_the_document_it_was_published_as(plan: Plan) -> None:
    made = imported(published_text(plan), plan.departments)
    assert what_it_says(made.plan) == what_it_says(plan)
    assert made.difference is None
