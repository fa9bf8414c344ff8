"""Everything wrong with a file at once, and nothing that only follows from something else."""

from typing import Any

import pytest
from problem_cases import BASE
from reading import codes_of, miswrite, problems_of

from jimoplan.core.text.reading.load import load


def test_problems_of_every_layer_are_reported_together_in_order(parser: Any) -> None:  # noqa: ANN401
    text = BASE
    for right, wrong in (
        ("kind: 常态化", "kind: 长期"),
        ("due: 2024-06-30", "due: 2024-06-31"),
        ("responsible: [乙科]", "responsible: [丁科]"),
        ("- id: 1-4", "- id: 1-3"),
        ("title: 依法行政", "titel: 依法行政"),
        ("note: 第一期已印发", "note: 13800000000"),
        ("progress: 40", "progress: 140"),
        ("number: 二", "number: 一"),
        ("aliases: [二科]", "aliases: &别 [二科]".replace("别", "b")),
    ):
        text = miswrite(right, wrong, text)

    problems = problems_of(text, parser)

    assert [(p.line, p.code) for p in problems] == [
        (10, "E013"),
        (14, "E102"),
        (26, "E104"),
        (29, "E106"),
        (31, "E103"),
        (42, "W307"),
        (43, "E201"),
        (52, "E204"),
        (55, "E203"),
    ]


def test_mistakes_of_typing_are_all_named_though_the_text_is_no_yaml(parser: Any) -> None:  # noqa: ANN401
    text = BASE
    for right, wrong in (
        ("title: 依法行政", "title：依法行政"),
        ("lead: [甲科]", "lead:[甲科]"),
        ("        title: 办理行政复议", "\ttitle: 办理行政复议"),
        ("  - number: 二", "  － number: 二"),
        ("    title: 公共法律服务", "　　title: 公共法律服务"),
    ):
        text = miswrite(right, wrong, text)

    assert [(p.line, p.code) for p in problems_of(text, parser)] == [
        (14, "E009"),
        (18, "E018"),
        (51, "E010"),
        (55, "E009"),
        (56, "E011"),
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "codes"),
    [
        ("  - {name: 甲科, kind: 科室}\n", "  - {name：甲科，kind：科室}\n", ["E009"]),
        ("  - {name: 甲科, kind: 科室}\n", "  - {名称: 甲科, kind: 科室}\n", ["E102"]),
        ("  - {name: 甲科, kind: 科室}\n", "  - {name: , kind: 科室}\n", ["E110"]),
        ("  - {name: 甲科, kind: 科室}\n", "  - 甲科\n", ["E108"]),
        ("kind: 群组, members: [甲科, 乙科]", "kind: 小组, members: [甲科, 乙科]", ["E207"]),
        ("period: {start: 2024-01-01, end: 2024-12-31}", "period: 2024年", ["E108"]),
        ("{start: 2024-01-01, end: 2024-12-31}", "{start: 2024-01-01, end: 年底}", ["E104"]),
        ("- id: '1'\n", "- id: 一号(1)\n", ["E111"]),
        ("- id: '3'\n", "- 编号: '3'\n", ["E102"]),
        ("- id: 1-1\n", "- id: 一 之一\n", ["E111"]),
        ("            kind: 一次性\n            title", "            title", ["E101"]),
        ("kind: 周期性", "kind: 定期", ["E103"]),
        ("target: 100", "target: 百分之百", ["E105"]),
        ("            due: 2024-06-30\n", "            期限: 2024-06-30\n", ["E102"]),
        ("due: 2024-06-30", "due: 六月底", ["E104"]),
        ("due: 2024-06-30", "due: ", ["E110"]),
        ("lead: [甲科]", "lead: 甲科", ["E107"]),
        ("lead: [甲科]", "leed: [甲科]", ["E102"]),
        ("responsible: [乙科]", "responsible: ", ["E110"]),
        ("responsible: [乙科]", "responsible: [丁科]", ["E204"]),
        ("definition: 负责", "defintion: 负责", ["E102"]),
        ("known_gaps: ['2']", "known_gaps: 2", ["E107"]),
        ("known_gaps: ['2']", "known_gap: ['2']", ["E102"]),
        (
            "        measures:\n          - {id: 3-1",
            "        measure:\n          - {id: 3-1",
            ["E102"],
        ),
        ("        measures:\n          - id: 1-1", "        举措:\n          - id: 1-1", ["E102"]),
        ("departments:\n", "departmets:\n", ["E102"]),
        ("sections:\n", "板块:\n", ["E102"]),
        ("schema: 1\n", "", ["E101"]),
        ("{start: 2024-01-01, end: 2024-12-31}", "{start: 2024-12-31, end: 2024-01-01}", ["E209"]),
        ("target: 100", "target: 100\n            target: 90", ["E014"]),
        ("unit: '%'", "? [甲]\n            : 乙", ["E017"]),
    ],
)
def test_one_slip_brings_one_complaint(
    right: str,
    wrong: str,
    codes: list[str],
    parser: Any,  # noqa: ANN401
) -> None:
    assert codes_of(miswrite(right, wrong), parser) == codes


def test_a_refused_value_hides_only_what_rests_on_it(parser: Any) -> None:  # noqa: ANN401
    text = miswrite("due: 2024-06-30", "due: 六月底")
    text = miswrite("            definition: 负责人出庭件数除以开庭件数\n", "", text)

    assert codes_of(text, parser) == ["E104", "W304"]


def test_an_empty_key_hides_what_rests_on_it_in_a_plan_with_other_faults(parser: Any) -> None:  # noqa: ANN401
    text = miswrite("kind: 常态化", "kind: 长期", miswrite("due: 2024-06-30", "due:"))

    assert codes_of(text, parser) == ["E110", "E103"]


@pytest.mark.parametrize("wrong", ["foo:", "foo: 好", "due_soon:"])
def test_an_unknown_key_is_one_complaint_with_or_without_content(wrong: str, parser: Any) -> None:  # noqa: ANN401
    (code,) = codes_of(miswrite("due: 2024-06-30", f"due: 2024-06-30\n            {wrong}"), parser)

    assert code == ("E110" if wrong == "due_soon:" else "E102")


@pytest.mark.parametrize(
    ("person", "code"),
    [
        ("{name: 张三, email: zhang, role: 联络员}", "E114"),
        ("{name: 张三, email: zhang＠example.cn, role: 联络员}", "E009"),
        ("{name: 张三, email: zhang@example.cn, role: 联络人}", "E103"),
        ("{name: 张三, email: zhang@example.cn}", "E101"),
        ("{name: 张三, 邮箱: zhang@example.cn, role: 联络员}", "E102"),
    ],
)
def test_a_miswritten_person_hides_nothing_else(
    person: str,
    code: str,
    parser: Any,  # noqa: ANN401
) -> None:
    text = miswrite("aliases: [二科]", f"aliases: [二科], people: [{person}]")

    assert codes_of(miswrite("due: 2024-06-30", "due: 六月底", text), parser) == [code, "E104"]


def test_a_refused_task_number_breaks_no_sequence(parser: Any) -> None:  # noqa: ANN401
    text = miswrite("- id: '1'", "- id: 一 号", miswrite("known_gaps: ['2']", "known_gaps: []"))

    assert codes_of(text, parser) == ["E111"]


def test_a_department_whose_only_task_is_miswritten_is_not_called_idle(parser: Any) -> None:  # noqa: ANN401
    text = miswrite("  - {name: 甲科", "  - {name: 丙科, kind: 科室}\n  - {name: 甲科")

    assert codes_of(miswrite("lead: [甲科]", "lead: 丙科", text), parser) == ["E107"]


def test_a_key_written_twice_is_reported_each_time(parser: Any) -> None:  # noqa: ANN401
    text = miswrite("target: 100", "target: 100\n            target: 90\n            target: 80")

    assert [(p.code, p.line) for p in problems_of(text, parser)] == [("E014", 47), ("E014", 48)]


def test_problems_are_sorted_and_never_said_twice(parser: Any) -> None:  # noqa: ANN401
    text = miswrite("members: [甲科, 乙科]", "members: [丙科, 丙科, 丁科, '']")

    problems = problems_of(text, parser)

    assert list(problems) == sorted(problems, key=lambda p: (p.line, p.column, p.code, p.message))
    assert len(problems) == len(set(problems))


def test_the_published_quotes_of_a_wrong_plan_are_still_checked() -> None:
    text = miswrite("text: 制发《应诉规则》。", "text: 制发《应诉规则。")

    assert codes_of(miswrite("kind: 常态化", "kind: 长期", text)) == ["W312", "E103"]


def test_what_was_swallowed_by_full_width_punctuation_is_still_checked(parser: Any) -> None:  # noqa: ANN401
    text = miswrite(
        "{date: 2024-03-15, progress: 40, note: 初稿已征求意见}",
        "{date: 2024-02-30，progress：四十}",
    )

    assert codes_of(text, parser) == ["E105", "E104", "E009"]
    assert load(text, parser).plan is None


def test_no_complaint_names_an_id_that_is_not_in_the_file(parser: Any) -> None:  # noqa: ANN401
    without = miswrite("            definition: 负责人出庭件数除以开庭件数\n", "")

    assert codes_of(without, parser) == ["W304"]
    assert codes_of(miswrite("- id: 1-4", "- id: 1－4", without), parser) == ["E009"]


def test_nor_does_it_name_a_task_that_is_not_in_the_file(parser: Any) -> None:  # noqa: ANN401
    contrary = miswrite("status: 推进中\n        measures", "status: 未启动\n        measures")

    assert codes_of(contrary, parser) == ["E210"]
    for problem in problems_of(miswrite("- id: '1'", "- id: 一 号", contrary), parser):
        assert "任务 0" not in problem.message
