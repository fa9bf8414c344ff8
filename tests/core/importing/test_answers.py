"""Answers to doubts: given once, kept in a file, and what follows from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.display.cells import INVISIBLE
from jimoplan.core.importing.answers import read_answers, write_answers
from jimoplan.core.importing.blocks import Block, Source
from jimoplan.core.importing.documents import Imported, Wanted, import_documents
from jimoplan.core.importing.doubts import Choice, Doubt, Inquiry
from jimoplan.core.plan.model import Department
from jimoplan.errors import UsageError

DOUBT = Doubt(
    "gap", "第 3 行", "11.甲", "缺 10?", (Choice("本来没有", "记下"), Choice("没认出来", "不记"))
)


seen = st.text().map(lambda text: INVISIBLE.sub("", text))
"""What of a document's words, and of what somebody types, gets as far as an import."""


def imported(text: str, answers: dict[str, str], *names: str) -> Imported:
    blocks = (Block(line, f"第 {n} 行") for n, line in enumerate(text.split("\n"), 1))
    known = tuple(Department(name=name, kind="科室") for name in names)
    wanted = Wanted(year=2024, unit="某局", title="要点", departments=known)
    return import_documents([Source("x.txt", tuple(blocks))], wanted, answers)


def test_without_an_answer_the_first_choice_is_assumed_and_the_doubt_stays_open() -> None:
    inquiry = Inquiry({})
    assert inquiry.settle(DOUBT) == "本来没有"
    assert inquiry.settle(DOUBT) == "本来没有"
    assert (inquiry.doubts, inquiry.answered) == ((DOUBT,), ())


def test_an_answer_settles_a_doubt_and_one_that_does_not_fit_does_not() -> None:
    assert Inquiry({DOUBT.key: "没认出来"}).settle(DOUBT) == "没认出来"
    unfit = Inquiry({DOUBT.key: "也许"})
    assert unfit.settle(DOUBT) == "本来没有"
    assert unfit.doubts == (DOUBT,)
    assert Inquiry({DOUBT.key: "也许"}).settle(DOUBT._replace(is_open=True)) == "也许"


@pytest.mark.law
@given(st.dictionaries(seen.map(lambda words: f"gap:{words}"), seen.filter(bool)))
def test_answers_come_back_from_their_file(answers: dict[str, str]) -> None:
    text = write_answers(answers, [DOUBT])
    assert read_answers(text, "a.yaml") == answers
    assert DOUBT.key in answers or "11.甲" in text


@pytest.mark.parametrize(
    "text", ["{", "甲", "- 甲\n", "- {code: gap}\n", "- {code: [], words: 甲}\n"]
)
def test_what_is_no_list_of_answers_is_refused_by_name(text: str) -> None:
    with pytest.raises(UsageError, match=r"a\.yaml"):
        read_answers(text, "a.yaml")


def test_a_full_name_that_was_answered_has_the_printed_one_as_alias() -> None:
    text = "1.制发规则。(责任单位:省科技厅、工业和信息化厅)"
    doubt = next(d for d in imported(text, {}).doubts if d.words == "工业和信息化厅")
    assert doubt.assumed == "工业和信息化厅"

    made = imported(text, {doubt.key: "省工业和信息化厅"})
    (task,) = made.plan.tasks
    assert task.responsible == ("省科技厅", "省工业和信息化厅")
    assert task.clause == "(责任单位:省科技厅、工业和信息化厅)"
    aliases = {each.name: each.aliases for each in made.plan.departments}
    assert aliases["省工业和信息化厅"] == ("工业和信息化厅",)
    assert made.difference is None


def test_a_deadline_that_is_no_day_can_be_given_one() -> None:
    text = "1.制发规则。(责任单位:办公室;完成时限:主汛期前)"
    doubt = next(d for d in imported(text, {}).doubts if d.code == "deadline")
    (assumed,) = imported(text, {}).plan.tasks
    (settled,) = imported(text, {doubt.key: "2024-05-31"}).plan.tasks
    assert (assumed.due, assumed.due_text) == (None, "主汛期前")
    assert (str(settled.due), settled.due_text) == ("2024-05-31", None)
