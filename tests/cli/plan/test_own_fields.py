"""A bureau's own fields on the command line: shown, listed, filtered, entered, looked up."""

from pathlib import Path
from typing import Any

import pytest
from command_line import Outcome, run_jimoplan
from own_fields_plan import OWN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(OWN, encoding="utf-8")
    return tmp_path


def ask(folder: Path, *words: str) -> Outcome:
    return run_jimoplan(*words, "--as-of", "2024-05-06", cwd=folder, columns=120)


def data(folder: Path, *words: str) -> Any:  # noqa: ANN401
    answer = ask(folder, *words, "--format", "json")
    assert answer.code == 0, answer.errors
    return answer.data


def ids(folder: Path, *words: str) -> list[str]:
    return [item["id"] for item in data(folder, "list", "--measures", *words)["items"]]


def test_an_item_is_shown_with_its_fields(folder: Path) -> None:
    lines = [line.split() for line in ask(folder, "show", "1-1").text.splitlines()]

    assert ["优先级", "中"] in lines
    assert ["资金(万元)", "120.5"] in lines
    found = data(folder, "show", "1-1")
    assert found["fields"] == {"优先级": "中", "资金(万元)": 120.5}
    assert "fields" not in data(folder, "show", "1-3")["item"]


def test_a_field_is_a_column_under_its_name(folder: Path) -> None:
    asked = ("list", "--measures", "--columns", "编号,优先级,资金(万元),上会日期")

    assert ask(folder, *asked, "--format", "csv").text.removeprefix("\ufeff").splitlines() == [
        "编号,优先级,资金(万元),上会日期",
        "1-1,中,120.5,",
        "1-2,低,,2024-03-01",
        "1-3,,,",
    ]
    assert data(folder, *asked)["items"][0]["资金(万元)"] == 120.5
    assert "您是否想填 优先级?" in ask(folder, "list", "--columns", "优先及").errors


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["优先级=中"], ["1-1"]),
        (["优先级=中", "优先级=低"], ["1-1", "1-2"]),
        (["资金(万元)=120.50"], ["1-1"]),
        (["优先级=低", "上会日期=2024-03-01"], ["1-2"]),
        (["优先级=中", "上会日期=2024-03-01"], []),
    ],
)
def test_a_list_has_what_says_so(folder: Path, asked: list[str], found: list[str]) -> None:
    assert ids(folder, *(word for pair in asked for word in ("--field", pair))) == found


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("优先及=高", "您是否想填 优先级?"),
        ("优先级=中等", "您是否想填 中?"),
        ("资金(万元)=多", "应当是数字"),
        ("优先级", "写成 字段=值"),
    ],
)
def test_what_cannot_be_asked_for_is_told(folder: Path, asked: str, said: str) -> None:
    answer = ask(folder, "list", "--field", asked)

    assert answer.code == 2
    assert said in answer.errors


def test_a_new_item_is_entered_with_its_fields(folder: Path) -> None:
    words = ("add", "measure", "1", "--title", "评查", "--field", "优先级=高")
    outcome = run_jimoplan(*words, "--field", "资金(万元)=30", "--yes", cwd=folder)

    assert outcome.code == 0, outcome.errors
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    assert "fields: {优先级: 高, 资金(万元): 30}" in text
    assert ids(folder, "--field", "优先级=高") == ["1-4"]
    refused = run_jimoplan(*words[:-1], "优先级=急", "--yes", cwd=folder)
    assert refused.code == 2


def test_a_template_prints_what_a_row_says(folder: Path) -> None:
    loop = "{% for t in view.sections[0].tasks %}{% for row in t.measures %}"
    line = "{{ row.item.id }} {{ row.fields.get('优先级') or '—' }} {{ row.fields | length }}\n"
    template = folder / "my.md.j2"
    template.write_text(f"{loop}{line}{{% endfor %}}{{% endfor %}}", encoding="utf-8")

    page = ask(folder, "render", "--template", str(template))
    assert page.code == 0, page.errors
    assert page.text.split() == ["1-1", "中", "2", "1-2", "低", "2", "1-3", "—", "0"]
