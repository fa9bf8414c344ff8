"""jimoplan audit in real repositories: what passes, what is said of it, and the ways round it."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from audited import (
    DONE,
    LEADER,
    LIAISON,
    OUTSIDER,
    PEOPLED,
    STATUS_OF_1_1,
    STRANGER,
    SUPERVISOR,
    SUPPORTER,
    UPDATE_OF_1_1,
    change,
    listed,
    plant_cache,
    register_key,
    sign_with,
    signers_of,
)
from problem_cases import BASE
from repositories import Work, make_repository, unchanged
from terminal import answer as answer_at_terminal

from jimoplan.core.audit.rules import RULES

Who = tuple[str, str]
UPDATED = f"{UPDATE_OF_1_1}              - {{date: 2024-05-06, by: 张三, progress: 60}}\n"
INTRUDED = UPDATED.replace("by: 张三", "by: 孙七")
AS_LIAISON = listed(LIAISON, "联络员")
AS_SUPERVISOR = listed(LIAISON, "督查")
ADMITTED = (f"- {AS_LIAISON}\n", f"- {AS_LIAISON}\n      - {AS_SUPERVISOR}\n")


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """A repository whose plan names its people, registered by the supervisor."""
    made = make_repository(tmp_path / "work", BASE)
    made.write(PEOPLED)
    return commit(made, SUPERVISOR, reason="建立人员名单")


def commit(work: Work, who: Who, *edits: tuple[str, str], reason: str = "") -> Work:
    """Commit the plan edited by hand, as somebody."""
    work.be(who)
    if edits:
        work.write(change(work.text, *edits))
    message = f"手工改动\n\nPlan-Reason: {reason}\n" if reason else "手工改动\n"
    work.git("add", "--all")
    work.git("commit", "--quiet", "--file=-", given=message)
    return work


def audit(work: Work, *words: str) -> list[tuple[str, str]]:
    """The rules broken and by whom; the exit code says whether there are any."""
    return [(each["rule"], each["author"]["email"]) for each in answer(work, *words)["violations"]]


def answer(work: Work, *words: str) -> Any:  # noqa: ANN401 - JSON
    outcome = work.jimoplan("audit", *words, "--format", "json")
    assert outcome.code in {0, 1}, outcome.errors
    data = outcome.data
    assert outcome.code == (1 if data["violations"] else 0)
    assert data["fine"] is (outcome.code == 0)
    return data


def rules(work: Work, *words: str) -> list[str]:
    return sorted({rule for rule, _ in audit(work, *words)})


def ended(work: Work, *words: str) -> list[tuple[str, str, str]]:
    """The rules that were broken but are no more, how that ended and by whom."""
    settled = answer(work, *words)["settled"]
    return sorted({(e["rule"], e["ended"]["how"], e["ended"]["by"]["email"]) for e in settled})


def branch(work: Work, name: str, start: str = "HEAD") -> None:
    work.git("checkout", "--quiet", "-b", name, start)


def merge(work: Work, who: Who, *words: str) -> None:
    work.be(who)
    work.git("merge", "--quiet", "--no-ff", "--message=合并", *words)


# What passes, and what is said


def test_a_year_of_commands_by_the_right_people_breaks_no_rule(work: Work) -> None:
    work.be(LIAISON)
    work.update("1-1", "--status", "暂缓", "--reason", "等批复", "--approved-by", "王五")
    work.update("1-1", "--status", "推进中", "--date", "2024-05-07")
    assert [work.jimoplan("undo", "--yes").code for _ in range(2)] == [0, 0]
    work.update("1-2", "--status", "已取消", "--reason", "并入1-1", "--approved-by", "李四")
    assert work.jimoplan("undo", "--yes").code == 0
    work.update("1-1", "--progress", "60", "--note", "二稿")
    work.update("1-1", "--status", "已完成", "--progress", "100")
    work.be(LEADER)
    returned = work.jimoplan("review", "1-1", "--return", "--reason", "缺附件")
    assert returned.code == 0, returned.errors
    work.update("1-1", "--due", "2024-09-30", "--reason", "补附件", "--approved-by", "王五")
    work.be(LIAISON)
    work.update("1-1", "--status", "已完成")
    work.be(SUPERVISOR)
    assert work.jimoplan("review", "1-1", "--approve", "--yes").code == 0
    work.be(SUPPORTER)
    work.update("3-1", "--progress", "10")
    assert work.jimoplan("undo", "--yes").code == 0
    work.be(SUPERVISOR)
    added = work.jimoplan(
        *("add", "task", "--id", "4", "--section", "二", "--title", "新任务"),
        *("--responsible", "甲科", "--plan-reason", "依据 5 月会议纪要", "--yes"),
    )
    assert added.code == 0, added.errors

    assert audit(work) == []


def test_each_violation_names_commit_author_change_and_rule(work: Work) -> None:
    commit(work, OUTSIDER, (UPDATE_OF_1_1, INTRUDED))
    outcome = work.jimoplan("audit", "HEAD~1..HEAD")

    assert outcome.code == 1
    assert outcome.text == (
        f"{work.git('rev-parse', 'HEAD')[:9]} 2024-05-06 孙七 <sun@example.cn> 手工改动\n"
        "  A12 超出本人职责 1-1 新增填报记录 2024-05-06 孙七:进度 60%\n"
        "      孙七 是丙科联络员,无权做这处改动\n"
        f"      → {RULES['A12'].remedy}\n"
        "\n"
        "HEAD~1..HEAD:审计 1 个动过计划的提交,违规 1 处;不通过\n"
    )


def test_a_plan_without_people_is_audited_for_all_but_permission(tmp_path: Path) -> None:
    work = make_repository(tmp_path / "work", BASE)
    commit(work, STRANGER, (UPDATE_OF_1_1, UPDATED))

    outcome = work.jimoplan("audit")
    assert (outcome.code, "计划没有设 people(人员名单),没有审权限" in outcome.text) == (0, True)
    commit(work, STRANGER, ("title: 办理行政复议", "title: 办理复议"))
    assert rules(work) == []
    commit(work, STRANGER, ("due: 2024-06-30", "due: 2024-07-30"))
    assert rules(work) == ["A24"]


def test_a_range_leaves_out_what_is_in_its_base(work: Work) -> None:
    commit(work, OUTSIDER, (UPDATE_OF_1_1, UPDATED))
    branch(work, "提议")
    commit(work, LIAISON, ("note: 指导12件", "note: 指导13件"))

    assert audit(work, "main..提议") == [("A12", LIAISON[1])]
    assert {who for _, who in audit(work)} == {LIAISON[1], OUTSIDER[1]}
    assert audit(work, "提议..main") == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("没有",), 2, "没有叫“没有”的版本"),
        (("没有..HEAD",), 2, "没有叫“没有”的版本"),
        (("main...HEAD",), 2, "三个点"),
        (("--", "--all"), 2, "没有叫“--all”的版本"),
        (("--", "--output=x..HEAD"), 2, "没有叫“--output=x”的版本"),
        (("--allowed-signers", "没有.txt"), 3, "没有找到 没有.txt"),
    ],
)
def test_what_cannot_be_audited_is_said(
    work: Work, words: tuple[str, ...], code: int, said: str
) -> None:
    outcome = work.jimoplan("audit", *words)

    assert (outcome.code, said in outcome.errors) == (code, True), outcome.errors
    assert not (work.folder / "x").exists()


def test_outside_of_git_there_is_nothing_to_audit(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(BASE, "utf-8")
    outcome = Work(tmp_path).jimoplan("audit")

    assert (outcome.code, "不在 git 仓库里" in outcome.errors) == (3, True)


def test_a_plan_that_was_never_committed_is_no_clean_history(work: Work) -> None:
    (work.folder / "别的.yaml").write_text(BASE, "utf-8")
    outcome = work.jimoplan("audit", "--file", "别的.yaml")

    assert (outcome.code, "提交历史里没有 别的.yaml" in outcome.errors) == (3, True)


def test_a_shallow_clone_that_ends_in_the_range_is_refused(work: Work, tmp_path: Path) -> None:
    for progress in (50, 60, 70):
        work.be(LIAISON)
        work.update("1-1", "--progress", str(progress))
    clone = tmp_path / "浅克隆"
    work.git("clone", "--quiet", "--depth=2", work.folder.as_uri(), str(clone))
    shallow = Work(clone)

    outcome = shallow.jimoplan("audit")
    assert (outcome.code, "git fetch --unshallow" in outcome.errors) == (3, True)
    inside = shallow.jimoplan("audit", "HEAD~1..HEAD")
    assert (inside.code, "这是浅克隆" in inside.text) == (0, True), inside.errors


def test_annotations_point_at_the_item_as_it_stands_now(work: Work) -> None:
    commit(work, OUTSIDER, (UPDATE_OF_1_1, INTRUDED))
    line = work.text.split("\n").index("          - id: 1-1") + 1

    github = work.jimoplan("audit", "HEAD~1..HEAD", "--format", "github")
    assert github.code == 1
    assert github.text.startswith(f"::error file=plan.yaml,line={line},title=A12::")
    log = json.loads(work.jimoplan("audit", "HEAD~1..HEAD", "--format", "sarif").text)
    (result,) = log["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]) == ("plan.yaml", {"startLine": line})
    assert log["runs"][0]["tool"]["driver"]["rules"] == [
        {"id": "A12", "shortDescription": {"text": "超出本人职责"}}
    ]
    (told,) = answer(work, "HEAD~1..HEAD")["violations"]
    assert (told["line"], told["change"]["id"]) == (line, "1-1")


def test_what_comes_from_commits_moves_no_cursor(work: Work) -> None:
    work.git("config", "user.name", "x")
    work.git("config", "user.email", "evil\u202e@example.cn")
    work.replace(UPDATE_OF_1_1, UPDATED)
    work.git("commit", "-qam", "看\x1b[31m我")
    outcome = work.jimoplan("audit")

    assert outcome.code == 1
    assert "\x1b" not in outcome.text
    assert "\u202e" not in outcome.text
    assert "A01" in outcome.text


# Reviews over several commits


def test_a_submitter_who_hides_behind_another_author_is_found_by_the_committer(work: Work) -> None:
    work.be(LIAISON)
    work.update("1-1", "--status", "已完成")
    work.be(LEADER)
    assert work.jimoplan("review", "1-1", "--approve", "--yes").code == 0
    assert audit(work) == []

    forged = {"GIT_COMMITTER_NAME": LIAISON[0], "GIT_COMMITTER_EMAIL": LIAISON[1]}
    work.env.update(forged)
    work.git("commit", "--quiet", "--amend", "--no-edit")
    assert audit(work) == [("A22", LEADER[1])]


def test_who_reported_before_the_range_began_still_does_not_review(work: Work) -> None:
    leader = listed(LEADER, "分管领导")
    commit(
        work,
        SUPERVISOR,
        (f"- {leader}\n", f"- {leader}\n      - {listed(LEADER, '联络员')}\n"),
        reason="兼任",
    )
    done = f"{DONE}            submitted_by: 张三 <zhang@example.cn>\n"
    commit(work, LEADER, (STATUS_OF_1_1, DONE))
    commit(work, LIAISON, (DONE, done))
    branch(work, "审核")
    review = (
        "            reviews:\n              - {date: 2024-05-07, result: 销号, submitted_by: "
        "张三 <zhang@example.cn>, by: 王五 <wang@example.cn>}\n"
    )
    commit(work, LEADER, (done, STATUS_OF_1_1.replace("推进中", "已销号") + review))

    assert audit(work, "main..审核") == [("A22", LEADER[1])]


# Attacks


def test_nobody_grants_themselves_a_role_in_the_same_commit(work: Work) -> None:
    commit(work, LIAISON, ADMITTED, ("title: 指导应诉", "title: 指导各单位应诉"), reason="任命")

    assert rules(work) == ["A12", "A13"]


def test_nor_one_commit_later(work: Work) -> None:
    commit(work, LIAISON, ADMITTED, reason="任命")
    commit(work, LIAISON, ("title: 指导应诉", "title: 指导各单位应诉"))

    assert audit(work) == [("A13", LIAISON[1])]


def test_nor_in_a_merge_commit(work: Work) -> None:
    branch(work, "支")
    commit(work, LIAISON, (UPDATE_OF_1_1, UPDATED))
    work.git("checkout", "--quiet", "main")
    commit(work, SUPPORTER, ("due: 2024-09-30}", "due: 2024-09-30, evidence: [样书]}"))
    work.be(LIAISON)
    work.git("merge", "--quiet", "--no-commit", "支")
    commit(work, LIAISON, ADMITTED, reason="任命")

    assert audit(work) == [("A13", LIAISON[1])]


def test_an_honest_merge_breaks_no_rule(work: Work) -> None:
    branch(work, "支")
    commit(work, LIAISON, (UPDATE_OF_1_1, UPDATED))
    work.git("checkout", "--quiet", "main")
    commit(work, SUPPORTER, ("due: 2024-09-30}", "due: 2024-09-30, evidence: [样书]}"))
    merge(work, LIAISON, "支")

    assert work.git("log", "-1", "--format=%P").count(" ") == 1
    assert audit(work) == []


@pytest.fixture
def dismissed(work: Work) -> Work:
    """The liaison was a supervisor once, in the commit `old`, and is not any more."""
    commit(work, SUPERVISOR, ADMITTED, reason="任命")
    work.git("tag", "old")
    return commit(work, SUPERVISOR, ADMITTED[::-1], reason="免职")


@pytest.mark.parametrize(
    ("strategy", "wanted"),
    [(("-s", "ours"), ["A13", "A14", "A21"]), (("-X", "ours"), ["A14"])],
    ids=["everything of the other side dropped", "a clean merge of an old role's work"],
)
def test_an_old_role_does_not_come_back_by_a_merge_with_an_old_commit(
    dismissed: Work, strategy: tuple[str, ...], wanted: list[str]
) -> None:
    branch(dismissed, "旧", "old")
    commit(dismissed, LIAISON, ("title: 指导应诉", "title: 指导全区应诉"))
    merge(dismissed, LIAISON, *strategy, "main")
    found = audit(dismissed, "main..旧")

    assert sorted({rule for rule, _ in found}) == wanted
    assert {who for _, who in found} == {LIAISON[1]}


def test_nor_is_it_used_on_an_old_commit_that_another_liaison_merges(dismissed: Work) -> None:
    branch(dismissed, "旧", "old")
    commit(dismissed, LIAISON, ("title: 指导应诉", "title: 指导全区应诉"))
    assert audit(dismissed, "main..旧") == [("A14", LIAISON[1])]

    dismissed.git("checkout", "--quiet", "main")
    merge(dismissed, SUPPORTER, "旧")
    assert audit(dismissed, "HEAD") == [("A14", SUPPORTER[1])]


def test_a_supervisor_who_merges_answers_for_it(dismissed: Work) -> None:
    branch(dismissed, "旧", "old")
    commit(dismissed, LIAISON, ("title: 指导应诉", "title: 指导全区应诉"))
    dismissed.git("checkout", "--quiet", "main")
    merge(dismissed, SUPERVISOR, "旧")

    assert audit(dismissed) == []


def test_a_merge_that_takes_an_old_file_whole_is_the_merger_s_change(dismissed: Work) -> None:
    branch(dismissed, "旧", "old")
    commit(dismissed, LIAISON, (UPDATE_OF_1_1, UPDATED))
    dismissed.git("checkout", "--quiet", "main")
    dismissed.be(LIAISON)
    dismissed.git("merge", "--quiet", "--no-commit", "旧")
    dismissed.git("checkout", "--quiet", "旧", "--", "plan.yaml")
    commit(dismissed, LIAISON)

    assert ("A13", LIAISON[1]) in audit(dismissed, "HEAD")


def test_an_orphan_branch_with_a_plan_of_one_s_own_is_found(work: Work) -> None:
    work.git("checkout", "--quiet", "--orphan", "孤")
    commit(work, LIAISON, ADMITTED)
    commit(work, LIAISON, ("title: 指导应诉", "title: 指导各单位应诉"))
    work.git("checkout", "--quiet", "main")
    merge(work, LIAISON, "--allow-unrelated-histories", "-X", "theirs", "孤")
    found = audit(work)

    assert {rule for rule, _ in found} >= {"A13", "A33"}
    assert {who for _, who in found} == {LIAISON[1]}


def test_nor_does_it_help_to_merge_the_other_way_round(work: Work) -> None:
    work.git("checkout", "--quiet", "--orphan", "孤")
    commit(work, LIAISON, ADMITTED)
    merge(work, LIAISON, "--allow-unrelated-histories", "-s", "ours", "main")

    assert {"A13", "A33"} <= set(rules(work, "main..孤"))
    assert {"A13", "A33"} <= set(rules(work))


@pytest.mark.parametrize(
    "edits",
    [
        (("- name: 甲科\n", "- name: 原甲科\n"), ("- name: 丙科\n", "- name: 甲科\n")),
        (("aliases: [二科]", "aliases: [二科, 三科]"),),
        (("members: [甲科, 乙科]", "members: [甲科, 乙科, 丙科]"),),
        (("responsible: [乙科]", "responsible: [丙科]"),),
        (("support: [各科室]", "support: [各科室, 丙科]"),),
    ],
    ids=["renamed", "alias", "group", "task moved", "support"],
)
def test_no_department_takes_over_by_another_name_or_owner(
    work: Work, edits: tuple[tuple[str, str], ...]
) -> None:
    commit(work, OUTSIDER, *edits, reason="更名")
    commit(work, OUTSIDER, (UPDATE_OF_1_1, UPDATED))

    assert "A13" in rules(work, "HEAD~1")


def test_a_change_does_not_pass_through_a_rename(work: Work) -> None:
    work.be(OUTSIDER)
    work.git("mv", "plan.yaml", "旧计划.yaml")
    commit(work, OUTSIDER)
    path = work.folder / "旧计划.yaml"
    path.write_text(change(PEOPLED, ("title: 指导应诉", "title: 指导各单位应诉")), "utf-8")
    commit(work, OUTSIDER)
    work.git("mv", "旧计划.yaml", "plan.yaml")
    commit(work, OUTSIDER)

    assert rules(work) == ["A12"]
    assert ended(work) == [("A32", "已纠正", OUTSIDER[1])]


def test_a_file_prepared_elsewhere_and_moved_in_is_compared_with_what_was_there(work: Work) -> None:
    prepared = work.folder / "草稿.yaml"
    prepared.write_text(
        change(PEOPLED, ("title: 指导应诉", "title: 指导各单位应诉"), ADMITTED), "utf-8"
    )
    commit(work, OUTSIDER)
    work.git("mv", "--force", "草稿.yaml", "plan.yaml")
    commit(work, OUTSIDER, reason="整理")

    assert rules(work) == ["A12", "A13"]


def test_a_plan_removed_and_put_back_is_compared_with_the_last_one(work: Work) -> None:
    work.git("rm", "--quiet", "plan.yaml")
    commit(work, LIAISON)
    work.write(change(PEOPLED, ADMITTED))
    commit(work, LIAISON, reason="恢复")

    assert rules(work) == ["A13"]
    assert ended(work) == [("A32", "已纠正", LIAISON[1])]


def test_a_plan_broken_and_mended_is_compared_with_the_last_one(work: Work) -> None:
    commit(work, LIAISON, ("schema: 1\n", "schema: 1\n<<<<<<< HEAD\n"))
    work.write(change(PEOPLED, ADMITTED))
    commit(work, LIAISON, reason="改正")

    assert rules(work) == ["A13"]
    assert ended(work) == [("A31", "已纠正", LIAISON[1])]


def test_a_plan_that_contradicts_itself_is_no_plan_to_go_by(work: Work) -> None:
    commit(work, SUPPORTER, ("due: 2024-09-30}", "due: 2024-09-30, status: 推进中}"))

    (found,) = answer(work)["violations"]
    assert (found["rule"], "计划有错误 1 处,第一处在第" in found["reason"]) == ("A31", True)


def test_a_symbolic_link_in_the_plan_s_place_is_found(work: Work) -> None:
    (work.folder / "别处.yaml").write_text(change(PEOPLED, ADMITTED), "utf-8")
    work.plan.unlink()
    work.plan.symlink_to("别处.yaml")
    commit(work, LIAISON, reason="整理")
    assert rules(work) == ["A13", "A34"]

    (work.folder / "别处.yaml").write_text(
        change(PEOPLED, ADMITTED, ("title: 指导应诉", "title: 指导各单位应诉")), "utf-8"
    )
    commit(work, OUTSIDER)
    assert ("A12", OUTSIDER[1]) in audit(work)


def test_a_folder_that_became_a_link_hides_nothing(tmp_path: Path) -> None:
    work = make_repository(tmp_path / "work", BASE, name="其他.txt")
    folder = work.folder / "计划"
    folder.mkdir()
    (folder / "plan.yaml").write_text(PEOPLED, "utf-8")
    commit(work, SUPERVISOR)
    folder.rename(work.folder / "别处")
    (work.folder / "计划").symlink_to("别处")
    commit(work, LIAISON)

    assert rules(work, "--file", "计划/plan.yaml") == ["A32"]


def test_a_plan_that_is_gone_is_looked_for_where_it_was(work: Work) -> None:
    work.git("rm", "--quiet", "plan.yaml")
    commit(work, LIAISON)

    assert rules(work) == ["A32"]


def test_a_forged_name_over_the_right_address_is_found(work: Work) -> None:
    commit(work, ("张叁", LIAISON[1]), (UPDATE_OF_1_1, UPDATED))

    assert audit(work) == [("A02", LIAISON[1])]


def test_a_change_hidden_among_reformatting_is_found(work: Work) -> None:
    commit(work, SUPERVISOR, ("policy: {due_soon: 10,", "policy:   {due_soon: 10,"))
    assert work.jimoplan("fmt", "--no-commit").code == 0
    work.write(work.text.replace("\n", "\r\n").replace("progress: 40", "progress: 90"))
    commit(work, OUTSIDER)
    (found,) = answer(work, "HEAD~1..HEAD")["violations"][:1]

    assert (found["rule"], found["author"]["email"]) == ("A12", OUTSIDER[1])
    assert "progress" in json.dumps(found["change"])


@pytest.mark.parametrize(
    "who",
    [
        (LIAISON[0], "zh\u0430ng@example.cn"),
        (LIAISON[0], "zhang@ex\u00adample.cn"),
        ("张\u200b三", LIAISON[1]),
    ],
    ids=["homoglyph", "soft hyphen", "invisible in the name"],
)
def test_an_impostor_s_name_or_address_is_found(work: Work, who: Who) -> None:
    commit(work, who, (UPDATE_OF_1_1, UPDATED))

    assert "A01" in rules(work)


@pytest.mark.parametrize("address", ["zh\u0430ng@example.cn", "zhang@example.cn\u200b"])
def test_an_impostor_is_not_even_listed(work: Work, address: str) -> None:
    commit(
        work,
        SUPERVISOR,
        (
            f"- {AS_LIAISON}\n",
            f"- {AS_LIAISON}\n      - {{name: 张三, email: '{address}', role: 督查}}\n",
        ),
        reason="任命",
    )

    assert rules(work) == ["A31"]


# The reason


def test_commands_put_the_reason_on_record(work: Work) -> None:
    work.be(SUPERVISOR)
    outcome = work.jimoplan("move", "3", "--to", "二", "--plan-reason", "依据 5 月会议纪要")

    assert outcome.code == 0, outcome.errors
    reason = work.git("log", "-1", "--format=%(trailers:key=Plan-Reason,valueonly)")
    assert reason.strip() == "依据 5 月会议纪要"
    assert "--plan-reason" not in outcome.errors
    assert audit(work) == []


MOVING = ("move", "3", "--to", "二")


def test_without_a_reason_nothing_is_written_where_people_are_listed(
    work: Work, tmp_path: Path
) -> None:
    work.be(SUPERVISOR)
    with unchanged(work):
        outcome = work.jimoplan(*MOVING)

    assert outcome.code == 1
    assert "A21 没有写明 Plan-Reason 任务 3 从板块 一 移到板块 二" in outcome.errors
    assert "→ 加上 --plan-reason 依据 再运行一次" in outcome.errors
    unlisted = make_repository(tmp_path / "没有名单", BASE)
    assert "--plan-reason" not in unlisted.jimoplan(*MOVING).errors


@pytest.mark.parametrize(
    ("typed", "code"), [("5 月会议纪要\n", 0), ("\n5 月会议纪要\n", 0), ("\nq\n", 1)]
)
def test_at_a_terminal_the_reason_is_asked_for_first(work: Work, typed: str, code: int) -> None:
    work.be(SUPERVISOR)
    outcome = answer_at_terminal(work, MOVING, typed)

    assert outcome.code == code
    assert "改公布的次序,依据是什么(写进提交说明):" in outcome.errors
    assert ("Plan-Reason: 5 月会议纪要" in work.git("log", "-1", "--format=%B")) is (code == 0)
    assert audit(work) == []


def test_a_hand_edit_is_committed_with_its_reason(work: Work) -> None:
    work.be(SUPERVISOR)
    work.replace("title: 办理行政复议", "title: 办理复议")

    assert "加上 --plan-reason 依据" in work.jimoplan("commit", "--dry-run").errors
    assert work.jimoplan("commit", "--plan-reason", "勘误").code == 0
    assert audit(work) == []
    alone = work.jimoplan("move", "3", "--to", "二", "--plan-reason", "调整", "--no-commit")
    assert (alone.code, "--plan-reason 没有记下" in alone.errors) == (0, True)
    blank = work.jimoplan("move", "3", "--to", "二", "--plan-reason", " ")
    assert (blank.code, "--plan-reason 后面是空的" in blank.errors) == (2, True)


# Signatures


@pytest.fixture
def keyed(work: Work) -> Work:
    """From here on commits are signed; each of the people has a key."""
    work.git("tag", "start")
    for who in (LIAISON, LEADER, SUPERVISOR):
        sign_with(work, register_key(work, who))
    return work


def signed(work: Work) -> list[tuple[str, str]]:
    demanded = ("--require-signed", "--allowed-signers", str(signers_of(work)))
    return audit(work, "start..HEAD", *demanded)


def key_of(work: Work, who: Who) -> Path:
    return work.folder.parent / f"key {who[1]}"


def test_what_its_author_has_signed_breaks_no_rule(keyed: Work) -> None:
    sign_with(keyed, key_of(keyed, LIAISON))
    commit(keyed, LIAISON, (UPDATE_OF_1_1, UPDATED))

    assert signed(keyed) == []


def test_the_right_address_without_a_signature_proves_nothing(keyed: Work) -> None:
    keyed.git("config", "commit.gpgSign", "false")
    commit(keyed, ("李四", SUPERVISOR[1]), ("title: 指导应诉", "title: 指导各单位应诉"))

    assert signed(keyed) == [("A03", SUPERVISOR[1])]
    assert audit(keyed, "start..HEAD") == []


def test_nobody_signs_with_their_own_key_as_someone_else(keyed: Work) -> None:
    sign_with(keyed, key_of(keyed, LIAISON))
    commit(keyed, SUPERVISOR, ("title: 指导应诉", "title: 指导各单位应诉"))

    assert signed(keyed) == [("A08", SUPERVISOR[1])]


def test_a_new_key_in_another_s_name_is_not_known(keyed: Work) -> None:
    mine = keyed.folder.parent / "mine"
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", SUPERVISOR[1], "-f", str(mine)],
        check=True,
    )
    sign_with(keyed, mine)
    commit(keyed, SUPERVISOR, ("title: 指导应诉", "title: 指导各单位应诉"))

    assert signed(keyed) == [("A05", SUPERVISOR[1])]


def test_a_commit_altered_after_it_was_signed_is_found_even_where_none_is_asked_for(
    keyed: Work,
) -> None:
    sign_with(keyed, key_of(keyed, SUPERVISOR))
    commit(keyed, SUPERVISOR, ("title: 指导应诉", "title: 指导各单位应诉"))
    content = keyed.git("cat-file", "commit", "HEAD").replace("\n\n手工改动", "\n\n批准") + "\n"
    forged = keyed.git("hash-object", "-t", "commit", "-w", "--stdin", given=content)
    keyed.git("reset", "--quiet", "--hard", forged)
    keyed.git("config", "gpg.ssh.allowedSignersFile", str(signers_of(keyed)))

    assert audit(keyed, "start..HEAD") == [("A04", SUPERVISOR[1])]


def test_the_signer_of_a_report_does_not_review_it(keyed: Work) -> None:
    leader = listed(LEADER, "分管领导")
    sign_with(keyed, key_of(keyed, SUPERVISOR))
    commit(
        keyed,
        SUPERVISOR,
        (f"- {leader}\n", f"- {leader}\n      - {listed(LEADER, '联络员')}\n"),
        reason="兼任",
    )
    sign_with(keyed, key_of(keyed, LEADER))
    keyed.be(LIAISON)
    keyed.update("1-1", "--status", "已完成")
    keyed.be(LEADER)
    assert keyed.jimoplan("review", "1-1", "--approve", "--yes").code == 0

    assert signed(keyed) == [("A22", LEADER[1])]


@pytest.mark.parametrize("way", ["mailmap", "replace"])
def test_names_and_contents_are_those_of_the_commit_whatever_stands_in_for_them(
    work: Work, way: str
) -> None:
    commit(work, LIAISON, ADMITTED, reason="任命")
    if way == "mailmap":
        alias = f"{SUPERVISOR[0]} <{SUPERVISOR[1]}> <{LIAISON[1]}>\n"
        (work.folder / ".mailmap").write_text(alias, "utf-8")
        commit(work, SUPERVISOR)
    else:
        content = work.git("cat-file", "commit", "HEAD").replace(LIAISON[1], SUPERVISOR[1]) + "\n"
        other = work.git("hash-object", "-t", "commit", "-w", "--stdin", given=content)
        work.git("replace", "HEAD", other)

    assert audit(work) == [("A13", LIAISON[1])]


def test_a_supervisor_s_name_over_a_liaison_s_signature_vouches_for_no_merge(
    dismissed: Work,
) -> None:
    branch(dismissed, "旧", "old")
    commit(dismissed, LIAISON, ("title: 指导应诉", "title: 指导全区应诉"))
    dismissed.git("checkout", "--quiet", "main")
    sign_with(dismissed, register_key(dismissed, LIAISON))
    merge(dismissed, SUPERVISOR, "旧")
    dismissed.git("config", "gpg.ssh.allowedSignersFile", str(signers_of(dismissed)))

    assert audit(dismissed) == [("A14", SUPERVISOR[1])]


def test_what_was_kept_changes_no_finding(work: Work) -> None:
    work.env["CI"] = ""
    commit(work, LIAISON, ("title: 办理行政复议", "title: 改名"))
    first = work.jimoplan("audit", "--format", "json").text
    cache = work.folder / ".git" / "jimoplan.cache"
    data = cache.read_bytes()

    assert '"rule": "A13"' in first
    assert work.jimoplan("audit", "--format", "json").text == first
    for damaged in (b"", data[: len(data) // 2], data.replace(b"A13", b"A12"), b"\xff" * 99):
        cache.write_bytes(damaged)
        assert work.jimoplan("audit", "--format", "json").text == first


@pytest.mark.parametrize(
    ("variable", "words"),
    [("true", ()), ("1", ()), ("", ("--require-signed",))],
    ids=["in CI", "in another CI", "where signatures are required"],
)
def test_a_planted_cache_changes_no_verdict(
    work: Work, variable: str, words: tuple[str, ...]
) -> None:
    work.be(LIAISON)
    work.update("1-1", "--status", "已完成")
    work.be(LEADER)
    take(work, "review", "1-1", "--approve")
    work.env |= {"GIT_COMMITTER_NAME": LIAISON[0], "GIT_COMMITTER_EMAIL": LIAISON[1]}
    work.git("commit", "--quiet", "--amend", "--no-edit")
    plant_cache(work)
    work.env["CI"] = variable

    assert "A22" in rules(work, *words)


# Where history begins


def register_anew(work: Work, who: Who) -> str:
    """All of history replaced by one of somebody's own, who is listed as 督查; its first commit."""
    work.git("checkout", "--quiet", "--orphan", "另起")
    office = f"- {listed(SUPERVISOR, '督查')}\n"
    commit(work, who, (office, f"{office}      - {listed(who, '督查')}\n"))
    work.git("branch", "--quiet", "--force", "main")
    return work.git("rev-parse", "HEAD")


def root_of(work: Work) -> str:
    found = answer(work)["root"]
    assert isinstance(found, str)
    return found


def test_a_history_of_somebody_s_own_is_not_the_one_that_was_registered(work: Work) -> None:
    root = root_of(work)
    forged = register_anew(work, STRANGER)
    commit(work, STRANGER, ("title: 指导应诉", "title: 指导各单位应诉"), reason="自己定的")
    (found,) = answer(work, "--root", root)["violations"]

    assert (found["rule"], found["commit"]) == ("A33", forged)
    assert f"登记计划的提交应当是 {root[:9]}" in found["reason"]
    assert root != forged


def test_nor_does_a_range_that_begins_behind_it_hide_it(work: Work) -> None:
    root = root_of(work)
    register_anew(work, STRANGER)
    commit(work, STRANGER, ("title: 指导应诉", "title: 指导各单位应诉"), reason="自己定的")

    assert rules(work, "HEAD~1..HEAD") == []
    assert rules(work, "HEAD~1..HEAD", "--root", root) == ["A33"]


def test_the_right_root_is_no_violation_and_needs_nobody_s_list(work: Work) -> None:
    root = root_of(work)
    assert rules(work, "--root", root) == []
    forged = register_anew(work, STRANGER)

    assert rules(work, "--root", forged) == []


def test_whoever_registers_a_plan_is_on_its_own_list(tmp_path: Path) -> None:
    work = make_repository(tmp_path / "work", PEOPLED)
    assert audit(work) == []
    work.be(STRANGER)
    work.git("commit", "--quiet", "--amend", "--no-edit", "--reset-author")
    assert audit(work) == [("A37", STRANGER[1])]

    root = work.git("rev-parse", "HEAD")
    assert audit(work, "--root", root) == []


def test_nor_does_it_help_to_register_what_cannot_be_read_first(tmp_path: Path) -> None:
    work = make_repository(tmp_path / "work", "{\n")
    work.write(PEOPLED)
    commit(work, STRANGER)

    assert ("A37", STRANGER[1]) in audit(work)
    root = work.git("rev-parse", "HEAD~1")
    assert ("A37", STRANGER[1]) in audit(work, "--root", root)


@pytest.mark.parametrize("written", ["HEAD", "main", "0123456", "x" * 40])
def test_a_root_is_named_by_its_full_number(work: Work, written: str) -> None:
    outcome = work.jimoplan("audit", "--root", written)

    assert (outcome.code, "不是完整的提交编号" in outcome.errors) == (2, True)


def test_a_shallow_clone_cannot_tell_where_history_begins(work: Work, tmp_path: Path) -> None:
    commit(work, LIAISON, (UPDATE_OF_1_1, UPDATED))
    root = root_of(work)
    clone = tmp_path / "浅克隆"
    work.git("clone", "--quiet", "--depth=2", work.folder.as_uri(), str(clone))
    outcome = Work(clone).jimoplan("audit", "HEAD~1..HEAD", "--root", root)

    assert (outcome.code, "这是浅克隆" in outcome.errors) == (3, True)


# More ways round it, and what is no breach


def take(work: Work, *words: str) -> None:
    outcome = work.jimoplan(*words, "--yes")
    assert outcome.code == 0, outcome.errors


def test_a_supervisor_s_commit_picked_along_covers_for_nobody(tmp_path: Path) -> None:
    work = make_repository(tmp_path / "work", BASE)
    work.write(PEOPLED)
    commit(work, SUPERVISOR, reason="建立人员名单")
    commit(work, SUPERVISOR, (UPDATE_OF_1_1, UPDATED))
    branch(work, "evil", "main~2")
    work.be(STRANGER)
    work.git("cherry-pick", "main", check=False)
    work.write(BASE.replace(UPDATE_OF_1_1, UPDATED))
    work.git("add", "--all")
    work.git("-c", "core.editor=true", "cherry-pick", "--continue", check=False)
    office = "  - {name: 乙科, kind: 科室, aliases: [二科]}\n"
    himself = office.replace("}", f", people: [{listed(STRANGER, '督查')}]}}")
    commit(work, STRANGER, (office, himself), reason="自己写的")

    assert ("A14", STRANGER[1]) in audit(work, "main..evil")


@pytest.mark.parametrize("range_", ["main..HEAD", "main"])
def test_a_tag_that_shadows_a_branch_is_refused(work: Work, range_: str) -> None:
    commit(work, OUTSIDER, (UPDATE_OF_1_1, UPDATED))
    work.git("tag", "main")
    outcome = work.jimoplan("audit", range_)

    assert outcome.code == 2
    assert "“main”既是分支又是标签" in outcome.errors


@pytest.mark.parametrize("range_", ["..", "..HEAD"])
def test_a_range_without_a_beginning_is_refused(work: Work, range_: str) -> None:
    outcome = work.jimoplan("audit", range_)

    assert outcome.code == 2
    assert "没有写从哪里起" in outcome.errors


def test_a_folder_turned_into_a_link_is_seen_from_inside_of_it(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "top", BASE, "readme.yaml")
    inside = Work(made.folder / "年度", made.env)
    inside.folder.mkdir()
    inside.write(PEOPLED)
    commit(inside, SUPERVISOR, reason="建立人员名单")
    inside.folder.rename(made.folder / "别处")
    inside.folder.symlink_to("别处")
    elsewhere = Work(made.folder / "别处", made.env)
    elsewhere.write("# 凑数\n" * 2500 + change(PEOPLED, ADMITTED))
    commit(elsewhere, LIAISON)
    seen = elsewhere.jimoplan("audit", "HEAD~1..HEAD", env={"PWD": str(inside.folder)})

    assert seen.code == 1
    assert "A13" in seen.text


def test_a_link_that_leads_nowhere_any_more_is_said(work: Work) -> None:
    work.plan.rename(work.folder / "2024.yaml")
    work.plan.symlink_to("2024.yaml")
    commit(work, SUPERVISOR)
    work.plan.unlink()
    work.plan.symlink_to("nowhere.yaml")
    commit(work, LIAISON)

    assert rules(work, "HEAD~1..HEAD") == ["A34"]


@pytest.mark.parametrize("reason", ["\u200b", "\u3164\ufeff"])
def test_a_reason_that_nobody_can_see_is_none(work: Work, reason: str) -> None:
    commit(work, SUPERVISOR, ("title: 办理行政复议", "title: 办理复议"), reason=reason)

    assert rules(work, "HEAD~1..HEAD") == ["A21"]


def closed(work: Work) -> Work:
    """1-1 reported by the liaison and closed by the leader."""
    work.be(LIAISON)
    work.update("1-1", "--status", "已完成", "--progress", "100")
    work.be(LEADER)
    take(work, "review", "1-1", "--approve")
    return work


def test_what_is_closed_is_not_changed_by_hand(work: Work) -> None:
    closed(work)
    assert audit(work) == []
    commit(
        work,
        LIAISON,
        (
            "            title: 制发应诉规则\n",
            "            title: 制发应诉规则\n            evidence: [换过的.pdf]\n",
        ),
    )

    assert rules(work, "HEAD~1..HEAD") == ["A12"]


def test_taking_back_one_s_own_review_is_no_breach(work: Work) -> None:
    closed(work)
    take(work, "undo")

    assert audit(work) == []


def test_taking_back_one_s_own_deadline_is_no_breach(work: Work) -> None:
    work.be(LEADER)
    work.update("1-1", "--due", "2024-09-30", "--reason", "延期", "--approved-by", "王五")
    take(work, "undo")

    assert audit(work) == []


def test_another_s_review_taken_back_is_a_breach(work: Work) -> None:
    closed(work)
    work.be(SUPERVISOR)
    work.git("revert", "--no-edit", "HEAD")

    assert set(rules(work, "HEAD~1..HEAD")) >= {"A25", "A26"}


def test_whoever_mends_a_breach_breaks_nothing(work: Work) -> None:
    commit(work, STRANGER, ("due: 2024-06-30", "due: 2024-12-30"))
    work.be(SUPERVISOR)
    work.git("revert", "--no-edit", "HEAD")

    assert audit(work, "HEAD~2..HEAD") == []
    assert ended(work) == [(rule, "已纠正", SUPERVISOR[1]) for rule in ("A11", "A24")]


def test_a_returned_item_begins_a_new_round(work: Work) -> None:
    work.be(LIAISON)
    work.update("1-1", "--status", "已完成", "--progress", "100")
    work.be(LEADER)
    take(work, "review", "1-1", "--return", "--reason", "缺附件")
    work.be(SUPERVISOR)
    work.update("1-1", "--status", "已完成")
    commit(
        work,
        SUPERVISOR,
        (f"- {AS_LIAISON}\n", f"- {AS_LIAISON}\n      - {listed(LIAISON, '分管领导')}\n"),
        reason="兼任",
    )
    work.be(LIAISON)
    take(work, "review", "1-1", "--approve")

    assert audit(work) == []


@pytest.mark.parametrize(
    "said", ["李四 <zhang@example.cn>", "李四 <li@example.cn> <zhang@example.cn>"]
)
def test_nobody_reports_in_another_s_name(work: Work, said: str) -> None:
    commit(work, LIAISON, (STATUS_OF_1_1, f"{DONE}            submitted_by: {said}\n"))

    assert "A12" in rules(work, "HEAD~1..HEAD")


def test_a_default_deadline_is_not_recorded_as_another_one(work: Work) -> None:
    work.be(LEADER)
    work.update("1-2", "--due", "2024-09-30", "--reason", "延期", "--approved-by", "王五")
    assert audit(work) == []
    work.write(work.text.replace("due: 2024-12-31, changed", "due: 2023-01-01, changed"))
    work.git("commit", "--quiet", "--all", "--amend", "--no-edit")

    assert rules(work, "HEAD~1..HEAD") == ["A24"]


def test_naming_people_for_the_first_time_asks_for_nothing(tmp_path: Path) -> None:
    work = make_repository(tmp_path / "work", BASE)
    work.write(PEOPLED)

    assert work.jimoplan("commit", "--yes").code == 0
    assert audit(work) == []
