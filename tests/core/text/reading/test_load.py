"""Bytes and texts of every sort: a plan, or what is wrong with them."""

import gc
from collections.abc import Callable
from typing import Any

import pytest
from problem_cases import BASE
from reading import codes_of, miswrite, only_problem

from jimoplan.core.text.nodes import MAX_ERRORS, Faults, Unreadable
from jimoplan.core.text.reading.events import MAX_DEPTH, compose
from jimoplan.core.text.reading.load import load, load_bytes


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
def test_line_ends_and_byte_order_mark_change_nothing(end: str, mark: str, parser: Any) -> None:  # noqa: ANN401
    text = mark + BASE.replace("\n", end)

    assert load_bytes(text.encode(), parser).plan == load(BASE).plan
    assert load(text, parser).plan == load(BASE).plan


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("title: 规范行政应诉", "title：规范行政应诉", "E009"),
        ("title: 规范行政应诉", 'title: "规范行政应诉”', "E009"),
        ("kind: 常态化", "kind: 长期", "E103"),
        ("note: 指导12件}", "note: 秘密}  # 秘密", "W308"),
        ("policy:", "<<<<<<< 甲\npolicy:", "E012"),
        ("schema: 1", "# 说明\n%YAML 1.1\n---\nschema: 1", "E015"),
    ],
    ids=["colon", "quote", "word", "secret", "conflict", "directive"],
)
def test_problems_stand_at_the_same_place_whatever_the_line_ends(
    right: str,
    wrong: str,
    code: str,
    end: str,
    mark: str,
    parser: Any,  # noqa: ANN401
) -> None:
    text = miswrite(right, wrong)
    expected = only_problem(text)

    problem = only_problem(mark + text.replace("\n", end), parser)

    assert problem == expected
    assert problem.code == code


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_a_file_saved_by_an_old_chinese_editor_is_named_and_shown(encoding: str) -> None:
    loaded = load_bytes(BASE.encode(encoding))

    (problem,) = loaded.problems
    assert (problem.code, problem.line, problem.column) == ("E001", 3, 9)
    assert problem.source == "  unit: 某区司法局"
    assert "UTF-8" in problem.remedy


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"], ids=str)
def test_unicode_encodings_are_told_apart(encoding: str) -> None:
    codes = [problem.code for problem in load_bytes(BASE.encode(encoding)).problems]

    assert codes == ([] if encoding == "utf-8-sig" else ["E002"])


def test_utf16_is_recognised_though_it_begins_with_a_long_chinese_comment() -> None:
    data = ("# " + "这里是很长的说明" * 215 + "\n" + BASE).encode("utf-16-le")

    assert [problem.code for problem in load_bytes(data).problems] == ["E002"]


@pytest.mark.parametrize("text", ["", "\n\n", "# 只有注释\n", "---\n", "~", "\ufeff"], ids=repr)
def test_a_file_without_content_says_so(text: str, parser: Any) -> None:  # noqa: ANN401
    assert only_problem(text, parser).code == "E007"


@pytest.mark.parametrize("text", ["- a\n- b\n", "一段文字", "[a, b]", "'a'"])
def test_a_file_that_is_no_mapping_is_told_which_keys_to_begin_with(text: str) -> None:
    problem = only_problem(text)

    assert problem.code == "E108"
    assert "schema、plan、policy、departments、tasks、sections" in problem.remedy


def test_a_file_of_one_mistyped_line_is_told_of_the_mistake(parser: Any) -> None:  # noqa: ANN401
    assert codes_of("schema：1", parser) == ["E009"]


def test_an_unreadable_plan_is_no_plan(parser: Any) -> None:  # noqa: ANN401
    loaded = load(miswrite("title: 规范行政应诉", "title：规范行政应诉"), parser)

    assert loaded.plan is None
    assert loaded.has_errors


def test_a_contradiction_leaves_the_plan_to_look_at(parser: Any) -> None:  # noqa: ANN401
    loaded = load(miswrite("- id: 1-2", "- id: 1-1"), parser)

    assert loaded.plan is not None
    assert loaded.has_errors


def test_warnings_are_no_errors() -> None:
    loaded = load(miswrite("due: 2024-06-30", "due: 2025-06-30"))

    assert loaded.problems
    assert not loaded.has_errors


def test_half_of_a_surrogate_pair_is_a_problem_and_no_crash(parser: Any) -> None:  # noqa: ANN401
    problem = only_problem(miswrite("title: 规范行政应诉", "title: 规范\ud800"), parser)

    assert (problem.code, problem.line, problem.column) == ("E019", 17, 18)
    assert "U+D800" in problem.message


def in_turn(openings: str, closings: str, depth: int) -> str:
    """Collections of several kinds within each other, as deep as said."""
    opened = [openings.split("|")[level % 2] for level in range(depth)]
    closed = [closings.split("|")[level % 2] for level in reversed(range(depth))]
    return "".join([*opened, "a", *closed])


NESTED: dict[str, Callable[[int], str]] = {
    "brackets": lambda depth: in_turn("[|[", "]|]", depth),
    "braces": lambda depth: in_turn("{a: |{a: ", "}|}", depth),
    "both": lambda depth: in_turn("[|{a: ", "]|}", depth),
    "brackets never closed": lambda depth: "[" * depth,
    "braces never closed": lambda depth: "{a: " * depth,
    "dashes": lambda depth: "- " * depth + "a",
    "keys": lambda depth: "".join(" " * level + "a:\n" for level in range(depth)),
    "brackets below dashes": lambda depth: "- " * 4 + in_turn("[|{a: ", "]|}", depth - 4),
    "brackets below keys": lambda depth: "a:\n  b:\n    c: " + in_turn("[|[", "]|]", depth - 3),
}


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 1000, 1001, 1025])
@pytest.mark.parametrize("nested", NESTED.values(), ids=NESTED)
def test_deep_nesting_is_refused_whatever_depth_the_parser_stands(
    nested: Callable[[int], str],
    depth: int,
    parser: Any,  # noqa: ANN401
) -> None:
    problem = only_problem(nested(depth), parser)

    assert (problem.code, problem.message) == ("E005", f"嵌套超过 {MAX_DEPTH} 层")


@pytest.mark.parametrize("nested", NESTED.values(), ids=NESTED)
def test_nesting_is_counted_in_levels_that_are_open(
    nested: Callable[[int], str],
    parser: Any,  # noqa: ANN401
) -> None:
    assert "E005" not in codes_of(nested(MAX_DEPTH), parser)


@pytest.mark.parametrize("after", ["@", "\x01", '"', "\t\n\t- a"])
def test_what_nests_too_deep_is_told_before_the_error_behind_it(
    after: str,
    parser: Any,  # noqa: ANN401
) -> None:
    text = "a: " + "[" * (MAX_DEPTH + 1) + after

    problem = only_problem(text, parser)

    assert (problem.code, problem.column) == ("E005", len("a: ") + MAX_DEPTH)


@pytest.mark.parametrize(
    "nested", ["[", "{a: ", "- ", "a: ["], ids=["brackets", "braces", "dashes", "one key"]
)
def test_deep_nesting_is_refused_before_it_hurts(nested: str, parser: Any) -> None:  # noqa: ANN401
    assert codes_of(nested * 100_000, parser) == ["E005"]


@pytest.mark.parametrize(
    ("key", "longest"),
    [("{}", 1024), ('"{}"', 1022), ("'{}'", 1022)],
    ids=["plain", "double quotes", "single quotes"],
)
def test_a_key_ends_within_1024_characters_as_yaml_has_it(
    key: str,
    longest: int,
    parser: Any,  # noqa: ANN401
) -> None:
    def codes(length: int) -> list[str]:
        return codes_of(BASE + key.format("字" * length) + ": 值\n", parser)

    assert codes(longest) == ["E102"]
    assert codes(longest + 1) == ["E008"]


@pytest.mark.parametrize("indent", [MAX_DEPTH + 1, 1000, 1025, 20_000])
def test_a_block_of_text_may_be_indented_as_far_as_one_likes(
    indent: int,
    parser: Any,  # noqa: ANN401
) -> None:
    block = f"title: |-\n{' ' * indent}规范行政应诉\n"

    assert load(miswrite("title: 规范行政应诉\n", block), parser).plan == load(BASE).plan


def test_too_many_values_are_refused(parser: Any) -> None:  # noqa: ANN401
    assert compose("[a, b]", parser, Faults(), most_nodes=3)
    with pytest.raises(Unreadable) as refusal:
        compose("[a, b, c]", parser, Faults(), most_nodes=3)

    assert refusal.value.fault.code == "E006"


def test_too_many_errors_become_one(parser: Any) -> None:  # noqa: ANN401
    anchors = ", ".join(["&a x"] * (MAX_ERRORS + 1))
    problem = only_problem(miswrite("aliases: [二科]", f"aliases: [{anchors}]"), parser)

    assert (problem.code, problem.line) == ("E020", 10)


def test_aliases_are_refused_and_never_followed(parser: Any) -> None:  # noqa: ANN401
    laughs = "a0: &a0 [哈, 哈]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
    )

    codes = codes_of(BASE + laughs, parser)

    assert codes.count("E013") == 30 + 29 * 9


def test_an_id_too_long_for_a_number_is_refused(parser: Any) -> None:  # noqa: ANN401
    text = miswrite("known_gaps: ['2']", f"known_gaps: ['{'9' * 5000}']")

    assert codes_of(text, parser) == ["E111"]


def test_a_measure_id_needs_its_hyphen(parser: Any) -> None:  # noqa: ANN401
    assert codes_of(miswrite("- id: 1-2", "- id: 12"), parser) == ["E202"]


@pytest.mark.parametrize("free", ["一", "01", "A.2", "办-3", "复议应诉科.1-2"])
def test_an_id_is_free(free: str, parser: Any) -> None:  # noqa: ANN401
    assert (
        codes_of(miswrite("- id: '3'", f"- id: '{free}'").replace(" 3-1", f" {free}-1"), parser)
        == []
    )


@pytest.mark.parametrize("bad", ["1..2", "-1", "1-", "(一)", "第 1 项", "1_2", "a/b", "1" * 65])
def test_an_id_is_letters_digits_and_chinese_characters(bad: str, parser: Any) -> None:  # noqa: ANN401
    assert codes_of(miswrite("- id: '1'", f"- id: '{bad}'"), parser) == ["E111"]


@pytest.mark.parametrize("figure", ["NaN", "Infinity", "-inf"])
def test_a_figure_that_is_no_number_is_refused(figure: str, parser: Any) -> None:  # noqa: ANN401
    assert codes_of(miswrite("target: 100", f"target: {figure}"), parser) == ["E105"]


def test_the_garbage_collector_is_left_as_it_was() -> None:
    load(BASE)
    assert gc.isenabled()

    gc.disable()
    try:
        load(BASE)
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize("word", ["是", "yes", "no", "on", "1_000", "0x10", "1:30", "null"])
def test_words_stay_what_was_typed(word: str, parser: Any) -> None:  # noqa: ANN401
    loaded = load(miswrite("title: 规范行政应诉", f"title: '{word}'"), parser)

    assert loaded.plan is not None
    assert loaded.plan.all_tasks()[0].title == word


def test_ids_need_no_quotes(parser: Any) -> None:  # noqa: ANN401
    loaded = load(miswrite("- id: '1'", "- id: 1"), parser)

    assert loaded.plan == load(BASE).plan


@pytest.mark.parametrize("line", ["        title: 办理行政复议\n", "  - number: 二\n"])
def test_a_byte_order_mark_that_begins_a_line_is_refused_by_either_parser(
    line: str,
    parser: Any,  # noqa: ANN401
) -> None:
    problem = only_problem(BASE.replace(line, f"\ufeff{line[1:]}"), parser)

    assert (problem.code, problem.column) == ("E019", 1)
    assert "<U+FEFF>" in problem.message
