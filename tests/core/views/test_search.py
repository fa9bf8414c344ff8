"""Words looked for in all that a plan says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.input.words import has_words, split_words
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load
from jimoplan.core.views.search import Passage, concerns, each_passage, find_words
from jimoplan.errors import UsageError

TEXT = """schema: 1
plan:
  unit: 测试局
  title: 2024年工作要点
  period: {start: 2024-01-01, end: 2024-12-31}
departments:
  - {name: 法治科, kind: 科室}
  - {name: 办公室, kind: 科室}
  - {name: 各科室, kind: 群组, members: [法治科, 办公室]}
sections:
  - number: 一
    title: 法治建设
    tasks:
      - id: '1'
        title: 应诉工作
        responsible: [法治科]
        measures:
          - id: 1-1
            kind: 一次性
            title: 落实即政发〔2024〕5号
            deliverables: [《Ａ类规则》]
            evidence: [即司发〔2024〕7号]
            status: 推进中
            updates:
              - {date: 2024-03-05, note: "形成 初稿,送(法院)", problem: 等省厅批复}
            remarks:
              - {date: 2024-04-01, by: 王局, kind: 批示, text: 请抓紧报初稿}
          - {id: 1-2, kind: 一次性, title: 无关, responsible: [各科室]}
"""
LOADED = load(TEXT).plan
assert LOADED is not None
PLAN: Plan = LOADED


def found(*words: str) -> list[str]:
    hits = find_words(split_words(words), each_passage(PLAN))
    return [f"{hit.passage.id} {hit.passage.place}" for hit in hits]


@pytest.mark.parametrize("written", ["〔2024〕5号", "[2024]5号", "(2024)5号", "【２０２４】5 号"])
def test_a_documents_number_is_found_in_whatever_brackets(written: str) -> None:
    assert found(written) == ["1-1 举措名称"]


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (["初稿"], ["1-1 进展情况 2024-03-05", "1-1 批示 2024-04-01"]),
        (["法院", "初稿"], ["1-1 进展情况 2024-03-05"]),
        (["初稿 法院"], ["1-1 进展情况 2024-03-05"]),
        (["批复"], ["1-1 存在问题 2024-03-05"]),
        (["a类"], ["1-1 成果"]),
        (["即司发"], ["1-1 佐证材料"]),
        (["法治建设"], ["一 板块标题"]),
        (["应诉", "批复"], ["1-1 存在问题 2024-03-05"]),
        (["初稿", "没有"], []),
    ],
    ids=[
        "in a report and in an instruction",
        "two words in any order",
        "two in one",
        "in a problem",
        "in any width and case",
        "in evidence",
        "in a section",
        "one in the task's title",
        "not both",
    ],
)
def test_all_words_have_to_stand_together(words: list[str], where: list[str]) -> None:
    assert found(*words) == where


def test_the_words_found_are_marked_in_what_is_shown() -> None:
    (hit, _) = find_words(split_words(["初稿", "形成"]), [*each_passage(PLAN)] * 2)
    assert hit.excerpt == "【形成】 【初稿】,送(法院)"
    long = Passage("1", "甲", "公布原文", f"{'远' * 99}初稿{'近' * 99}")
    (hit,) = find_words(["初稿"], [long])
    assert hit.excerpt.startswith(f"…{'远' * 16}【初稿】近")


def test_only_a_departments_own_items_are_searched_its_groups_among_them() -> None:
    ids = {passage.id for passage in each_passage(PLAN, concerns(PLAN, "办公室"))}
    assert ids == {"1-2"}


def test_no_words_are_refused() -> None:
    with pytest.raises(UsageError, match="没有写要找什么"):
        split_words([" ", "\u3000"])


@given(st.text(), st.text())
def test_a_text_has_whatever_is_cut_out_of_it(text: str, more: str) -> None:
    words = [word for word in (text[2:9], more[1:4]) if word.strip()]
    if not words:
        return
    try:
        wanted = split_words(words)
    except UsageError:
        return
    assert has_words(wanted, f"{text} {more}")
    for hit in find_words(wanted, [Passage("", "", "", text + more)]):
        assert all(0 <= start < end <= len(text + more) for start, end in hit.marks)
