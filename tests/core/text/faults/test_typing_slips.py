"""What Chinese typists get wrong, each with its own words and the fix."""

from typing import Any

import pytest
from problem_cases import BASE
from reading import codes_of, miswrite, only_problem, problems_of

DEPARTMENT = "{name: 甲科, kind: 科室}"
PERIOD = "period: {start: 2024-01-01, end: 2024-12-31}"
LEAD = "lead: [甲科]"
LIST = "lead:\n          "
BRACES = "- {name: 乙科, kind: 科室, aliases: [二科]}"
UPDATE = "{date: 2024-03-15, progress: 40, note: 初稿已征求意见}"


@pytest.mark.parametrize(
    ("right", "wrong", "place", "remedy"),
    [
        ("title: 规范行政应诉", "title：规范行政应诉", (17, 14), "title: "),
        ("title: 规范行政应诉", "title ： 规范行政应诉", (17, 15), "title: "),
        ("departments:\n", "departments：\n", (8, 12), "departments: "),
        ("- id: '3'", "- id：'3'", (50, 11), "id: "),
        (DEPARTMENT, "{name：甲科, kind: 科室}", (9, 10), "name: 甲科"),
        (DEPARTMENT, "{name: 甲科, kind：科室}", (9, 20), "kind: 科室"),
        (DEPARTMENT, "{name：甲科，kind：科室}", (9, 10), "name: 甲科, kind: 科室"),
        (DEPARTMENT, "{name：甲科，kind: 科室}", (9, 10), "name: 甲科, kind: 科室"),
        (DEPARTMENT, "{name: 甲科，kind：科室}", (9, 14), "name: 甲科, kind: 科室"),
        (DEPARTMENT, "{name: 甲科，kind: 科室}", (9, 14), "半角逗号"),
        (DEPARTMENT, "{name: 甲科、kind: 科室}", (9, 14), "半角逗号"),
        (DEPARTMENT, "{name: 甲科；kind：科室}", (9, 14), "name: 甲科, kind: 科室"),
        (DEPARTMENT, "{name: 甲科, kind: 科室｝", (9, 24), "半角"),
        (DEPARTMENT, "｛name: 甲科, kind: 科室｝", (9, 5), "半角花括号"),
        (
            UPDATE,
            "{date: 2024-03-15，progress：40，note：已报}",
            (29, 34),
            "progress: 40, note: 已报",
        ),
        ("- id: '3'", "－ id: '3'", (50, 7), "半角减号"),
        ("- id: '3'", "—id: '3'", (50, 7), "半角减号"),
        (f"- {DEPARTMENT}", f"－{DEPARTMENT}", (9, 3), "半角减号"),
        ("- id: '3'", "- id: '3’", (50, 15), "半角引号"),
        ("- id: '3'", "- id: ‘3’", (50, 13), "写成 3"),
        ("- id: '3'", "- id: ３", (50, 13), "写成 3"),
        ("unit: '%'", 'unit: "%”', (47, 21), "半角引号"),
        ("- id: 1-2", "- id: 1－2", (30, 17), "写成 1-2"),
        ("- id: 1-2", "- id: 1—2", (30, 17), "写成 1-2"),
        ("due: 2024-06-30", "due: ２０２４-06-30", (26, 18), "写成 2024-06-30"),
        ("due: 2024-06-30", "due: “2024-06-30”", (26, 18), "写成 2024-06-30"),
        ("schema: 1", "schema: １", (1, 9), "schema: 1"),
        ("kind: 常态化", "kind: 「常态化」", (31, 19), "写成 常态化"),
        ("lead: [甲科]", "lead: [甲科］", (18, 18), "半角括号"),
        ("lead: [甲科]", "lead: ［甲科］", (18, 15), "lead: [甲科]"),
        ("lead: [甲科]", "lead: 【甲科】", (18, 15), "lead: [甲科]"),
        ("members: [甲科, 乙科]", "members: [甲科，乙科]", (11, 37), "甲科, 乙科"),
        ("members: [甲科, 乙科]", "members: [甲科； 乙科]", (11, 37), "甲科, 乙科"),
    ],
)
def test_full_width_punctuation_is_named_with_the_half_width_one(
    right: str,
    wrong: str,
    place: tuple[int, int],
    remedy: str,
    parser: Any,  # noqa: ANN401
) -> None:
    first, *_ = problems = problems_of(miswrite(right, wrong), parser)

    assert {problem.code for problem in problems} == {"E009"}
    assert (first.line, first.column) == place
    assert remedy in first.remedy


def test_full_width_punctuation_of_the_published_text_is_never_blamed(parser: Any) -> None:  # noqa: ANN401
    text = miswrite(
        "text: 制发《应诉规则》。",
        "text: 工作要求：一、制发《应诉规则》，“两个确立”；（三）落实－见附件【一】。",
    )

    assert codes_of(text, parser) == []
    assert codes_of(miswrite("- id: '3'", "-id: '3'", text), parser) == ["E018"]


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("title: 规范行政应诉", "title:规范行政应诉", (17, 14)),
        ("title: 规范行政应诉", "title :规范行政应诉", (17, 15)),
        (DEPARTMENT, "{name:甲科, kind: 科室}", (9, 10)),
        (DEPARTMENT, "{name:甲科,kind:科室}", (9, 10)),
        (DEPARTMENT, "{name: 甲科,kind:科室}", (9, 19)),
        ("- id: '3'", "-id: '3'", (50, 7)),
        (f"- {DEPARTMENT}", f"-{DEPARTMENT}", (9, 3)),
    ],
)
def test_a_missing_space_is_named(
    right: str,
    wrong: str,
    place: tuple[int, int],
    parser: Any,  # noqa: ANN401
) -> None:
    first, *_ = problems = problems_of(miswrite(right, wrong), parser)

    assert {problem.code for problem in problems} == {"E018"}
    assert (first.line, first.column) == place


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ("\ttitle: 规范", 1),
        ("      \ttitle: 规范", 7),
        ("        title:\t规范", 15),
        ("        title: 规\t范", 17),
        ("        title: 规范\t", 18),
        ("        title: 规范 \t# 说明", 19),
        ("        title: >-\t\n          规范", 18),
        ("        title: >- \t# 说\t明\n          规范", 19),
    ],
    ids=[
        "indent",
        "after spaces",
        "after colon",
        "within",
        "at the end",
        "before a comment",
        "where a block begins",
        "before the comment of a block",
    ],
)
def test_a_tab_is_named_wherever_it_stands(wrong: str, column: int, parser: Any) -> None:  # noqa: ANN401
    problem = only_problem(miswrite("        title: 规范行政应诉", wrong), parser)

    assert (problem.code, problem.line, problem.column) == ("E010", 17, column)
    assert "空格" in problem.remedy


def test_a_comment_glued_to_the_beginning_of_a_block_is_named(parser: Any) -> None:  # noqa: ANN401
    problem = only_problem(
        miswrite("title: 规范行政应诉", "title: >-# 说明\n          规范"), parser
    )

    assert (problem.code, problem.line, problem.column) == ("E008", 17, 18)


@pytest.mark.parametrize(
    "right",
    [
        "title: '规\t范'",
        'title: "规\\t范"',
        "title: 规范  # 说\t明",
        "# \t说明\n        title: 规范",
    ],
)
def test_a_tab_in_quotes_or_in_a_comment_is_fine(right: str, parser: Any) -> None:  # noqa: ANN401
    assert codes_of(miswrite("title: 规范行政应诉", right), parser) == []


@pytest.mark.parametrize("space", ["\u3000", "\u00a0"], ids=["U+3000", "U+00A0"])
def test_a_wide_space_is_named(space: str, parser: Any) -> None:  # noqa: ANN401
    indent = miswrite("        title: 规范行政应诉", f"{space * 4}title: 规范行政应诉")
    colon = miswrite("title: 规范行政应诉", f"title:{space}规范行政应诉")

    assert codes_of(indent, parser) == ["E011"]
    assert codes_of(colon, parser) == ["E011"]


def test_wide_spaces_that_begin_a_paragraph_are_fine(parser: Any) -> None:  # noqa: ANN401
    text = miswrite("text: 制发《应诉规则》。", "text: |\n              　　制发《应诉规则》。")

    assert codes_of(text, parser) == []
    assert codes_of(miswrite("- id: '3'", "-id: '3'", text), parser) == ["E018"]


CONFLICT = (
    "<<<<<<< HEAD\n  unit: 甲局\n||||||| 原文\n  unit: 某局\n=======\n  unit: 乙局\n>>>>>>> 乙\n"
)


def test_a_conflict_is_named_once_where_it_begins(parser: Any) -> None:  # noqa: ANN401
    text = miswrite("  unit: 某区司法局\n", CONFLICT)

    problem = only_problem(text, parser)

    assert (problem.code, problem.line, problem.column, problem.end_column) == ("E012", 3, 1, 8)


def test_every_conflict_is_named(parser: Any) -> None:  # noqa: ANN401
    text = CONFLICT + BASE + CONFLICT

    assert [(p.code, p.line) for p in problems_of(text, parser)] == [("E012", 1), ("E012", 64)]


@pytest.mark.parametrize("mark", ["=======", ">>>>>>> 乙科", "<<<<<<<"])
def test_a_mark_left_over_from_a_conflict_is_named(mark: str, parser: Any) -> None:  # noqa: ANN401
    problem = only_problem(miswrite("policy:", f"{mark}\npolicy:"), parser)

    assert (problem.code, problem.line) == ("E012", 7)


def test_a_row_of_equals_signs_in_a_comment_is_no_conflict() -> None:
    assert codes_of("# ==========\n" + BASE) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("进行中", "推进中"),
        ("在办", "推进中"),
        ("办理中", "推进中"),
        ("未开始", "未启动"),
        ("已办结", "已完成"),
        ("完成", "已完成"),
        ("归档", "已销号"),
        ("暂停", "暂缓"),
        ("取消", "已取消"),
        ("推进", "推进中"),
    ],
)
def test_a_wrong_status_word_is_answered_with_the_right_one(
    written: str,
    meant: str,
    parser: Any,  # noqa: ANN401
) -> None:
    text = miswrite(
        "support: [各科室]\n        status: 推进中", f"support: [各科室]\n        status: {written}"
    )

    problem = only_problem(text, parser)

    assert problem.code == "E103"
    assert f"您是否想写 {meant}?" in problem.remedy
    assert "未启动、推进中、已完成、已销号、暂缓、已取消" in problem.remedy


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("2024-02-30", "2024-03-15"),
        ("2023-02-29", "2024-03-15"),
        ("2024-13-01", "2024-03-15"),
        ("2024年6月30日", "写成 2024-06-30"),
        ("2024/6/30", "写成 2024-06-30"),
        ("2024.6.30", "写成 2024-06-30"),
        ("2024-6-30", "写成 2024-06-30"),
        ("20240630", "2024-06-30"),
        ("2024-06-30 12:00", "2024-06-30"),
        ("年底前", "2024-03-15"),
    ],
)
def test_an_impossible_date_is_answered_with_how_to_write_one(
    written: str,
    remedy: str,
    parser: Any,  # noqa: ANN401
) -> None:
    problem = only_problem(miswrite("due: 2024-06-30", f"due: {written}"), parser)

    assert (problem.code, problem.line, problem.column) == ("E104", 26, 18)
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("甲料", "您是否想填 甲科?"),
        ("二科", "这里要写全称:乙科"),
        ("丁中心", "先在 departments 里加上"),
    ],
)
def test_an_unknown_department_is_answered_with_the_nearest(
    written: str,
    remedy: str,
    parser: Any,  # noqa: ANN401
) -> None:
    problem = only_problem(miswrite("responsible: [乙科]", f"responsible: [{written}]"), parser)

    assert problem.code == "E204"
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("标题", "title"),
        ("名称", "title"),
        ("任务名称", "title"),
        ("titel", "title"),
        ("Title", "title"),
    ],
)
def test_an_unknown_key_is_answered_with_the_one_meant(
    written: str,
    meant: str,
    parser: Any,  # noqa: ANN401
) -> None:
    problem = only_problem(miswrite("title: 规范行政应诉", f"{written}: 规范行政应诉"), parser)

    assert problem.code == "E102"
    assert problem.remedy == f"您是否想写 {meant}?"


@pytest.mark.parametrize(
    ("right", "wrong", "place", "message"),
    [
        ("title: 规范行政应诉", "title: 规范: 行政应诉", (17, 18), "第二个“冒号加空格”"),
        ("title: 规范行政应诉", "title 规范行政应诉", (17, 9), "缺少半角冒号"),
        ("title: 规范行政应诉", "title: '规范行政应诉", (17, 16), "引号没有配对"),
        ("title: 规范行政应诉", 'title: "规范行政应诉', (17, 16), "引号没有配对"),
        ("title: 规范行政应诉", "title: '规范'行政应诉", (17, 20), "引号结束以后"),
        ("title: 规范行政应诉", 'title: "D:\\资料"', (17, 16), "反斜杠"),
        ("title: 规范行政应诉", "title: @规范行政应诉", (17, 16), "不能放在值的开头"),
        ("title: 规范行政应诉", "title: *规范行政应诉", (17, 16), "以 * 开头"),
        ("title: 规范行政应诉", "title: &规范行政应诉", (17, 16), "以 & 开头"),
        ("title: 规范行政应诉", "title: !规范行政应诉", (17, 16), "以 ! 开头"),
        ("title: 规范行政应诉", "title: - 规范行政应诉", (17, 16), "不能用“- ”"),
        ("title: 规范行政应诉", "title: ? 规范行政应诉", (17, 16), "以“? ”开头"),
        ("title: 规范行政应诉", "title: ]规范行政应诉", (17, 16), "括号没有配对"),
        ("title: 规范行政应诉", "title: |规范行政应诉", (17, 17), "多行文字"),
        (
            "        title: 规范行政应诉",
            "         title: 规范行政应诉",
            (17, 10),
            "缩进没有对齐",
        ),
        ("        title: 规范行政应诉", "       title: 规范行政应诉", (17, 8), "缩进没有对齐"),
        ("lead: [甲科]", "lead: [甲科", (18, 15), "方括号"),
        (DEPARTMENT, "{name: 甲科, kind: 科室", (9, 5), "花括号"),
        (DEPARTMENT, "{name: 甲科 kind: 科室}", (9, 19), "花括号"),
    ],
)
def test_errors_of_syntax_are_told_in_chinese_where_they_are_mended(
    right: str,
    wrong: str,
    place: tuple[int, int],
    message: str,
    parser: Any,  # noqa: ANN401
) -> None:
    problem = only_problem(miswrite(right, wrong), parser)

    assert problem.code == "E008"
    assert (problem.line, problem.column) == place
    assert message in problem.message


@pytest.mark.parametrize("character", ["\u200b", "\u202e", "\ufeff", "\u2066"], ids=ascii)
def test_an_invisible_character_is_shown(character: str, parser: Any) -> None:  # noqa: ANN401
    for wrong in (f"title: 规范{character}应诉", f"title: '规范{character}应诉'"):
        problem = only_problem(miswrite("title: 规范行政应诉", wrong), parser)

        assert (problem.code, problem.line) == ("E019", 17)
        assert problem.column == 18 + wrong.count("'") // 2
        assert f"U+{ord(character):04X}" in problem.message


def test_messages_never_carry_invisible_characters(parser: Any) -> None:  # noqa: ANN401
    text = miswrite("title: 规范行政应诉", '"tit\\u202ele\\nx": 规范行政应诉')

    for problem in problems_of(text, parser):
        assert (problem.message + problem.remedy).isprintable()


@pytest.mark.parametrize(
    ("line", "code", "remedy"),
    [
        ("备注：见附件: 一", "E009", "备注: "),
        ("memo:x: 一", "E018", "memo: "),
        ("\u3000reason: 一", "E011", "全角空格"),
        ("'\u3000due': 2024-06-30", "E011", "半角空格"),
        ("due: [2024-06-30]", "E104", "2024-03-15"),
        ("due: {日: 一}", "E104", "2024-03-15"),
        ("support: {甲科: 一}", "E107", "减号"),
    ],
)
def test_a_slip_at_a_key_or_value_nobody_knows_is_still_named(
    line: str,
    code: str,
    remedy: str,
    parser: Any,  # noqa: ANN401
) -> None:
    title = "title: 办理行政复议"
    problem = only_problem(miswrite(title, f"{title}\n        {line}"), parser)

    assert problem.code == code
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("right", "wrong", "code", "place", "remedy"),
    [
        ("- id: '1'", "-\u3000id: '1'", "E011", (16, 8), "半角空格"),
        ("schema: 1", "schema 1", "E008", (1, 1), "写成 schema: "),
        ("- id: '1'", "- id '1'", "E008", (16, 9), "写成 id: "),
        ("- id: '1'", "1. id: '1'", "E008", (16, 7), "半角减号"),
        ("lead: [甲科]", "lead: [甲科]、[乙科]", "E008", (18, 19), "同一对方括号"),
        ("title: 规范行政应诉", "title: [应诉] 工作", "E008", (17, 21), "半角单引号"),
        (LEAD, f"{LIST}- 甲科\n          -乙科", "E018", (20, 11), "一个空格"),
        (LEAD, f"{LIST}- 甲科\n          － 乙科", "E009", (20, 11), "半角减号"),
        (LEAD, f"{LIST}-甲科", "E107", (19, 11), "写成 lead: [甲科]"),
        (LEAD, "lead: （甲科）", "E009", (18, 15), "写成 lead: [甲科]"),
        (LEAD, "lead: ''", "E110", (18, 15), "填写内容"),
        ("progress: 40", "progress: 40.5", "E105", (29, 46), "去掉小数部分"),
        ("progress: 40", "progress: 1e2", "E105", (29, 46), "只写阿拉伯数字"),
        ("progress: 40", "progress: 1_0", "E105", (29, 46), "只写阿拉伯数字"),
        ("target: 100", "target: １００", "E105", (46, 21), "只写数字:100"),
        ("known_gaps: ['2']", "known_gaps: [2、4]", "E009", (6, 16), "半角逗号"),
        ("aliases: [二科]", "aliases: [二科，三科]", "E009", (10, 36), "写成 二科, 三科"),
        (DEPARTMENT, "{name: “甲科”, kind: 科室}", "E009", (9, 12), "写成 甲科"),
        (BRACES, "- name: 乙科, kind: 科室", "E008", (10, 15), "每个键占一行"),
        ("cadence: 双月", "cadence: 每两个月", "E103", (39, 22), "您是否想写 双月?"),
        ("title: 规范行政应诉", "TITLE: 规范行政应诉", "E102", (17, 9), "您是否想写 title?"),
        ("          - id: 1-2", "            id: 1-2", "E014", (30, 13), "半角减号"),
        ("- id: '1'", "- id: '1..2'", "E111", (16, 13), "例如 8、一-1"),
        ("- id: 1-2", "* id: 1-2", "E009", (30, 11), "半角减号"),
        ("- id: 1-2", "——id: 1-2", "E009", (30, 11), "半角减号"),
        ("- id: 1-2", "- id\u3000: 1-2", "E011", (30, 13), "首尾的全角空格"),
        ("- id: 1-2", "- id: 1-2\u3000", "E011", (30, 17), "首尾的全角空格"),
        ("- id: 1-2", "- id: 1–2", "E009", (30, 17), "写成 1-2"),
        ("          - id: 1-2\n", "", "E014", (30, 13), "半角减号"),
        ("schema: 1", "schema: 1\nschema: 1", "E014", (2, 1), "只留一个"),
        ("- number: 二", "- number二", "E008", (55, 5), "写成 number: "),
        ("policy: {", "policy {", "E008", (7, 1), "写成 policy: "),
        ("date: 2024-03-15", "date 2024-03-15", "E018", (29, 18), "写成 date: 2024-03-15"),
        ("已征求意见", "已征求意见,收到12条", "E102", (29, 64), "半角单引号"),
        ("初稿已征求意见", "初稿: 已征求意见", "E008", (29, 58), "半角单引号"),
        ("初稿已征求意见", "见纪要[2024]3号", "E008", (29, 59), "半角单引号"),
        ("初稿已征求意见", "已办 #3 号", "E008", (29, 59), "半角单引号"),
        ("[甲科, 乙科]", "［甲科, 乙科］", "E009", (11, 36), "半角方括号"),
        ("[甲科, 乙科]", "［甲科, 乙科]", "E009", (11, 36), "半角括号"),
        ("aliases: [二科]", "aliases: [二科］", "E009", (10, 38), "半角括号"),
        (PERIOD, "period: ｛start: 2024-01-01, end: 2024-12-31｝", "E009", (5, 11), "半角"),
        ("name: 乙科,", "name: 乙科。,", "E009", (10, 12), "写成 乙科"),
    ],
)
def test_a_slip_is_one_complaint_where_it_is_mended(
    right: str,
    wrong: str,
    code: str,
    place: tuple[int, int],
    remedy: str,
    parser: Any,  # noqa: ANN401
) -> None:
    problem = only_problem(miswrite(right, wrong), parser)

    assert (problem.code, (problem.line, problem.column)) == (code, place)
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    "text",
    [
        "'要点，title：某'",
        "已报送，date：3月1日。",
        '"title：要点"',
        "|\n              title：要点",
    ],
)
def test_legal_text_is_not_blamed_for_an_error_elsewhere(text: str, parser: Any) -> None:  # noqa: ANN401
    legal = miswrite("text: 制发《应诉规则》。", f"text: {text}")
    broken = miswrite("responsible: [乙科]", "responsible: [乙科", f"# 说明，title：某\n{legal}")

    assert codes_of(legal, parser) == []
    assert codes_of(broken, parser) == ["E008"]


def test_nor_for_an_error_on_the_next_line(parser: Any) -> None:  # noqa: ANN401
    text = "text: 制发《应诉规则》。\n            due: "
    broken = miswrite(f"{text}2024-06-30", "text: '要点，title：某'\n            due: ]2024-06-30")

    assert codes_of(broken, parser) == ["E008"]


def test_a_task_whose_number_is_mistyped_is_one_complaint(parser: Any) -> None:  # noqa: ANN401
    codes = codes_of(miswrite("- id: '1'", "- id: '4'"), parser)

    assert codes == ["E202"]


def test_a_character_beyond_unicode_is_an_error_to_both_parsers(parser: Any) -> None:  # noqa: ANN401
    text = miswrite("note: 初稿已征求意见", 'note: "\\UFFFFFFFF"')

    assert codes_of(text, parser) == ["E008"]
