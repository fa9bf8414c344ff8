"""Small documents that a reader may well misread: what a careful person reads in each."""

import re
from collections.abc import Mapping

import pytest
from office_files import cell, make_docx, table

from jimoplan.core.importing.blocks import Block, Source
from jimoplan.core.importing.documents import Imported, Wanted, import_documents
from jimoplan.core.plan.items import Task
from jimoplan.core.plan.model import Department, tasks_below
from jimoplan.core.plan.words import Kind
from jimoplan.core.text.reading.load import load
from jimoplan.exchange.documents.read import read_document

OFFICES = ("办公室", "财务科", "教育科", "人事科", "法规科", "卫健局", "财政局")
NO_ANSWERS: Mapping[str, str] = {}


def imported(
    text: str, answers: Mapping[str, str] = NO_ANSWERS, *, proposes: bool = True
) -> Imported:
    """What is made of a text with these departments known; it is a plan without errors."""
    lines = re.findall(r"([^\n]*)(\n|$)", text)
    blocks = tuple(Block(line, f"第 {n} 行", end) for n, (line, end) in enumerate(lines, 1))
    return sound([Source("x.txt", blocks)], answers, proposes=proposes)


def from_rows(*rows: str, columns: int) -> Imported:
    """What is made of a table in a document."""
    return sound([read_document("x.docx", make_docx(table(*rows, columns=columns)))], NO_ANSWERS)


def sound(sources: list[Source], answers: Mapping[str, str], *, proposes: bool = True) -> Imported:
    known = tuple(Department(name=name, kind="科室") for name in OFFICES)
    wanted = Wanted(year=2025, unit="某局", departments=known, proposes=proposes)
    made = import_documents(sources, wanted, answers)
    assert made.difference is None
    assert [problem.message for problem in load(made.text, with_advice=False).problems] == []
    return made


def only(made: Imported) -> Task:
    (task,) = made.plan.all_tasks()
    return task


def codes(made: Imported) -> set[str]:
    return {doubt.code for doubt in made.doubts} - {"year", "title"}


def test_who_leads_is_not_responsible_besides() -> None:
    made = imported("1.做事。(牵头单位:办公室;责任单位:办公室、财务科)")
    assert (only(made).lead, only(made).responsible) == (("办公室",), ("财务科",))
    assert only(made).clause == "(牵头单位:办公室;责任单位:办公室、财务科)"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1.做A。新建幼儿园3所,8月底前投用。(责任单位:教育科)", Kind.INDICATOR),
        ("1.做A。持续发布安全提示不少于200条。(责任单位:办公室;完成时限:全年)", Kind.INDICATOR),
        ("1.做A。每月比对一次。(责任单位:办公室;完成时限:6月底前)", Kind.PERIODIC),
        ("1.做A。加强管理,6月底前完成。(责任单位:办公室)", Kind.ONE_OFF),
    ],
)
def test_a_proposal_agrees_with_itself(text: str, kind: Kind) -> None:
    task = only(imported(text))
    assert kind in {leaf.kind for leaf in task.leaves}


def test_a_deadline_in_the_only_sentence_counts() -> None:
    assert str(only(imported("1.做A,6月底前完成。(责任单位:办公室)")).due) == "2025-06"


def test_a_deadline_outside_of_the_plan_is_asked_about() -> None:
    made = imported("2025年要点\n1.做A。(责任单位:办公室;完成时限:2024年12月底前)")
    assert "deadline-outside" in codes(made)
    assert only(imported("2025年要点\n1.做A。2024年12月底前完成。(责任单位:办公室)")).due is None


def test_a_task_behind_a_section_stays_where_it_is_published() -> None:
    text = (
        "一、业务\n(一)做A\n1.抓a。(责任科室:教育科)\n2.抓b。(责任科室:教育科)\n"
        "(二)做B。抓住要害。(责任科室:财务科)"
    )
    (section,) = imported(text).plan.sections
    assert [(each.number, each.title) for each in section.sections] == [
        ("(一)", "做A"),
        ("(二)", "做B"),
    ]
    assert [(t.title, t.responsible) for t in tasks_below(section)] == [
        ("抓a", ("教育科",)),
        ("抓b", ("教育科",)),
        ("做B", ("财务科",)),
    ]


def test_names_and_days_of_one_item_are_in_no_form_of_all() -> None:
    made = imported(
        "1.做A。(责任科室:办公室;责任人:刘某某)\n2.做B。(责任科室:财务科,6月底完成)\n"
        "3.做C。(责任科室:教育科)"
    )
    form = made.plan.plan.published
    assert form.clause + form.responsible_words == "({owners})责任科室:{departments}"
    assert [task.contact for task in made.plan.all_tasks()] == ["刘某某", None, None]


def test_a_paragraph_behind_the_clause_is_nobodys_until_somebody_says_so() -> None:
    text = "1.做A。办好事。(责任单位:办公室)\n各科室要于4月10日前将方案报办公室。"
    made = imported(text)
    (doubt,) = (each for each in made.doubts if each.code == "loose-text")
    assert (only(made).text, only(made).due) == ("办好事。", None)
    assert "各科室要于" in made.plan.plan.published.back
    taken = imported(text, {doubt.key: "上一项的正文"})
    assert "各科室要于" in taken.text.partition("published:")[0] + taken.text.partition("tasks:")[2]


@pytest.mark.parametrize("separate", ["\n", ""])
def test_points_in_words_are_measures_wherever_they_stand(separate: str) -> None:
    body = f"一是开展救助。{separate}二是6月底前完成复核。{separate}三是每月比对一次。"
    for text in (
        f"1.救助。{body}(责任单位:办公室)",
        f"一、救助(责任单位:办公室)\n{body}",
    ):
        task = only(imported(text))
        assert [m.title for m in task.measures] == ["开展救助", "6月底前完成复核", "每月比对一次"]
        assert [m.kind for m in task.measures][2] is Kind.PERIODIC


def test_a_month_behind_a_number_is_no_second_level() -> None:
    made = imported("1.5月举办运动会。(责任单位:教育科)\n2.10月举办展览。(责任单位:教育科)")
    assert [task.id for task in made.plan.all_tasks()] == ["1", "2"]
    assert [str(task.due) for task in made.plan.all_tasks()] == ["2025-05", "2025-10"]


def test_a_missing_number_within_a_paragraph_is_found() -> None:
    text = "1.开展教育。2.评选先进。\n3.召开大会。"
    made = imported(text)
    assert [task.id for task in made.plan.all_tasks()] == ["1", "2", "3"]
    (doubt,) = (each for each in made.doubts if each.code == "inline-number")
    kept = imported(text, {doubt.key: "正文"})
    assert [task.id for task in kept.plan.all_tasks()] == ["1", "3"]
    assert "gap" in codes(kept)


def test_ids_of_tasks_are_none_of_sections() -> None:
    made = imported(
        "一、产业\n(一)做A。(责任科室:办公室)\n(二)做B。(责任科室:办公室)\n二、民生\n"
        "(三)做C。(责任科室:财务科)"
    )
    assert [task.id for task in made.plan.all_tasks()] == ["一.一", "一.二", "二.三"]


def test_without_proposals_the_text_stays_in_the_task() -> None:
    made = imported("1.做A。总述。\n(1)抓a;\n(2)抓b。(责任单位:办公室)", proposes=False)
    assert only(made).text == "总述。\n(1)抓a;\n(2)抓b。"
    assert only(made).measures == ()


def test_several_departments_named_by_their_sort_are_a_group() -> None:
    made = imported("1.做A。(责任单位:局属各单位、市直有关部门、财务科)")
    kinds = {each.name: each.kind for each in made.plan.departments}
    assert (kinds["局属各单位"], kinds["市直有关部门"], kinds["财务科"]) == (
        "群组",
        "群组",
        "科室",
    )


def row(*texts: str) -> str:
    return "".join(map(cell, texts))


def across(text: str, columns: int) -> str:
    return cell(text, f'<w:gridSpan w:val="{columns}"/>')


HEAD = row("序号", "工作任务", "责任单位", "完成时限")


def test_a_row_across_is_a_section_and_one_of_signatures_is_nothing() -> None:
    made = from_rows(
        HEAD,
        row("1", "编预算", "财务科", "3月底前"),
        across("二、教育", 4),
        row("2", "建校", "教育科", "年底前"),
        across("注:每月25日前报送。", 4),
        row("制表人:甲", "审核人:乙", "签发:", ""),
        row("合计", "", "2项", ""),
        columns=4,
    )
    assert [task.title for task in made.plan.tasks] == ["编预算"]
    assert [(s.number, [t.title for t in s.tasks]) for s in made.plan.sections] == [
        ("二", ["建校"])
    ]
    assert {"注:每月25日前报送。", "制表人:甲"} <= set(made.plan.plan.published.back.split())


def test_headings_in_two_rows_are_read_together() -> None:
    restart, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    made = from_rows(
        cell("序号", restart) + cell("工作任务", restart) + across("责任单位", 2),
        cell("", more) + cell("", more) + cell("牵头") + cell("配合"),
        row("1", "编制预算", "财务科", "办公室、教育科"),
        columns=4,
    )
    assert (only(made).lead, only(made).support) == (("财务科",), ("办公室", "教育科"))


def test_columns_of_quarters_are_milestones_and_asked_about_once() -> None:
    made = from_rows(
        row("序号", "工作任务", "责任单位", "一季度", "二季度", "三季度"),
        row("1", "建学校", "教育科", "选址", "—", "封顶"),
        columns=6,
    )
    assert [(str(m.due), m.text) for m in only(made).milestones] == [
        ("2025-Q1", "选址"),
        ("2025-Q3", "封顶"),
    ]
    assert [doubt.words for doubt in made.doubts if doubt.code == "column"] == [
        "一季度、二季度、三季度"
    ]


def test_a_title_in_two_lines_of_a_cell_is_one() -> None:
    made = from_rows(
        row("序号", "项目名称", "建设内容", "责任单位"),
        row("1", "公办幼儿园\n新建工程", "新建两所幼儿园,投入使用。", "教育科"),
        columns=4,
    )
    assert only(made).title == "公办幼儿园新建工程"
    assert only(made).text == "新建两所幼儿园,投入使用。"


def test_a_column_of_its_own_is_a_field_of_its_own() -> None:
    made = from_rows(
        row("序号", "工作任务", "资金来源", "责任单位"),
        row("1", "建校", "专项", "教育科"),
        columns=4,
    )
    assert only(made).fields.said == {"资金来源": "专项"}
    assert [each.name for each in made.plan.plan.fields] == ["资金来源"]


def test_a_clause_in_a_heading_is_asked_about_and_counts_for_what_is_below() -> None:
    text = (
        "一、业务(责任单位:办公室)\n1.做A。办好甲。\n2.做B。办好乙。(责任单位:财务科)\n"
        "3.做C。办好丙。(责任单位:财务科)"
    )
    made = imported(text)
    (doubt,) = (each for each in made.doubts if each.code == "heading-clause")
    assert [section.title for section in made.plan.sections] == ["业务"]
    owners = [task.responsible for task in made.plan.all_tasks()]
    assert owners == [("办公室",), ("财务科",), ("财务科",)]
    kept = imported(text, {doubt.key: "只照录"})
    assert kept.plan.all_tasks()[0].responsible == ()


def test_a_measure_before_its_clause_has_the_words_before_it() -> None:
    task = only(imported("1.制定方案(责任单位:办公室),建立台账(责任单位:法规科)。"))
    assert [(m.title, m.responsible) for m in task.measures] == [
        ("制定方案", ("办公室",)),
        ("建立台账", ("法规科",)),
    ]


def test_a_label_behind_blanks_begins_a_clause() -> None:
    for blanks in ("\t\t", "  ", "——"):
        assert only(imported(f"1.办乙事{blanks}责任单位:办公室")).responsible == ("办公室",)


def test_quotes_about_a_word_of_a_name_are_part_of_it() -> None:
    made = imported("1.做A。(牵头单位:“八五”普法办公室)")
    assert only(made).lead == ("“八五”普法办公室",)


def test_several_years_in_a_title_are_asked_about() -> None:
    made = imported("2024年总结和2025年计划\n1.做A。(责任单位:办公室)")
    (doubt,) = (each for each in made.doubts if each.code == "year")
    assert [choice.answer for choice in doubt.choices] == ["2024", "2025"]
    settled = imported("2024年总结和2025年计划\n1.做A。", {doubt.key: "2025年"})
    assert settled.plan.plan.period.start.year == 2025


@pytest.mark.parametrize("answer", ["0", "明年", " ", "\u202e"])
def test_an_answer_that_cannot_be_is_not_used_and_told(answer: str) -> None:
    made = imported("1.做A。", {"year:": answer})
    assert made.plan.plan.period.start.year == 2025
    assert "year" in {doubt.code for doubt in made.doubts}
    assert any("没有用它" in note for note in made.notes)


@pytest.mark.parametrize("name", ["状态", "成果", "进度"])
def test_a_column_named_like_a_key_gets_a_name_of_its_own(name: str) -> None:
    made = from_rows(
        row("序号", "工作任务", name, "责任单位"), row("1", "建校", "某", "教育科"), columns=4
    )
    assert only(made).fields.said == {f"{name}栏": "某"}


def test_a_heading_row_that_comes_again_is_no_task() -> None:
    made = from_rows(
        HEAD, row("1", "编预算", "财务科", ""), HEAD, row("2", "建校", "教育科", ""), columns=4
    )
    assert [task.title for task in made.plan.all_tasks()] == ["编预算", "建校"]


def test_a_row_of_a_chinese_number_and_a_title_is_a_section() -> None:
    made = from_rows(HEAD, row("一", "经济", "", ""), row("1", "编预算", "财务科", ""), columns=4)
    assert [(s.number, s.title, len(s.tasks)) for s in made.plan.sections] == [("一", "经济", 1)]


@pytest.mark.parametrize("number", ["⒈", "⑴", "㈠", "1 "])
def test_numbers_of_one_character_and_before_a_blank_count(number: str) -> None:
    (task,) = imported(f"{number}制发规则。(责任单位:办公室)").plan.tasks
    assert (task.id.strip("一1"), task.title) == ("", "制发规则")


def test_a_row_that_names_nothing_to_do_is_asked_about() -> None:
    made = from_rows(HEAD, row("1", "编预算", "财务科", ""), row("", "", "法规科", ""), columns=4)
    assert [doubt.words for doubt in made.doubts if doubt.code == "row"] == ["法规科"]


def test_a_table_with_its_headings_twice_is_asked_about() -> None:
    made = from_rows(
        row("任务", "责任单位", "任务", "责任单位"),
        row("甲事", "办公室", "乙事", "法规科"),
        columns=4,
    )
    assert "halves" in codes(made)


@pytest.mark.parametrize(
    "lines",
    [
        "责任单位:教育科\n责任人:张某某\n完成时限:8月底",
        "责任人:张某某\n责任单位:教育科\n完成时限:8月底",
        "责任单位:教育科\n完成时限:8月底\n联系人:张某某\n联系电话:88886666",
        "责任单位:教育科。责任人:张某某。完成时限:8月底。",
    ],
)
def test_lines_of_people_and_days_are_of_the_clause(lines: str) -> None:
    made = imported(f"1.建园。新建幼儿园。\n{lines}\n2.改造。改造校舍。\n责任单位:财务科\n")
    one, other = made.plan.all_tasks()
    assert (one.responsible, one.contact, str(one.due)) == (("教育科",), "张某某", "2025-08")
    assert (other.responsible, other.contact) == (("财务科",), None)
    assert codes(made) == set()


def test_an_appendix_with_departments_is_asked_about() -> None:
    text = "1.做A。(责任单位:办公室)\n附件1\n考核指标\n1.公开信息。(责任科室:财务科)\n"
    made = imported(text)
    (doubt,) = (each for each in made.doubts if each.code == "appendix")
    assert len(made.plan.all_tasks()) == 1
    assert len(imported(text, {doubt.key: "也是任务"}).plan.all_tasks()) == 2


def test_rows_without_number_and_title_go_on_with_the_task_above() -> None:
    text = "序号,任务,措施,责任单位,时限\n1,政务公开,编制指南,办公室,3月底\n,,公开信息,,6月底\n"
    made = sound([read_document("x.csv", text.encode())], NO_ANSWERS)
    task = only(made)
    assert [(m.text, m.responsible) for m in task.measures] == [
        ("编制指南", ("办公室",)),
        ("公开信息", ("办公室",)),
    ]


@pytest.mark.parametrize("mark", ["## 一、", "## "])
def test_headings_above_tables_are_sections(mark: str) -> None:
    rows = "| 任务 | 责任单位 |\n|---|---|\n| 公开{} | 办公室 |\n\n"
    text = f"# 某局2025年要点\n\n{mark}政务\n\n{rows.format('甲')}{mark}法治\n\n{rows.format('乙')}"
    text = text.replace("一、法治", "二、法治")
    made = sound([read_document("x.md", text.encode())], NO_ANSWERS)
    assert [(s.title, [t.title for t in s.tasks]) for s in made.plan.sections] == [
        ("政务", ["公开甲"]),
        ("法治", ["公开乙"]),
    ]


def test_a_closing_sentence_is_not_the_last_task_s() -> None:
    made = imported("1.落实“双控”。(办公室负责)\n以上任务均须于12月20日前报送总结。\n")
    assert (only(made).text, only(made).due) == (None, None)
    assert "loose-text" in codes(made)


def test_tables_of_two_files_stay_two() -> None:
    one = read_document("甲.csv", "序号,任务,责任单位\n1,编预算,财务科\n".encode())
    other = read_document("乙.csv", "任务,序号,责任单位\n建校,2,教育科\n".encode())
    made = sound([one, other], NO_ANSWERS)
    assert [(task.id, task.title, task.responsible) for task in made.plan.all_tasks()] == [
        ("1", "编预算", ("财务科",)),
        ("2", "建校", ("教育科",)),
    ]


def test_a_marked_task_below_a_heading_with_a_clause_keeps_its_mark() -> None:
    made = imported(
        "一、业务(责任单位:办公室)\n★1.做A。办好甲。\n2.做B。办好乙。(责任单位:财务科)\n3.做C。(责任单位:财务科)"
    )
    first = made.plan.all_tasks()[0]
    assert (first.responsible, first.fields.said) == (("办公室",), {"标记": "★"})
