"""Lines, columns and carets, right to the character and to the terminal cell."""

from typing import Any

import pytest
from problem_cases import BASE
from reading import miswrite, only_problem, problems_of

from jimoplan.core.display.cells import cell_width
from jimoplan.core.text.document import Document
from jimoplan.core.text.nodes import Fault
from jimoplan.core.text.problems import Problem, excerpt
from jimoplan.core.text.reading.load import load

LONG = "字" * 10_000


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("due: 2024-06-30\n", "due: 2024-02-30\n", (26, 18, 28)),
        ("{date: 2024-04-01, note: 指导12件}", "{date: 2024-02-30, note: 好}", (35, 24, 34)),
        ("{date: 2024-04-01, note: 指导12件}", "{note: 😀👍🏽é, date: 2024-02-30}", (35, 36, 46)),
        ("{date: 2024-04-01, note: 指导12件}", "{note: '😀', date: 2024-02-30}", (35, 35, 45)),
        ("title: 规范行政应诉\n", "title: [规范,\n          应诉]\n", (17, 16, 20)),
        ("lead: [甲科]\n", "lead:\n          - 甲科\n          - 甲斜\n", (20, 13, 15)),
        ("- id: '3'\n", "- {}\n      - id: '3'\n", (50, 9, 11)),
    ],
    ids=["block", "flow", "emoji", "emoji in quotes", "two lines", "list", "empty mapping"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
def test_a_problem_spans_the_characters_that_are_wrong(
    right: str,
    wrong: str,
    place: tuple[int, int, int],
    end: str,
    mark: str,
    parser: Any,  # noqa: ANN401
) -> None:
    text = mark + miswrite(right, wrong).replace("\n", end)

    first = next(p for p in problems_of(text, parser) if p.code.startswith("E"))

    assert (first.line, first.column, first.end_column) == place
    assert first.source == text.removeprefix("\ufeff").split(end)[place[0] - 1]


def test_a_column_is_right_far_down_a_long_line(parser: Any) -> None:  # noqa: ANN401
    text = miswrite("note: 指导12件}", f"note: {LONG}, progress: 四十}}")

    problem = only_problem(text, parser)

    assert (problem.code, problem.line, problem.column) == ("E105", 35, 10_054)
    assert problem.source[problem.column - 1 : problem.end_column - 1] == "四十"


def test_a_plan_on_one_line_is_read_and_its_problem_found(parser: Any) -> None:  # noqa: ANN401
    text = (
        "{schema: 1, plan: {unit: 局, title: 要点, period: {start: 2024-01-01, end: 2024-12-31}}, "
        "departments: [{name: 甲科, kind: 科室}], "
        "sections: [{number: 一, title: 板块, "
        "tasks: [{id: '1', title: 任务, lead: [甲斜], due: 2024-06-28}]}]}"
    )

    problem = only_problem(text, parser)

    assert (problem.code, problem.line, problem.column) == ("E204", 1, text.index("甲斜") + 1)


def test_an_unfinished_file_is_shown_at_a_line_that_has_words(parser: Any) -> None:  # noqa: ANN401
    problem = only_problem(BASE + "policy: [\n\n\n", parser)

    assert problem.source == "policy: ["


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (("plan", "unit"), "某区司法局"),
        (("departments", 1, "aliases", 0), "二科"),
        (("sections", 0, "tasks", 0, "measures", 0, "updates", 0, "progress"), "40"),
        (("sections", 1, "title"), "公共法律服务"),
        (("sections", 1, "tasks", 7, "id"), "number: 二"),
    ],
)
def test_a_path_leads_to_the_words_of_its_value(key: tuple[str | int, ...], words: str) -> None:
    document = load(BASE).document

    span = document.value_span(key)

    assert document.text[span.start : span.end] == words


def test_a_fault_past_the_end_is_placed_at_the_end() -> None:
    problem = Document("甲\n乙").place(Fault("E008", 99, 100, "话", "法"))

    assert (problem.line, problem.column, problem.end_column) == (2, 2, 3)


def show(source: str, column: int, end: int, cells: int = 76) -> tuple[str, str]:
    return excerpt(Problem("E008", "话", "法", 1, column, end, source), cells)


@pytest.mark.parametrize(
    ("source", "column", "end", "caret"),
    [
        ("title：应诉", 6, 7, "     ^^"),
        ("单位：应诉", 3, 4, "    ^^"),
        ("单位: 应诉", 5, 7, "      ^^^^"),
        ("e\u0301: x", 5, 6, "   ^"),
        ("\tid: 8", 1, 2, "^"),
        ("规\u200b范", 2, 3, "  ^^^^^^^^"),
        ("", 1, 2, "^"),
        ("尾", 2, 3, "  ^"),
    ],
    ids=["colon", "after wide", "wide", "combining", "tab", "invisible", "empty", "at the end"],
)
def test_the_caret_stands_under_its_cells(source: str, column: int, end: int, caret: str) -> None:
    assert show(source, column, end)[1] == caret


@pytest.mark.parametrize("column", [1, 2, 40, 77, 5000, 10_000])
@pytest.mark.parametrize("cells", [20, 76, 200])
def test_a_long_line_is_cut_to_the_cells_around_the_problem(column: int, cells: int) -> None:
    source = LONG[: column - 1] + "错" + LONG[column:]

    shown, caret = show(source, column, column + 1, cells)

    assert cell_width(shown) <= cells
    assert cell_width(caret) <= cells
    assert cell_width(shown[: shown.index("错")]) == caret.index("^")
    assert caret.strip() == "^^"


def test_a_problem_as_wide_as_the_line_has_carets_no_wider_than_the_screen() -> None:
    shown, caret = show(LONG, 1, 10_001)

    assert cell_width(shown) == cell_width(caret) == 76


def test_no_control_character_is_shown() -> None:
    shown, _ = show("a\x1b[31m\u202eb", 2, 3)

    assert shown.isprintable()
