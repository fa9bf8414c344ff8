"""rename: one change wherever a department is named, what was published kept, history unbroken."""

from pathlib import Path

import pytest
from audited import LEADER, LIAISON, PEOPLED, SUPERVISOR, SUPPORTER
from problem_cases import BASE
from repositories import Work, make_repository, unchanged

REASON = ("--plan-reason", "机构改革")
RENAME = ("rename", "dept", "甲科", "行政应诉科", *REASON)


@pytest.fixture
def peopled(tmp_path: Path) -> Work:
    """A plan with people, 督查 at work, and git merging by id."""
    work = make_repository(tmp_path / "work", PEOPLED)
    work.be(SUPERVISOR)
    assert work.jimoplan("git", "setup", "--yes").code == 0
    return work


def renamed(work: Work) -> None:
    outcome = work.jimoplan(*RENAME)
    assert outcome.code == 0, outcome.errors


def committed_at(work: Work, day: str) -> None:
    """Whatever is committed from now on is of that day."""
    work.env |= dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{day}T09:00:00+08:00")


def source(work: Work) -> str:
    outcome = work.jimoplan("render", "source")
    assert outcome.code == 0, outcome.errors
    return outcome.text


def test_the_name_changes_where_it_stands_and_no_other_character_does(work: Work) -> None:
    before = work.text
    outcome = work.jimoplan("rename", "dept", "乙科", "复议科")

    assert outcome.code == 0, outcome.errors
    assert outcome.text.splitlines() == [
        "部门 乙科 改名为 复议科",
        "任务 3 责任条款原文 设为 (责任部门:乙科)",
    ]
    assert work.text == (
        before.replace(
            "name: 乙科, kind: 科室, aliases: [二科]",
            "name: 复议科, kind: 科室, aliases: [二科, 乙科]",
        )
        .replace("members: [甲科, 乙科]", "members: [甲科, 复议科]")
        .replace(
            "        responsible: [乙科]\n",
            "        responsible: [复议科]\n        clause: (责任部门:乙科)\n",
        )
    )
    assert work.commits()[0] == "部门 乙科:改名为 复议科"
    assert work.status() == []


def test_what_was_published_stays_byte_for_byte(work: Work) -> None:
    before = source(work)
    for old, new in (("甲科", "应诉科"), ("乙科", "复议科"), ("各科室", "各部门")):
        assert work.jimoplan("rename", "group" if "各" in old else "dept", old, new).code == 0

    assert source(work) == before
    assert "甲科" in before


def test_an_exact_wording_of_an_owner_clause_is_left_alone(tmp_path: Path) -> None:
    exact = "        lead: [甲科]\n        clause: (牵头单位:甲科)\n"
    work = make_repository(tmp_path, BASE.replace("        lead: [甲科]\n", exact))

    assert work.jimoplan("rename", "dept", "甲科", "应诉科").code == 0
    assert work.text.count("clause: ") == 1
    assert "clause: (牵头单位:甲科)" in work.text


def test_the_old_name_still_finds_the_department(work: Work) -> None:
    work.jimoplan("rename", "dept", "甲科", "应诉科")
    outcome = work.jimoplan("status", "--dept", "甲科", "--as-of", "2024-05-06")

    assert outcome.code == 0
    assert "应诉科:直接承担任务 1 项" in outcome.text


def test_renamed_back_it_has_the_other_name_as_an_alias(work: Work) -> None:
    work.jimoplan("rename", "dept", "甲科", "应诉科")
    assert work.jimoplan("rename", "dept", "应诉科", "甲科").code == 0

    assert "  - {name: 甲科, kind: 科室, aliases: [应诉科]}\n" in work.text


def test_a_section_gets_another_title_and_is_told_that_it_was_published(work: Work) -> None:
    outcome = work.jimoplan("rename", "section", "公共", "公共法律服务体系")

    assert outcome.code == 0, outcome.errors
    assert work.text == BASE.replace("title: 公共法律服务\n", "title: 公共法律服务体系\n")
    assert "与公布文本不再一致" in outcome.errors


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("dept", "假科", "丁科"), "没有叫“假科”的部门"),
        (("dept", "甲科", "乙科"), "“乙科”已经有了"),
        (("dept", "甲科", "二科"), "“二科”已经是部门 乙科 的别名"),
        (("dept", "甲科", "甲科"), "部门 甲科 现在就叫这个名称"),
        (("dept", "甲科", ""), "新名称 后面是空的"),
        (("dept", "甲科", " \u3000"), "新名称 后面是空的"),
        (("dept", "甲科", "科" * 61), "新名称有 61 个字,最多 60 个"),
        (("dept", "甲科", "丁\x07科"), "看不见的字符"),
        (("dept", "甲科", "丁\u202e科"), "看不见的字符"),
        (("dept", "甲科", "丁\n科"), "应当写在一行里"),
        (("section", "九", "丁"), "没有叫“九”的板块"),
        (("section", "一", "依法行政"), "板块 一 现在就叫“依法行政”"),
    ],
)
def test_what_does_not_fit_is_refused(work: Work, words: tuple[str, ...], said: str) -> None:
    with unchanged(work):
        outcome = work.jimoplan("rename", *words)

    assert outcome.code == 2
    assert said in outcome.errors


def test_dry_run_shows_and_json_tells(work: Work) -> None:
    with unchanged(work):
        shown = work.jimoplan("rename", "dept", "甲科", "应诉科", "--dry-run")
    told = work.jimoplan("rename", "dept", "甲科", "应诉科", "--no-commit", "--format", "json")

    assert "+        lead: [应诉科]" in shown.text
    outcome = told.data
    assert outcome["changes"][0] == {
        "change": "rename",
        "subject": "部门",
        "subject_code": "department",
        "id": "甲科",
        "field": "name",
        "old": "甲科",
        "new": "应诉科",
    }
    assert (outcome["written"], outcome["commit"]) == (True, None)
    assert len(work.commits()) == 1


def test_undone_the_bytes_are_back(work: Work) -> None:
    before = work.text
    work.jimoplan("rename", "dept", "甲科", "应诉科")

    assert work.jimoplan("undo", "--yes").code == 0
    assert work.text == before


def test_undone_later_what_was_reported_since_goes_by_the_old_name(peopled: Work) -> None:
    renamed(peopled)
    peopled.be(LIAISON)
    peopled.update("1-1", "--note", "新进展")
    peopled.be(SUPERVISOR)

    assert peopled.jimoplan("undo", "HEAD~1", "--yes").code == 0
    assert "- {date: 2024-05-06, by: 张三, dept: 甲科, note: 新进展}\n" in peopled.text
    assert peopled.jimoplan("audit").code == 0


def test_what_was_reported_under_the_old_name_can_be_taken_back(peopled: Work) -> None:
    peopled.be(LIAISON)
    peopled.update("1-1", "--note", "新进展")
    peopled.be(SUPERVISOR)
    renamed(peopled)
    peopled.be(LIAISON)
    outcome = peopled.jimoplan("undo", "1", "--yes")

    assert outcome.code == 0, outcome.errors
    assert "1-1 撤回填报记录 2024-05-06 行政应诉科 张三:新进展" in outcome.text
    assert "新进展" not in peopled.text
    assert peopled.jimoplan("audit").code == 0


def test_by_hand_it_is_told_as_a_renaming_too(work: Work) -> None:
    work.write(work.text.replace("乙科", "复议科"))
    outcome = work.jimoplan("commit", "--yes")

    assert outcome.code == 0, outcome.errors
    assert work.commits()[0] == "部门 乙科:改名为 复议科"
    log = work.jimoplan("log", "--limit", "1").text
    assert log.splitlines()[-1] == "    部门 乙科  改名为 复议科"


def test_an_old_copy_of_the_file_does_not_take_a_colleague_s_renaming_back_unseen(
    work: Work,
) -> None:
    mine = ("title: 办理行政复议", "title: 办好行政复议")
    stale = work.text.replace(*mine)
    work.be(SUPERVISOR)
    assert work.jimoplan("rename", "dept", "甲科", "应诉科").code == 0
    work.update("1-1", "--note", "报来", "--by", "钱九", "--dept", "应诉科")
    before = work.text
    work.be(LIAISON)
    work.write(stale)
    outcome = work.jimoplan("commit", "--yes")

    assert outcome.code == 0, outcome.errors
    assert work.text == work.committed() == before.replace(*mine)
    assert "部门 应诉科 改名为 甲科" in outcome.errors


def test_by_edit_the_command_for_it_is_named(work: Work) -> None:
    with unchanged(work):
        outcome = work.jimoplan("edit", "甲科", "--yes", env={"EDITOR": "sed -i s/甲科/应诉科/"})

    assert outcome.code == 1
    assert "改名用 jimoplan rename dept 甲科 新名称" in outcome.errors


def test_history_goes_on_under_the_new_name(peopled: Work) -> None:
    peopled.be(LIAISON)
    peopled.update("1-1", "--note", "改名以前报的")
    peopled.be(SUPERVISOR)
    renamed(peopled)
    by_new = peopled.jimoplan("log", "--dept", "行政应诉科").text
    by_old = peopled.jimoplan("log", "--dept", "甲科").text

    assert by_new == by_old
    assert "改名以前报的" in by_new
    assert "部门 甲科  改名为 行政应诉科" in by_new
    assert "新增别名" not in by_new
    blame = peopled.jimoplan("blame", "1-1").text
    assert [line.split()[-4] for line in blame.splitlines() if "填报记录" in line] == ["张三"]


def test_the_report_of_the_period_names_who_reported_before(peopled: Work) -> None:
    peopled.be(LIAISON)
    peopled.update("1-1", "--note", "改名以前报的")
    peopled.be(SUPERVISOR)
    renamed(peopled)
    outcome = peopled.jimoplan("render", "weekly", "--as-of", "2024-05-07", "--format", "md")

    assert outcome.code == 0, outcome.errors
    line = next(each for each in outcome.text.splitlines() if "改名以前报的" in each)
    assert "5月6日，张三" in line


def test_only_a_supervisor_may_with_a_reason_and_that_is_one_finding(peopled: Work) -> None:
    with unchanged(peopled):
        without = peopled.jimoplan("rename", "dept", "丙科", "丁科")
        peopled.be(LEADER)
        other = peopled.jimoplan("rename", "dept", "丙科", "丁科", *REASON)

    assert (without.code, other.code) == (1, 1)
    assert without.errors.count("A21") == 1
    assert other.errors.count("A13") == 1
    assert "部门 丙科 改名为 丁科" in other.errors


@pytest.mark.parametrize("into", ["main", "side"])
@pytest.mark.parametrize("merger", [SUPERVISOR, SUPPORTER], ids=["督查", "联络员"])
def test_what_was_done_meanwhile_under_the_old_name_is_merged_under_the_new_one(
    peopled: Work, into: str, merger: tuple[str, str]
) -> None:
    work = peopled
    work.git("branch", "side")
    renamed(work)
    work.git("switch", "--quiet", "side")
    work.be(LIAISON)
    work.update("1-1", "--progress", "60")
    work.be(SUPERVISOR)
    words = ("add", "task", "-s", "二", "--title", "新任务", "--lead", "甲科", *REASON)
    assert work.jimoplan(*words).code == 0
    person = ("add", "person", "孙八", "sun@example.cn", "--dept", "甲科", *REASON)
    assert work.jimoplan(*person).code == 0
    work.git("switch", "--quiet", into)
    work.be(merger)
    committed_at(work, "2024-05-07")
    work.git("merge", "--quiet", "--no-ff", "-m", "合并", "side" if into == "main" else "main")

    assert "dept: 行政应诉科, progress: 60" in work.text
    assert "        title: 新任务\n        lead: [行政应诉科]\n" in work.text
    assert "{name: 孙八, email: sun@example.cn, role: 联络员}" in work.text
    assert [line for line in work.text.splitlines() if "甲科" in line] == [
        "    aliases: [甲科]",
        "        clause: (责任部门:甲科牵头,各科室配合)",
    ]
    assert work.jimoplan("validate").code == 0
    audit = work.jimoplan("audit")
    assert audit.code == 0, audit.text
    assert "合并" not in work.jimoplan("log").text


@pytest.mark.parametrize(("side", "name"), [("--ours", "甲部"), ("--theirs", "行政应诉科")])
def test_renamed_differently_on_both_sides_somebody_decides(
    peopled: Work, side: str, name: str
) -> None:
    work = peopled
    work.git("branch", "side")
    renamed(work)
    work.git("switch", "--quiet", "side")
    assert work.jimoplan("rename", "dept", "甲科", "甲部", *REASON).code == 0
    work.be(SUPPORTER)
    work.git("merge", "--quiet", "main", check=False)
    told = work.jimoplan("resolve", "--format", "json")
    outcome = work.jimoplan("resolve", side)

    assert "<<<<<<<" not in work.text
    assert outcome.code == 0, outcome.errors
    assert "部门名称" in told.text
    assert f"  - name: {name}\n" in work.text
    assert f"        lead: [{name}]\n" in work.text
    assert work.jimoplan("validate").code == 0
    committed_at(work, "2024-05-07")
    work.git("commit", "--quiet", "-m", "合并")
    assert work.jimoplan("audit").code == 0


def test_no_clause_is_kept_where_the_document_prints_none(tmp_path: Path) -> None:
    silent = BASE.replace("known_gaps: ['2']\n", "known_gaps: ['2']\n  published: {clause: ''}\n")
    work = make_repository(tmp_path / "work", silent)
    before = source(work)

    outcome = work.jimoplan("rename", "dept", "乙科", "复议科")

    assert outcome.code == 0, outcome.errors
    assert "clause: " not in work.text.replace("{clause: ''}", "")
    assert source(work) == before
