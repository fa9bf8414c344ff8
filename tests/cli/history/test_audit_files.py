"""jimoplan audit of what is not the plan: files that guard it, and evidence that was approved."""

from pathlib import Path

import pytest
from audited import (
    LEADER,
    LIAISON,
    PEOPLED,
    SUPERVISOR,
    SUPPORTER,
    change,
    listed,
    register_key,
    sign_with,
    signers_of,
)
from problem_cases import BASE
from repositories import Work, make_repository

Who = tuple[str, str]
WORKFLOW = ".github/workflows/ci.yml"
RULES = "佐证/规则.md"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """A plan that names its people, and a workflow that audits it."""
    made = make_repository(tmp_path / "work", PEOPLED)
    put(made, SUPERVISOR, {WORKFLOW: "jobs: {}\n", "readme.md": "说明\n"})
    return made


def put(work: Work, who: Who, files: dict[str, str | None], reason: str = "") -> str:
    """Somebody commits some files, None for one that is removed; the commit."""
    for name, text in files.items():
        path = work.folder / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return commit(work, who, reason)


def commit(work: Work, who: Who, reason: str = "") -> str:
    work.be(who)
    message = f"动了文件\n\nPlan-Reason: {reason}\n" if reason else "动了文件\n"
    work.git("add", "--all")
    work.git("commit", "--quiet", "--file=-", given=message)
    return work.git("rev-parse", "HEAD")


def audit(work: Work, *words: str) -> list[tuple[str, str]]:
    """The rules broken, each with the address of who broke it, the latest first."""
    outcome = work.jimoplan("audit", *words, "--format", "json")
    assert outcome.code in {0, 1}, outcome.errors
    found = outcome.data["violations"]
    return [(each["rule"], each["author"]["email"]) for each in found]


def reasons(work: Work) -> list[str]:
    outcome = work.jimoplan("audit", "--format", "json")
    return [each["reason"] for each in outcome.data["violations"]]


def branch(work: Work, name: str, start: str = "HEAD") -> None:
    work.git("checkout", "--quiet", "-b", name, start)


def merge(work: Work, who: Who, *words: str, check: bool = True) -> None:
    work.be(who)
    work.git("merge", "--quiet", "--no-ff", "--message=合并", *words, check=check)


# Files that guard the plan


@pytest.mark.parametrize(
    "name",
    [
        WORKFLOW,
        ".github/workflows/sub/more.yml",
        ".gitlab-ci.yml",
        ".workflow/weekly.yml",
        "Jenkinsfile",
        ".gitattributes",
        ".GitAttributes",
        "templates/weekly.md",
        "Templates/sub/_macros.md",
    ],
)
def test_what_guards_the_plan_is_changed_by_nobody_but_the_supervisor(
    work: Work, name: str
) -> None:
    put(work, SUPERVISOR, {name: "一\n"})
    assert audit(work) == []
    put(work, LIAISON, {name: "二\n"})
    assert audit(work) == [("A35", LIAISON[1])]
    assert reasons(work) == [f"改了{name}"]
    put(work, LEADER, {name: None})
    assert audit(work) == [("A35", LEADER[1]), ("A35", LIAISON[1])]


@pytest.mark.parametrize(
    "name", ["readme.md", "docs/templates/a.md", "sub/.gitattributes", "github/workflows/x.yml"]
)
def test_other_files_are_everybody_s(work: Work, name: str) -> None:
    put(work, LIAISON, {name: "二\n"})

    assert audit(work) == []


def test_beside_the_plan_is_beside_its_own_folder(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "top", BASE, "readme.yaml")
    inside = Work(made.folder / "局" / "年度", made.env)
    inside.folder.mkdir(parents=True)
    inside.write(PEOPLED)
    commit(inside, SUPERVISOR)
    put(made, LIAISON, {"templates/a.md": "与计划无关\n"})
    assert audit(inside) == []

    for name in ("局/年度/templates/a.md", "局/.gitattributes", ".gitattributes"):
        put(made, LIAISON, {name: "一\n"})
    assert audit(inside) == [("A35", LIAISON[1])] * 3


def test_a_link_in_its_place_is_a_change_too(work: Work) -> None:
    put(work, SUPERVISOR, {"templates/a.md": "一\n"})
    (work.folder / "templates").rename(work.folder / "别处")
    (work.folder / "templates").symlink_to("别处")
    commit(work, LIAISON)

    assert audit(work) == [("A35", LIAISON[1])]


def test_where_nobody_is_listed_nobody_is_asked(tmp_path: Path) -> None:
    work = make_repository(tmp_path / "work", BASE)
    put(work, SUPPORTER, {WORKFLOW: "jobs: {}\n"})
    assert audit(work) == []

    work.write(PEOPLED)
    put(work, SUPERVISOR, {WORKFLOW: "jobs: {a: }\n"}, "建立人员名单")
    assert audit(work) == []


def test_what_was_there_when_the_plan_was_registered_is_not_asked_about(tmp_path: Path) -> None:
    work = make_repository(tmp_path / "work", BASE, "readme.yaml")
    put(work, SUPPORTER, {WORKFLOW: "jobs: {}\n"})
    work.write(PEOPLED)
    put(work, LIAISON, {"templates/a.md": "一\n"})

    assert audit(work) == []


def test_twenty_thousand_files_are_one_violation(work: Work) -> None:
    blob = work.git("hash-object", "-w", "--stdin", given="")
    entries = (f"100644 {blob}\ttemplates/{n // 200}/{n}.md\n" for n in range(20_000))
    work.git("update-index", "--index-info", given="".join(entries))
    work.be(SUPERVISOR)
    work.git("commit", "--quiet", "--message=模板")
    work.git("rm", "--quiet", "-r", "--cached", "templates")
    commit(work, LIAISON)

    assert audit(work) == [("A35", LIAISON[1])]
    assert reasons(work)[0].endswith("等 20000 个文件")


def test_an_honest_merge_answers_for_nothing(work: Work) -> None:
    branch(work, "支")
    put(work, SUPERVISOR, {WORKFLOW: "jobs: {a: }\n", "templates/a.md": "一\n" * 9})
    work.git("checkout", "--quiet", "main")
    put(work, SUPERVISOR, {"templates/b.md": "一\n"})
    merge(work, LIAISON, "支")
    assert audit(work) == []

    branch(work, "另支")
    put(work, SUPERVISOR, {"templates/a.md": "甲\n" + "一\n" * 8})
    work.git("checkout", "--quiet", "main")
    put(work, SUPERVISOR, {"templates/a.md": "一\n" * 8 + "乙\n"})
    merge(work, LIAISON, "另支")
    assert audit(work) == []


def test_a_merge_that_drops_a_side_s_change_has_made_it(work: Work) -> None:
    branch(work, "支")
    put(work, LIAISON, {"readme.md": "别的\n"})
    work.git("checkout", "--quiet", "main")
    put(work, SUPERVISOR, {WORKFLOW: "jobs: {a: }\n"})
    work.git("checkout", "--quiet", "支")
    merge(work, LIAISON, "-s", "ours", "main")

    assert audit(work) == [("A35", LIAISON[1])]


def test_a_merge_that_smuggles_a_change_in_has_made_it(work: Work) -> None:
    branch(work, "支")
    put(work, LIAISON, {"readme.md": "别的\n"})
    work.git("checkout", "--quiet", "main")
    put(work, LIAISON, {"又一个.md": "别的\n"})
    merge(work, LIAISON, "--no-commit", "支")
    put(work, LIAISON, {WORKFLOW: "jobs: {b: }\n"})

    assert work.git("log", "-1", "--format=%P").count(" ") == 1
    assert audit(work) == [("A35", LIAISON[1])]


def test_whoever_settles_a_conflict_answers_for_it(work: Work) -> None:
    branch(work, "支")
    put(work, SUPERVISOR, {WORKFLOW: "jobs: {a: }\n"})
    work.git("checkout", "--quiet", "main")
    put(work, SUPERVISOR, {WORKFLOW: "jobs: {b: }\n"})
    merge(work, LIAISON, "支", check=False)
    put(work, LIAISON, {WORKFLOW: "jobs: {a: }\n"})

    assert audit(work) == [("A35", LIAISON[1])]


def test_a_stranger_s_change_is_told_once_however_it_is_merged(work: Work) -> None:
    branch(work, "支")
    put(work, LIAISON, {WORKFLOW: "jobs: {a: }\n"})
    work.git("checkout", "--quiet", "main")
    put(work, SUPERVISOR, {"readme.md": "别的\n"})
    assert audit(work, "main..支") == [("A35", LIAISON[1])]
    merge(work, SUPPORTER, "支")

    assert audit(work) == [("A35", LIAISON[1])]


@pytest.fixture
def dismissed(work: Work) -> Work:
    """The liaison was a supervisor once, and changed the workflow from a commit of that time."""
    entry = listed(LIAISON, "联络员")
    both = (f"- {entry}\n", f"- {entry}\n      - {listed(LIAISON, '督查')}\n")
    work.write(change(work.text, both))
    commit(work, SUPERVISOR, "任命")
    branch(work, "旧")
    put(work, LIAISON, {WORKFLOW: "jobs: {}\n# 不审\n"})
    work.git("checkout", "--quiet", "main")
    work.write(change(work.text, both[::-1]))
    commit(work, SUPERVISOR, "免职")
    return work


def test_an_old_role_does_not_change_them_by_way_of_an_old_commit(dismissed: Work) -> None:
    assert audit(dismissed, "main..旧") == [("A35", LIAISON[1])]
    merge(dismissed, SUPPORTER, "旧")
    assert audit(dismissed) == [("A35", SUPPORTER[1])]


def test_a_supervisor_who_merges_it_answers_for_it(dismissed: Work) -> None:
    merge(dismissed, SUPERVISOR, "旧")

    assert audit(dismissed) == []


def test_a_supervisor_s_name_over_another_s_signature_changes_none(work: Work) -> None:
    sign_with(work, register_key(work, LIAISON))
    work.git("config", "gpg.ssh.allowedSignersFile", str(signers_of(work)))
    put(work, SUPERVISOR, {WORKFLOW: "jobs: {a: }\n"})
    assert audit(work) == [("A35", SUPERVISOR[1])]

    work.git("config", "commit.gpgSign", "false")
    work.git("reset", "--quiet", "--hard", "HEAD~1")
    work.git("tag", "start")
    put(work, SUPERVISOR, {WORKFLOW: "jobs: {a: }\n"})
    assert audit(work, "start..HEAD", "--require-signed") == [("A03", SUPERVISOR[1])]


def settled(work: Work) -> list[tuple[str, str]]:
    """The rules broken once and how each breach ended, the latest first."""
    outcome = work.jimoplan("audit", "--format", "json")
    assert outcome.code == 0, outcome.text
    return [(each["rule"], each["ended"]["how"]) for each in outcome.data["settled"]]


@pytest.mark.parametrize("who", [LIAISON, LEADER, SUPERVISOR])
def test_whoever_puts_back_what_stood_there_ends_it_and_breaks_nothing(
    work: Work, who: Who
) -> None:
    put(work, LIAISON, {WORKFLOW: "jobs: {a: }\n", "templates/a.md": "一\n", "b.md": "别的\n"})
    work.be(who)
    work.git("revert", "--no-edit", "HEAD")

    assert audit(work) == []
    assert settled(work) == [("A35", "已纠正")]


def test_not_all_of_it_put_back_is_not_enough(work: Work) -> None:
    put(work, LIAISON, {WORKFLOW: "jobs: {a: }\n", "templates/a.md": "一\n"})
    put(work, LIAISON, {WORKFLOW: "jobs: {}\n"})
    assert audit(work) == [("A35", LIAISON[1])]
    put(work, LIAISON, {"templates/a.md": None})
    assert audit(work) == []


def test_several_wrong_changes_are_put_back_at_once(work: Work) -> None:
    put(work, LIAISON, {WORKFLOW: "jobs: {a: }\n"})
    put(work, LEADER, {WORKFLOW: "jobs: {b: }\n"})
    put(work, LIAISON, {WORKFLOW: "jobs: {}\n"})

    assert settled(work) == [("A35", "已纠正"), ("A35", "已纠正")]


def test_what_a_supervisor_changed_is_not_put_back_by_others(work: Work) -> None:
    put(work, SUPERVISOR, {WORKFLOW: "jobs: {a: }\n"})
    put(work, LIAISON, {WORKFLOW: "jobs: {}\n"})

    assert audit(work) == [("A35", LIAISON[1])]


def test_a_supervisor_who_changes_it_again_has_seen_it(work: Work) -> None:
    put(work, LIAISON, {WORKFLOW: "jobs: {a: }\n"})
    put(work, SUPERVISOR, {WORKFLOW: "jobs: {b: }\n"})

    assert settled(work) == [("A35", "已纠正")]


def test_what_stands_in_the_base_may_be_put_back_on_a_branch(work: Work) -> None:
    put(work, LIAISON, {WORKFLOW: "jobs: {a: }\n"})
    branch(work, "支")
    put(work, LIAISON, {WORKFLOW: "jobs: {}\n"})

    assert audit(work, "main..支") == []


@pytest.mark.parametrize("name", [WORKFLOW, RULES])
def test_a_supervisor_may_accept_it(closed: Work, name: str) -> None:
    wrong = put(closed, LIAISON, {name: "改过\n"})
    closed.be(SUPERVISOR)
    message = f"确认\n\nPlan-Accept: {wrong}\nPlan-Reason: 已经核对\n"
    closed.git("commit", "--quiet", "--allow-empty", "--file=-", given=message)

    assert [how for _, how in settled(closed)] == ["已确认"]


# Evidence


@pytest.fixture
def closed(work: Work) -> Work:
    """1-1 closed by the leader, on a file of evidence that the liaison had amended before."""
    put(work, LIAISON, {RULES: "初稿\n"})
    work.be(LIAISON)
    work.update("1-1", "--status", "已完成", "--progress", "100", "--evidence", RULES)
    put(work, SUPPORTER, {RULES: "定稿\n"})
    work.be(LEADER)
    reviewed = work.jimoplan("review", "1-1", "--approve", "--yes")
    assert reviewed.code == 0, reviewed.errors
    assert audit(work) == []
    return work


@pytest.mark.parametrize("text", ["改过\n", None], ids=["changed", "removed"])
def test_evidence_is_not_changed_after_approval(closed: Work, text: str | None) -> None:
    put(closed, LIAISON, {RULES: text})

    assert audit(closed) == [("A42", LIAISON[1])]
    assert audit(closed, "HEAD~1..HEAD") == [("A42", LIAISON[1])]
    assert reasons(closed)[0].startswith(f"1-1 的佐证材料 {RULES} 销号时是 ")


def test_not_even_by_a_supervisor_without_a_reason(closed: Work) -> None:
    put(closed, SUPERVISOR, {RULES: "改过\n"})
    assert audit(closed) == [("A42", SUPERVISOR[1])]
    put(closed, SUPERVISOR, {RULES: "更正\n"}, "依据会议纪要")
    assert audit(closed) == []
    put(closed, LIAISON, {RULES: "又改\n"}, "自己的依据")
    assert audit(closed) == [("A42", LIAISON[1])]


def test_who_restores_what_was_approved_breaks_nothing(closed: Work) -> None:
    put(closed, SUPERVISOR, {RULES: "更正\n"}, "依据会议纪要")
    put(closed, LIAISON, {RULES: "定稿\n"})

    assert audit(closed) == []


@pytest.mark.parametrize("who", [LIAISON, LEADER])
def test_whoever_reverts_it_ends_it(closed: Work, who: Who) -> None:
    put(closed, LIAISON, {RULES: None})
    closed.be(who)
    closed.git("revert", "--no-edit", "HEAD")

    assert settled(closed) == [("A42", "已纠正")]


def test_what_was_returned_may_be_amended_again(closed: Work) -> None:
    closed.be(LEADER)
    returned = closed.jimoplan("review", "1-1", "--return", "--reason", "缺附件", "--yes")
    if returned.code:
        assert closed.jimoplan("undo", "--yes").code == 0
    put(closed, LIAISON, {RULES: "改过\n"})

    assert audit(closed) == []


def test_a_mere_move_is_advice_and_what_is_moved_is_not_changed_either(closed: Work) -> None:
    put(closed, LIAISON, {"归档/规则.md": "定稿\n", RULES: None})
    assert audit(closed) == []
    put(closed, LIAISON, {"归档/另/规则.md": "定稿\n", "归档/规则.md": None})
    assert audit(closed) == []

    put(closed, LIAISON, {"归档/另/规则.md": "改过\n"})
    assert audit(closed) == [("A42", LIAISON[1])]
    assert audit(closed, "HEAD~1..HEAD") == [("A42", LIAISON[1])]


def test_nor_is_something_else_put_in_its_place(closed: Work) -> None:
    put(closed, LIAISON, {"归档/规则.md": "定稿\n", RULES: "改过\n"})

    assert audit(closed) == [("A42", LIAISON[1])]


def test_a_link_that_says_the_same_is_another_file(closed: Work) -> None:
    (closed.folder / RULES).unlink()
    (closed.folder / RULES).symlink_to("定稿\n")
    commit(closed, LIAISON)

    assert audit(closed) == [("A42", LIAISON[1])]


def test_a_merge_does_not_bring_it_in_from_before_the_approval(closed: Work) -> None:
    branch(closed, "旧", "HEAD~1")
    put(closed, LIAISON, {RULES: "换过\n"})
    assert audit(closed, "旧") == []
    assert audit(closed, "main..旧") == [("A42", LIAISON[1])]
    closed.git("checkout", "--quiet", "main")
    merge(closed, SUPPORTER, "旧")

    assert audit(closed) == [("A42", SUPPORTER[1])]


def test_a_correction_with_a_reason_may_be_merged_by_anybody(closed: Work) -> None:
    branch(closed, "旧", "HEAD~1")
    put(closed, SUPERVISOR, {RULES: "更正\n"}, "依据会议纪要")
    closed.git("checkout", "--quiet", "main")
    merge(closed, SUPPORTER, "旧")

    assert audit(closed) == []


def test_evidence_beside_a_range_that_does_not_touch_the_plan_is_seen(closed: Work) -> None:
    branch(closed, "支")
    put(closed, LIAISON, {"readme.md": "一\n"})
    put(closed, LIAISON, {RULES: None})
    put(closed, LIAISON, {"readme.md": "二\n"})

    assert audit(closed, "main..支") == [("A42", LIAISON[1])]
