"""What a 分管领导 asks: which items are mine, how do they stand, who answers for them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from command_line import Outcome, run_jimoplan
from led_plan import LED

DAY = "2024-07-01"
NAMELESS = "".join(
    line.replace(", leader: 王五, contact: 张三", "")
    .replace(", leader: 赵六", "")
    .replace("leader: 孙七, ", "")
    for line in LED.splitlines(keepends=True)
    if "contact: 李四" not in line
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(LED, encoding="utf-8")
    return tmp_path


def ask(folder: Path, *words: str) -> Outcome:
    return run_jimoplan(*words, "--as-of", DAY, cwd=folder, columns=120)


def data(folder: Path, *words: str) -> dict[str, Any]:
    answer = ask(folder, *words, "--format", "json")
    assert answer.code == 0, answer.errors
    found: dict[str, Any] = json.loads(answer.text)
    return found


def ids(folder: Path, *words: str) -> list[str]:
    return [item["id"] for item in data(folder, "list", *words)["data"]["items"]]


def test_an_item_is_shown_with_its_people(folder: Path) -> None:
    shown = ask(folder, "show", "1-3").text

    assert [line.split() for line in shown.splitlines() if "孙七" in line or "张三" in line] == [
        ["分管领导", "孙七"],
        ["责任人", "张三"],
    ]
    found = data(folder, "show", "2")["data"]
    assert (found["leader"], found["contact"]) == (["王五", "赵六"], ["李四", "周八"])
    assert (found["item"].get("leader"), found["item"]["contact"]) == (None, "李四、周八")


def test_a_list_has_them_as_columns(folder: Path) -> None:
    asked = ("list", "--columns", "编号,分管领导,责任人", "--format", "csv")
    rows = list(csv.reader(io.StringIO(ask(folder, *asked).text.removeprefix("\ufeff"))))

    assert rows == [
        ["编号", "分管领导", "责任人"],
        ["1", "王五", "张三"],
        ["2", "王五、赵六", "李四、周八"],
        ["3", "", ""],
    ]


@pytest.mark.parametrize(
    ("leader", "tasks", "measures"),
    [
        ("王五", ["1", "2"], ["1-1", "2-1"]),
        ("赵六", ["1", "2"], ["1-2", "2-1"]),
        ("孙七", ["1"], ["1-3"]),
        ("孙", ["1"], ["1-3"]),
    ],
)
def test_a_leader_has_what_is_named_his_and_a_measure_brings_its_task(
    folder: Path, leader: str, tasks: list[str], measures: list[str]
) -> None:
    assert ids(folder, "--leader", leader) == tasks
    assert ids(folder, "--measures", "--leader", leader) == measures


def test_a_task_stands_for_a_leader_as_his_measures_do(folder: Path) -> None:
    lights = {
        leader: [
            item["light"] for item in data(folder, "list", "--leader", leader)["data"]["items"]
        ]
        for leader in ("王五", "孙七")
    }

    assert lights["王五"][0] == "红"
    assert lights["孙七"] != ["红"]


def test_a_leader_and_a_department_restrict_each_other(folder: Path) -> None:
    assert ids(folder, "--measures", "--leader", "赵六", "--dept", "公证处") == ["1-2", "2-1"]
    assert ids(folder, "--measures", "--leader", "孙七", "--dept", "办公室") == []


def test_a_list_can_be_in_the_order_of_leaders_those_without_last(folder: Path) -> None:
    assert ids(folder, "--measures", "--sort", "分管领导") == ["1-3", "1-1", "2-1", "1-2", "3-1"]


def test_a_leader_nobody_knows_is_told_with_the_nearest(folder: Path) -> None:
    for words in (("list",), ("status",), ("render", "weekly")):
        answer = ask(folder, *words, "--leader", "王武")
        assert answer.code == 2
        assert "没有叫“王武”的分管领导" in answer.errors
        assert "您是否想填 王五?" in answer.errors


def test_the_status_counts_each_leaders_tasks_and_those_without(folder: Path) -> None:
    told = data(folder, "status")["data"]["leaders"]

    assert [(each["name"], each["total"]) for each in told] == [
        ("王五", 2),
        ("赵六", 2),
        ("孙七", 1),
        (None, 1),
    ]
    text = ask(folder, "status").text
    assert "各分管领导" in text
    assert "待明确" in text


def test_the_status_of_a_leader_is_about_his_items_only(folder: Path) -> None:
    answer = ask(folder, "status", "--leader", "赵六")

    assert "赵六 分管的任务 2 项,举措 2 项" in answer.text
    assert "办公室" not in answer.text
    assert "注:只列 赵六 分管的事项" in answer.errors + answer.text
    assert "各分管领导" not in answer.text


def test_a_plan_without_leaders_says_nothing_of_any(folder: Path) -> None:
    (folder / "plan.yaml").write_text(NAMELESS, encoding="utf-8")

    for words in ("status", "show 1", "list", "render weekly", "render annual"):
        assert "分管" not in ask(folder, *words.split()).text
    assert data(folder, "status")["data"]["leaders"] == []


@pytest.mark.parametrize("name", ["weekly", "annual", "overview"])
@pytest.mark.parametrize("form", ["md", "html"])
def test_a_page_names_the_leaders_and_counts_their_tasks(
    folder: Path, name: str, form: str
) -> None:
    page = ask(folder, "render", name, "--format", form).text

    assert "牵头：法治科；配合：公证处；分管领导：王五" in page
    assert "待明确" in page
    assert "孙七" in page


@pytest.mark.parametrize("name", ["weekly", "monthly", "overview"])
def test_a_page_can_be_about_one_leaders_items(folder: Path, name: str) -> None:
    page = ask(folder, "render", name, "--leader", "孙七").text

    assert "只列 孙七 分管的事项" in page
    assert "规范行政应诉" in page
    assert "推进公证改革" not in page
    assert "整理档案" not in page


def test_a_letter_holds_what_a_department_has_of_one_leader(folder: Path) -> None:
    letter = ask(folder, "render", "supervision", "--dept", "法治科", "--leader", "孙七").text

    assert "1-1" not in letter
    assert "1-1" in ask(folder, "render", "supervision", "--dept", "法治科").text


def test_pages_of_different_leaders_have_different_files(folder: Path) -> None:
    for leader in ("王五", "赵六"):
        ask(folder, "render", "overview", "--leader", leader, "-o", "pages/")

    names = sorted(path.name for path in (folder / "pages").iterdir())
    assert names == [f"进展情况-王五-{DAY}.md", f"进展情况-赵六-{DAY}.md"]


def test_the_published_text_is_nobodys(folder: Path) -> None:
    answer = ask(folder, "render", "source", "--leader", "王五")

    assert (answer.code, answer.out) == (2, b"")


def test_new_items_are_entered_with_their_people(folder: Path) -> None:
    for words in (
        ("add", "dept", "档案室", "--leader", "王五", "--contact", "吴九"),
        ("add", "task", "--title", "归档", "--responsible", "档案室", "--leader", "孙七"),
        ("add", "measure", "4", "--title", "装订", "--contact", "郑十"),
    ):
        outcome = run_jimoplan(*words, "--yes", cwd=folder)
        assert outcome.code == 0, outcome.errors

    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    assert "- {name: 档案室, kind: 科室, leader: 王五, contact: 吴九}\n" in text
    assert "    leader: 孙七\n" in text
    assert "整理档案   # 还没有分管领导\n" in text
    shown = data(folder, "show", "4-1")["data"]
    assert (shown["leader"], shown["contact"]) == (["孙七"], ["郑十"])


def test_an_address_is_no_name_for_a_new_item(folder: Path) -> None:
    outcome = run_jimoplan("add", "dept", "档案室", "--leader", "wu@example.cn", cwd=folder)

    assert outcome.code == 2
    assert "分管领导“wu@example.cn”" in outcome.errors
