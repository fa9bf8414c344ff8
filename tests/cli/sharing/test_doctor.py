"""`jimoplan doctor`: every point with a sign, what is wrong with what mends it."""

import json
from pathlib import Path

import pytest
from command_line import run_jimoplan
from repositories import QUIET, SUPERVISOR, Work, make_repository
from sharing import answering, make_office
from word_templates import make_template

PEOPLED = "{name: 甲科, kind: 科室, people: [{name: 张三, email: zhang@example.cn, role: 督查}]}"

MINE = ("--dept", "甲科")


def look(work: Work, *words: str, **env: str) -> dict[str, tuple[str, str, str | None]]:
    """State, words and remedy by key."""
    outcome = work.jimoplan("doctor", "--format", "json", *words, env=env)
    told = json.loads(outcome.text)["data"]
    assert outcome.code == (0 if told["fine"] else 1)
    return {each["key"]: (each["state"], each["said"], each["remedy"]) for each in told["findings"]}


@pytest.fixture
def set_up(work: Work) -> Work:
    """A workplace in which nothing is wrong."""
    work.write(work.text.replace("{name: 甲科, kind: 科室}", PEOPLED))
    work.jimoplan("git", "setup", "--yes")
    (work.folder / "plan.schema.json").write_bytes(work.jimoplan("schema").out)
    work.git("add", ".")
    work.git("commit", "--quiet", "--message=备齐")
    return work


def test_where_all_is_well_every_point_is_ticked(set_up: Work) -> None:
    outcome = set_up.jimoplan("doctor")

    assert outcome.code == 0, outcome.text
    assert {line[0] for line in outcome.text.splitlines() if "→" not in line} == {"✓", "注"}
    assert [line for line in outcome.text.splitlines() if line.startswith("注意")] == [
        "注意 这里还没有同别的仓库连起来,没有地方可以共享"
    ]
    assert "合并驱动装好了,试过能合并" in outcome.text
    assert outcome.errors == "没有要处理的\n"


def test_what_is_missing_has_its_remedy_below(work: Work) -> None:
    outcome = work.jimoplan("doctor", "--offline")

    assert outcome.code == 1
    assert "✗ 合并驱动没有装,git 只会逐行合并,容易冲突\n    → jimoplan git setup\n" in outcome.text
    assert "    → jimoplan schema > plan.schema.json\n" in outcome.text
    assert "有 3 处要处理" in outcome.errors


def test_a_driver_that_does_not_merge_is_found_out(set_up: Work) -> None:
    right = set_up.git("config", "merge.jimoplan.driver")
    set_up.git("config", "merge.jimoplan.driver", right.replace(" %B ", " %O "))
    assert look(set_up)["driver"][0] == "wrong"


def test_who_works_here_is_looked_up_among_the_people(set_up: Work) -> None:
    assert look(set_up)["identity"] == ("fine", "您是 张三 <zhang@example.cn>,督查", None)
    set_up.be(SUPERVISOR)
    state, said, _ = look(set_up)["identity"]
    assert (state, "不在计划的人员名单上" in said) == ("note", True)
    for key in ("user.name", "user.email"):
        set_up.git("config", "--unset", key)
    set_up.git("config", "user.useConfigOnly", "true")
    assert look(set_up)["identity"][0] == "wrong"


def test_a_plan_with_errors_is_one_finding_among_the_others(set_up: Work) -> None:
    set_up.write(set_up.text.replace("id: 1-2", "id: 1-1"))
    found = look(set_up)

    assert found["validate"][0] == "wrong"
    assert "jimoplan validate" in str(found["validate"][2])
    assert found["edits"][0] == "note"
    assert found["driver"][0] == "fine"


def test_what_is_no_yaml_at_all_is_no_traceback(set_up: Work) -> None:
    set_up.plan.write_bytes(b"\xff\xfe: [")
    assert look(set_up)["validate"][0] == "wrong"


def test_a_schema_of_another_version_is_old(set_up: Work) -> None:
    (set_up.folder / "plan.schema.json").write_text("{}", "utf-8")
    assert look(set_up)["schema"][0] == "note"


def test_a_template_that_does_not_fit_any_more(set_up: Work) -> None:
    for report in ("weekly", "overview"):
        set_up.jimoplan("templates", "eject", report, "--format", "md")
    for form in ("md", "html"):
        mine = set_up.folder / "templates" / f"overview.{form}.j2"
        mine.write_text("{{ view.no_such_thing.at_all }}", "utf-8")
    outcome = set_up.jimoplan("doctor")

    for form in ("md", "html"):
        assert f"✗ 模板 overview.{form}.j2 同这一版的 jimoplan 合不上" in outcome.text
        assert f"jimoplan templates eject overview --format {form}," in outcome.text
    assert "注意 计划旁边的模板同随附的一样,不会跟着升级:weekly.md.j2" in outcome.text


def test_a_document_that_does_not_fit_any_more(set_up: Work) -> None:
    set_up.jimoplan("templates", "eject", "weekly", "--format", "docx")
    assert look(set_up)["templates"][0] == "fine"

    mine = set_up.folder / "templates" / "weekly.docx"
    mine.write_bytes(make_template("{{ view.no_such_thing.at_all }}"))
    outcome = set_up.jimoplan("doctor")

    assert "✗ 模板 weekly.docx 同这一版的 jimoplan 合不上" in outcome.text
    assert "“{{ view.no_such_thing.at_all }}”处:用了没有的名字" in outcome.text
    assert "jimoplan templates eject weekly --format docx," in outcome.text


def test_the_shared_repository_is_asked_unless_offline(set_up: Work) -> None:
    with answering(404) as address:
        set_up.git("remote", "add", "origin", address)
        assert look(set_up)["remote"][0] == "wrong"
        assert look(set_up, "--offline")["remote"][0] == "fine"
    assert "合并按钮" in look(set_up, "--offline")["servers"][1]


def test_a_shared_repository_that_answers(tmp_path: Path) -> None:
    assert look(make_office(tmp_path).li)["remote"][0] == "fine"


def test_a_merge_that_the_driver_did_not_make_is_told(set_up: Work) -> None:
    assert look(set_up)["merges"][0] == "fine"
    set_up.git("switch", "--quiet", "--create", "另一支")
    set_up.update("1-3", "--note", "乙", *MINE)
    set_up.git("switch", "--quiet", "main")
    set_up.update("1-2", "--note", "甲", *MINE)
    set_up.git("merge", "--quiet", "--no-edit", "另一支")
    assert look(set_up)["merges"][0] == "fine"

    ours = set_up.git("rev-parse", "HEAD^1:plan.yaml")
    set_up.git("reset", "--quiet", "--hard", "HEAD^1")
    set_up.git("merge", "--quiet", "--no-commit", "另一支")
    set_up.write(set_up.git("cat-file", "blob", ours).replace("甲", "甲甲") + "\n")
    set_up.git("commit", "--quiet", "--all", "--message=按钮合并的")
    state, said, remedy = look(set_up)["merges"]
    assert (state, set_up.git("rev-parse", "--short=9", "HEAD") in said) == ("note", True)
    assert str(remedy).startswith("看差在哪里:jimoplan diff ")


def test_outside_of_any_repository(tmp_path: Path) -> None:
    work = make_repository(tmp_path / "work")
    (work.folder / ".git").rename(tmp_path / "away")
    found = look(work, GIT_CEILING_DIRECTORIES=str(tmp_path))

    assert found["repository"][0] == "note"
    assert "remote" not in found


def test_where_there_is_no_plan(tmp_path: Path) -> None:
    outcome = run_jimoplan("doctor", cwd=tmp_path, env=QUIET)

    assert outcome.code == 1
    assert "✗ 没有找到 plan.yaml" in outcome.text
    assert "✓ git " in outcome.text


def test_without_git(set_up: Work) -> None:
    found = look(set_up, PATH="/nowhere")

    assert found["git"][:2] == ("wrong", "没有找到 git 程序")
    assert found["validate"][0] == "fine"


def test_in_the_middle_of_a_merge(set_up: Work) -> None:
    set_up.git("switch", "--quiet", "--create", "另一支")
    set_up.update("1-1", "--progress", "50", *MINE)
    set_up.git("switch", "--quiet", "main")
    set_up.update("1-1", "--progress", "60", *MINE)
    set_up.git("merge", "另一支", check=False)
    found = look(set_up)

    assert found["repository"][:2] == ("wrong", "git 正在合并,还没有完")
    assert found["validate"][0] == "wrong"


@pytest.mark.parametrize(
    "words",
    [
        ("add", "dept", "丁科"),
        ("rename", "dept", "甲科", "新甲科"),
        ("remove", "丁科", "--yes"),
    ],
    ids=lambda words: words[0],
)
def test_a_change_of_departments_says_that_the_schema_is_left_behind(
    work: Work, words: tuple[str, ...]
) -> None:
    remedy = "jimoplan schema > plan.schema.json"
    if words[0] == "remove":
        assert remedy not in work.jimoplan("add", "dept", "丁科").errors
    schema = work.folder / "plan.schema.json"
    schema.write_bytes(work.jimoplan("schema").out)
    outcome = work.jimoplan(*words)

    assert outcome.code == 0, outcome.errors
    assert remedy in outcome.errors
    assert look(work)["schema"][0] == "note"
    schema.write_bytes(work.jimoplan("schema").out)
    assert look(work)["schema"][0] == "fine"
    assert remedy not in work.jimoplan("add", "section", "九", "其他").errors


def test_a_schema_of_somebody_s_own_is_not_told_to_be_replaced(work: Work) -> None:
    (work.folder / "plan.schema.json").write_text("{}", "utf-8")

    assert "jimoplan schema" not in work.jimoplan("add", "dept", "丁科").errors
