"""status, list and show on the shipped plan."""

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import SHIPPED_PLAN, Golden, run_jimoplan
from problem_cases import BASE
from repositories import ask_registered, make_repository

GOLDEN = Path(__file__).parent / "golden"
DAY = ("--as-of", "2024-06-30")
OVER = "计划期间已于2024年12月31日结束,各项的灯按截至2025年1月3日算,没办结的逾期天数还在增加"

SCREENS = {
    "status-80": (("status",), 80),
    "status-120": (("status",), 120),
    "status-section-80": (("status", "--section", "三"), 80),
    "status-department-80": (("status", "--dept", "复议应诉科"), 80),
    "status-department-120": (("status", "--dept", "复议应诉科"), 120),
    "status-department-piped": (("status", "--dept", "复议应诉科"), None),
    "status-department-no-task-80": (("status", "--dept", "政治处", "--section", "三"), 80),
    "status-group-80": (("status", "--dept", "各司法所"), 80),
    "list-80": (("list",), 80),
    "list-measures-80": (("list", "--measures", "--dept", "复议应诉科"), 80),
    "list-columns-120": (("list", "-m", "--section", "五", "--columns", "id,名称,成果,due"), 120),
    "list-nothing-80": (("list", "--text", "没有这样的文字"), 80),
    "show-task-80": (("show", "8"), 80),
    "show-group-task-80": (("show", "4"), 80),
    "show-measure-80": (("show", "8-1"), 80),
    "show-indicator-80": (("show", "14-5"), 80),
    "show-periodic-120": (("show", "11-9"), 120),
}


@pytest.mark.parametrize("name", SCREENS)
def test_screen_is_as_it_was_looked_at(name: str, golden: Golden) -> None:
    words, columns = SCREENS[name]
    outcome = ask_registered(*words, *DAY, columns=columns)
    assert (outcome.code, outcome.errors) == (0, "")
    golden(GOLDEN / f"{name}.txt", outcome.text)


@pytest.mark.parametrize(
    "name",
    [name for name, (_, columns) in SCREENS.items() if columns],
)
def test_no_line_is_wider_than_the_terminal(name: str) -> None:
    from jimoplan.core.display.cells import cell_width

    words, columns = SCREENS[name]
    lines = ask_registered(*words, *DAY, columns=columns).text.splitlines()
    assert columns is not None
    assert max(map(cell_width, lines)) <= columns


def test_piped_table_keeps_each_row_on_a_line_of_its_own() -> None:
    text = ask_registered("list", *DAY, columns=None).text
    rows = [line for line in text.splitlines() if line[:1].isdigit()]
    assert len(rows) == 21


def departments_duties(*words: str) -> dict[str, list[tuple[str, str, str | None]]]:
    answer = json.loads(ask_registered("status", *words, *DAY, "--format", "json").text)
    return {
        key: [(task["id"], task["role"], task["via"]) for task in answer["data"][key]]
        for key in ("own_tasks", "group_tasks")
    }


def test_own_duties_and_those_through_a_group_stand_apart() -> None:
    assert departments_duties("--dept", "复议应诉科") == {
        "own_tasks": [("8", "责任", None), ("9", "责任", None), ("11", "责任", None)],
        "group_tasks": [
            ("4", "配合", "各科室"),
            ("20", "责任", "各科室"),
            ("21", "配合", "各科室"),
        ],
    }


def test_the_lead_of_a_task_is_not_counted_again_in_its_group() -> None:
    duties = departments_duties("--dept", "政治处")
    assert [task for task, _, _ in duties["own_tasks"]] == ["1", "3", "4", "21"]
    assert [task for task, _, _ in duties["group_tasks"]] == ["20"]


@pytest.mark.parametrize(
    "written",
    ["复议应诉科", "复议科", "复议", "fyysk", "FYYSK"],
    ids=["full name", "alias", "unique part", "pinyin initials", "capital initials"],
)
def test_a_department_is_found_as_people_write_it(written: str) -> None:
    assert "复议应诉科:直接承担任务 3 项" in ask_registered("status", "--dept", written, *DAY).text


def ids(*words: str) -> list[str]:
    outcome = ask_registered("list", *words, *DAY, "--format", "json", "--columns", "id")
    assert outcome.code == 0, outcome.errors
    return [item["id"] for item in outcome.data["items"]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--dept", "复议应诉科"), ["8", "9", "11", "4", "20", "21"]),
        (("--dept", "复议应诉科", "--role", "配合"), ["4", "21"]),
        (("--dept", "政治处", "--role", "主责"), ["1", "3", "4", "21", "20"]),
        (("--role", "牵头"), ["4", "14", "15", "17", "18", "19", "21"]),
        (("--section", "三"), ["8", "9"]),
        (("--section", "3", "--section", "法治建设领航"), ["5", "6", "7", "8", "9"]),
        (("--kind", "周期性"), ["11"]),
        (("--kind", "周期性", "--kind", "指标"), ["11", "14"]),
        (("-m", "--kind", "周期性", "--kind", "指标"), ["11-9", "14-5"]),
        (("--text", "白皮书"), ["11"]),
        (("--status", "推进中"), []),
        (("--overdue",), []),
        (("--due-before", "2024-12-31"), []),
        (("-m", "--text", "白皮书"), ["11-7"]),
        (("--dept", "法律援助中心", "--light", "黄", "--sort", "-title"), ["16", "14"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_conditions_restrict_each_other(words: tuple[str, ...], expected: list[str]) -> None:
    assert ids(*words) == expected


def test_after_the_plans_end_everything_unfinished_is_overdue() -> None:
    outcome = ask_registered("list", "--overdue", "--as-of", "2025-01-03", "--format", "json")
    found = json.loads(outcome.text)
    assert len(found["data"]["items"]) == 21
    assert found["notes"] == [OVER]


def test_sorting_goes_by_several_keys_and_either_way() -> None:
    by_title = ids("--section", "三", "--sort", "-title,due")
    assert by_title == sorted(by_title, key={"8": 1, "9": 0}.__getitem__)


@pytest.mark.parametrize("written", ["id,名称", "id\uff0c名称", "编号、title", " id , 名称 ,"])
def test_columns_are_separated_as_people_type_commas(written: str) -> None:
    outcome = ask_registered("list", "--columns", written, *DAY, "--format", "csv")
    assert outcome.out.decode("utf-8-sig").splitlines()[0] == "编号,名称"


def test_csv_is_read_back_by_a_csv_reader_and_opens_in_spreadsheets() -> None:
    outcome = ask_registered("list", "--dept", "复议应诉科", *DAY, "--format", "csv")
    assert outcome.out.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(outcome.out.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["编号", "名称", "角色", "经由", "状态", "进度", "灯与原因"]
    assert [row[0] for row in rows[1:]] == ["8", "9", "11", "4", "20", "21"]


def test_markdown_table_has_a_row_for_each_item(golden: Golden) -> None:
    outcome = ask_registered("status", "--dept", "复议应诉科", *DAY, "--format", "md")
    golden(GOLDEN / "status-department.md", outcome.text)


@pytest.mark.parametrize("words", [("status",), ("status", "--dept", "公证处"), ("show", "8-1")])
def test_json_has_a_stable_envelope(words: tuple[str, ...], golden: Golden) -> None:
    outcome = ask_registered(*words, *DAY, "--format", "json")
    answer = json.loads(outcome.text)
    assert list(answer) == ["format", "question", "plan", "as_of", "notes", "data"]
    assert (answer["format"], answer["as_of"]) == (2, "2024-06-30")
    golden(GOLDEN / f"{'-'.join(words).replace('--', '')}.json", outcome.text)


def test_what_qualifies_an_answer_goes_to_standard_error_beside_csv() -> None:
    outcome = ask_registered("list", "--as-of", "2025-01-03", "--format", "csv")
    assert f"注:{OVER}" in outcome.errors


def test_csv_is_one_table_with_plain_days_and_says_what_it_leaves_out() -> None:
    overview = ask_registered("status", *DAY, "--format", "csv")
    listing = ask_registered("list", "--columns", "id,due", *DAY, "--format", "csv")

    assert "没有写各部门" in overview.errors
    assert not [line for line in overview.text.splitlines() if line.count(",") < 2]
    assert listing.text.removeprefix("\ufeff").splitlines()[1] == "1,2024-12-31"


def test_an_update_after_the_day_asked_about_is_shown_and_not_counted(tmp_path: Path) -> None:
    text = SHIPPED_PLAN.read_text("utf-8")
    update = "updates: [{date: 2024-03-15, progress: 40, note: 初稿已征求意见}]"
    begun = text.replace("        status: 未启动", "        status: 推进中").replace(
        "            title: 制发行政应诉工作规则",
        f"            title: 制发行政应诉工作规则\n            {update}",
    )
    (tmp_path / "plan.yaml").write_text(begun, "utf-8")
    before = run_jimoplan("show", "8-1", "--as-of", "2024-03-01", cwd=tmp_path).text
    after = run_jimoplan("show", "8-1", "--as-of", "2024-04-01", cwd=tmp_path).text

    assert "2024-03-15(不计入)" in before
    assert "注:截至日以后的填报1条,不计入" in before
    assert "进度      0%" in before
    assert "不计入" not in after
    assert "进度      40%(最近一次填报(2024-03-15)为40%)" in after


def test_whoever_asks_for_lights_sees_the_most_overdue_first_and_each_reason_once(
    tmp_path: Path,
) -> None:
    work = make_repository(tmp_path, BASE.replace("due: 2024-06-30", "due: 2024-10-30"))
    words = ("list", "--measures", "--light", "红", "--as-of", "2024-12-01")
    rows = work.jimoplan(*words, "--format", "csv").text.splitlines()

    assert [row.partition(",")[0] for row in rows[1:]] == ["3-1", "1-1"]
    assert [row.count("逾期") for row in rows] == [0, 1, 1]
    sorted_ = work.jimoplan(*words, "--sort", "-due", "--format", "csv").text.splitlines()
    assert [row.partition(",")[0] for row in sorted_[1:]] == ["1-1", "3-1"]
