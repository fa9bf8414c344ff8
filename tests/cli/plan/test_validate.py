"""validate, schema and completion."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from command_line import REPOSITORY, SHIPPED_PLAN, Golden, ask_shipped, run_jimoplan
from plan_page import EXAMPLE

GOLDEN = Path(__file__).parent / "golden"
PUBLISHED = REPOSITORY.parent / "shared" / "source" / "jimo-2024-work-plan.txt"


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """The published text as the plan writes it back, for machines without the original."""
    path = tmp_path / "公布文本.txt"
    path.write_bytes(ask_shipped("render", "source").out)
    return path


def write_plan(folder: Path, old: str = "", new: str = "") -> None:
    text = SHIPPED_PLAN.read_text(encoding="utf-8")
    assert old in text
    (folder / "plan.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published text lies beside the project")
def test_the_shipped_plan_is_the_published_text_byte_for_byte() -> None:
    assert ask_shipped("render", "source").out == PUBLISHED.read_bytes()
    outcome = ask_shipped("validate", "--source", str(PUBLISHED))
    assert outcome.code == 0
    assert "与公布文本逐字一致" in outcome.text


def test_the_shipped_plan_passes_with_the_warnings_known(golden: Golden) -> None:
    outcome = ask_shipped("validate", "plan.yaml")
    assert (outcome.code, outcome.errors) == (0, "")
    golden(GOLDEN / "validate.txt", outcome.text)


def test_warnings_do_not_pass_where_strictness_is_asked_for() -> None:
    assert ask_shipped("validate", "--strict").code == 1


def test_the_first_difference_is_named_by_task_and_character(
    tmp_path: Path, published: Path
) -> None:
    write_plan(tmp_path, "出庭应诉的8种情形", "出庭应诉的9种情形")
    outcome = run_jimoplan("validate", "--source", str(published), cwd=tmp_path)
    assert outcome.code == 1
    assert "第一处在任务 8 第 145 字:公布文本为“8种情形" in outcome.text


def test_every_format_names_the_difference_in_the_published_text(
    tmp_path: Path, published: Path
) -> None:
    write_plan(tmp_path, "出庭应诉的8种情形", "出庭应诉的9种情形")
    source = ("--source", published.name, "--format")
    github = run_jimoplan("validate", *source, "github", cwd=tmp_path)
    sarif = json.loads(run_jimoplan("validate", *source, "sarif", cwd=tmp_path).text)
    data = run_jimoplan("validate", *source, "json", cwd=tmp_path).data

    line = github.text.splitlines()[-1]
    assert line.startswith("::error file=公布文本.txt,line=12,")
    assert "第一处在任务 8 第 145 字" in line
    place = sarif["runs"][0]["results"][-1]["locations"][0]["physicalLocation"]
    assert place["region"]["startLine"] == 12
    (problem,) = data["plans"][0]["source"]["problems"]
    assert (problem["code"], problem["line"], data["fine"]) == ("E216", 12, False)


def test_several_plans_are_checked_and_each_is_named(tmp_path: Path) -> None:
    write_plan(tmp_path)
    (tmp_path / "2025.yaml").write_text("plan: 一", encoding="utf-8")
    outcome = run_jimoplan("validate", "plan.yaml", "2025.yaml", cwd=tmp_path)

    assert outcome.code == 1
    assert "plan.yaml:21 项任务、139 项举措可读" in outcome.text
    assert "2025.yaml:有错误,改正以前不能据此回答" in outcome.text
    assert outcome.text.endswith("\n不通过\n")


def test_one_published_text_is_no_match_for_several_plans(tmp_path: Path) -> None:
    write_plan(tmp_path)
    outcome = run_jimoplan("validate", "a.yaml", "b.yaml", "--source", "c.txt", cwd=tmp_path)

    assert outcome.code == 2
    assert "一次只能同一份计划比较" in outcome.errors


def test_a_published_text_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    write_plan(tmp_path)
    (tmp_path / "公布.txt").write_bytes(b"2024\xff\xff\x80")
    outcome = run_jimoplan("validate", "--source", "公布.txt", cwd=tmp_path)
    assert outcome.code == 3
    assert "公布.txt" in outcome.errors


def test_problems_of_every_layer_are_told_at_once(tmp_path: Path, golden: Golden) -> None:
    text = SHIPPED_PLAN.read_text(encoding="utf-8")
    for old, new in (
        ("status: 未启动", "status: 进行中"),
        ("responsible: [机关党委,", "responsible: [机关党委会,"),
        ("id: 3-1", "id: 4-1"),
        ("start: 2024-01-01", "start: 2024-13-01"),
        ("kind: 常态化", "knid: 常态化"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    outcome = run_jimoplan("validate", "plan.yaml", "--format", "json", cwd=tmp_path)
    errors = [p for p in outcome.data["plans"][0]["problems"] if p["severity"] == "error"]
    assert outcome.code == 1
    assert {p["code"] for p in errors} == {"E102", "E103", "E104", "E201", "E202", "E204"}
    shown = [
        f"{p['line']}:{p['column']} {p['code']} {p['message']} → {p['remedy']}" for p in errors
    ]
    golden(GOLDEN / "validate-all-layers.txt", "\n".join(shown) + "\n")


def test_validate_never_writes(tmp_path: Path) -> None:
    write_plan(tmp_path)
    plan = tmp_path / "plan.yaml"
    before = (plan.read_bytes(), plan.stat().st_mtime_ns)
    run_jimoplan("validate", cwd=tmp_path)
    assert (plan.read_bytes(), plan.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [plan]


def test_github_gets_a_command_for_each_problem(tmp_path: Path) -> None:
    write_plan(tmp_path, "status: 未启动", "status: 进行中")
    outcome = run_jimoplan("validate", "plan.yaml", "--format", "github", cwd=tmp_path)
    lines = outcome.text.splitlines()
    errors = [line for line in lines if line.startswith("::error ")]
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert len(errors) == 1
    assert errors[0].startswith("::error file=plan.yaml,line=54,col=17,endColumn=20,title=E103::")


def test_sarif_places_each_problem_in_the_file(tmp_path: Path) -> None:
    write_plan(tmp_path, "status: 未启动", "status: 进行中")
    outcome = run_jimoplan("validate", "--format", "sarif", cwd=tmp_path)
    log = json.loads(outcome.text)
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    [error] = [result for result in run["results"] if result["level"] == "error"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert rules[error["ruleIndex"]]["id"] == error["ruleId"] == "E103"
    place = error["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "plan.yaml"
    assert place["region"] == {"startLine": 54, "startColumn": 17, "endColumn": 20}


def test_the_schema_at_the_top_level_is_what_the_command_prints(golden: Golden) -> None:
    golden(REPOSITORY / "plan.schema.json", ask_shipped("schema").text)


def editor_value(text: str) -> object:
    """The value an editor's YAML 1.2 reader sees: numbers as numbers, dates as text."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        letter: [(tag, pattern) for tag, pattern in found if not tag.endswith("timestamp")]
        for letter, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    value: object = yaml.load(text, Loader)  # noqa: S506 - a safe loader with fewer types
    return value


@pytest.fixture
def schema() -> jsonschema.Draft7Validator:
    content = json.loads(ask_shipped("schema").text)
    jsonschema.Draft7Validator.check_schema(content)
    return jsonschema.Draft7Validator(content)


@pytest.mark.parametrize("text", [SHIPPED_PLAN.read_text("utf-8"), EXAMPLE])
def test_the_schema_accepts_the_shipped_plan_and_every_key_there_is(
    schema: jsonschema.Draft7Validator, text: str
) -> None:
    schema.validate(editor_value(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: 未启动", "status: 进行中"),
        ("kind: 常态化", "kind: 长期"),
        ("start: 2024-01-01", "begin: 2024-01-01"),
        ("id: 8-1", "id: 八_1"),
        ("schema: 1", "schema: 2"),
        ("responsible: [政治处]", "responsible: 政治处"),
        ("start: 2024-01-01", "start: 2024-06-31"),
        ("start: 2024-01-01", "start: 2024/01/01"),
        ("            cadence: 双月\n", ""),
        ("            target: 100\n", ""),
        ("known_gaps: ['10']", "known_gaps: ['10']\n  retired: [8-7_1]"),
    ],
    ids=[
        *("status", "kind", "unknown key", "measure id", "version", "list"),
        *("impossible date", "date with slashes", "no cadence", "no target", "no number"),
    ],
)
def test_the_schema_refuses_what_the_model_refuses(
    schema: jsonschema.Draft7Validator, old: str, new: str
) -> None:
    text = SHIPPED_PLAN.read_text(encoding="utf-8")
    assert old in text
    assert not schema.is_valid(editor_value(text.replace(old, new, 1)))


def test_the_schema_speaks_chinese_and_offers_departments() -> None:
    content = json.loads(ask_shipped("schema").text)
    names = content["definitions"]["DepartmentName"]["anyOf"][0]["enum"]
    assert "复议应诉科" in names
    for definition in content["definitions"].values():
        for key, described in definition.get("properties", {}).items():
            assert not described["title"].isascii(), key


def test_without_a_plan_the_schema_offers_no_departments(tmp_path: Path) -> None:
    outcome = run_jimoplan("schema", cwd=tmp_path)
    assert outcome.code == 0
    assert json.loads(outcome.text)["definitions"]["DepartmentName"]["anyOf"] == [
        {"type": "string", "minLength": 1}
    ]
