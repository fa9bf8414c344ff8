"""Files given as evidence: recorded when an item is approved, and held to that ever after."""

from pathlib import Path

import pytest
from problem_cases import BASE
from repositories import SUPERVISOR, Work, unchanged

APPROVE = ("review", "1-1", "--approve", "--yes")
RULE = "附件/应诉 规则.txt"


@pytest.fixture
def submitted(work: Work) -> Work:
    """1-1 reported as done on a file that is committed, the supervisor at the keyboard."""
    (work.folder / "附件").mkdir()
    put(work, "第一稿\n")
    work.update("1-1", "--status", "已完成", "--evidence", RULE)
    work.be(SUPERVISOR)
    return work


@pytest.fixture
def approved(submitted: Work) -> Work:
    assert submitted.jimoplan(*APPROVE).code == 0
    return submitted


def put(work: Work, text: str) -> None:
    """Give the file a content and commit it."""
    (work.folder / RULE).write_bytes(text.encode())
    work.git("add", "--all")
    work.git("commit", "--quiet", f"--message={text.strip()}")


def told(work: Work) -> list[str]:
    """What validate has to say of evidence."""
    (plan,) = work.jimoplan("validate", "--format", "json").data["plans"]
    return [f"{p['code']} {p['message']}" for p in plan["problems"] if p["code"] > "W32"]


def audited(work: Work) -> tuple[list[str], list[str]]:
    """The rules that an audit finds broken, leaving out who may what, and what it advises."""
    found = work.jimoplan("audit", "--format", "json").envelope
    return [each["rule"] for each in found["data"]["violations"]], found["notes"]


def test_an_approval_records_what_the_files_were(approved: Work) -> None:
    blob = approved.git("rev-parse", f"HEAD:{RULE}")

    assert f"files: [{{path: {RULE}, blob: {blob}}}]}}\n" in approved.text
    assert told(approved) == []
    assert audited(approved) == ([], [])


def test_no_file_is_recorded_where_there_is_none(work: Work) -> None:
    work.update("1-1", "--status", "已完成", "--evidence", "即司发〔2024〕5号")
    work.be(SUPERVISOR)

    assert work.jimoplan(*APPROVE).code == 0
    assert "files" not in work.text


def test_nobody_approves_on_a_file_that_is_gone_or_not_committed(submitted: Work) -> None:
    path = submitted.folder / RULE
    path.write_text("改过\n", "utf-8")
    with unchanged(submitted):
        loose = submitted.jimoplan(*APPROVE)
    path.unlink()
    with unchanged(submitted):
        gone = submitted.jimoplan(*APPROVE)

    assert (loose.code, "还没有提交" in loose.errors, "git add" in loose.errors) == (1, True, True)
    assert (gone.code, f"“{RULE}”找不到" in gone.errors) == (1, True)
    returned = submitted.jimoplan("review", "1-1", "--return", "--reason", "缺附件")
    assert returned.code == 0, returned.errors


def test_other_content_than_was_approved_is_said(approved: Work) -> None:
    put(approved, "第二稿\n")
    what = f"1-1 的佐证材料“{RULE}”与 2024-05-06 销号时的内容不同"

    assert told(approved) == [f"W322 {what}"]
    assert audited(approved) == ([], [f"{what}(在 {approved.git('rev-parse', 'HEAD')[:9]})"])
    assert approved.jimoplan("validate", "--strict").code == 1


def test_a_file_that_was_moved_is_said_to_be_where_its_content_is(approved: Work) -> None:
    approved.git("mv", RULE, "规则.txt")
    approved.git("commit", "--quiet", "--message=归档")

    assert told(approved) == [f"W321 1-1 的佐证材料“{RULE}”不在原处,移到了 规则.txt"]
    assert audited(approved)[1][0].startswith(f"1-1 的佐证材料“{RULE}”不在原处,移到了 规则.txt")


def test_what_was_never_approved_is_looked_for_by_its_name(submitted: Work) -> None:
    submitted.git("mv", RULE, "应诉 规则.txt")
    submitted.git("commit", "--quiet", "--message=归档")
    found = told(submitted)
    submitted.git("rm", "--quiet", "应诉 规则.txt")
    submitted.git("commit", "--quiet", "--message=删去")

    assert found == [f"W321 1-1 的佐证材料“{RULE}”不在原处,疑似移到了 应诉 规则.txt"]
    assert told(submitted) == [f"W321 1-1 的佐证材料“{RULE}”找不到,也不是文号或网址"]


def test_what_is_only_missing_from_the_work_tree_is_to_be_fetched(approved: Work) -> None:
    (approved.folder / RULE).unlink()

    assert told(approved) == [f"W321 1-1 的佐证材料“{RULE}”不在工作区里,上次提交里还有"]
    assert audited(approved) == ([], [])


def test_line_ends_that_git_converts_are_no_other_content(submitted: Work) -> None:
    submitted.git("config", "core.autocrlf", "true")
    (submitted.folder / RULE).write_bytes(b"\xe7\xac\xac\xe4\xb8\x80\xe7\xa8\xbf\r\n")

    assert submitted.jimoplan(*APPROVE).code == 0
    assert told(submitted) == []


def test_what_a_filter_stores_is_what_counts(submitted: Work) -> None:
    submitted.git("config", "filter.large.clean", "tr -d 0-9")
    (submitted.folder / ".gitattributes").write_text("*.txt filter=large\n", "utf-8")
    put(submitted, "第2稿\n")
    assert submitted.jimoplan(*APPROVE).code == 0

    (submitted.folder / RULE).write_text("第3稿\n", "utf-8")
    assert told(submitted) == []


def test_a_file_changed_since_it_was_reported_is_pointed_out(submitted: Work) -> None:
    put(submitted, "第二稿\n")
    asked = submitted.jimoplan("review", "1-1", "--approve")
    outcome = submitted.jimoplan(*APPROVE)

    assert "报已完成以后改过" in asked.errors
    assert outcome.code == 0
    assert f"佐证材料 {RULE} 在 2024-05-06 报已完成以后改过" in outcome.errors


def approve_by_hand(work: Work, *files: str) -> None:
    """Write an approval into the plan, as an editor would."""
    listed = f", files: [{', '.join(files)}]" if files else ""
    review = (
        "            reviews:\n              - {date: 2024-05-08, result: 销号, submitted_by: "
        f"张三 <zhang@example.cn>, by: 李四 <li@example.cn>{listed}}}\n"
    )
    work.replace("status: 已完成", "status: 已销号")
    work.replace("            submitted_by: 张三 <zhang@example.cn>\n", review)


def test_an_audit_holds_a_review_to_the_files_of_its_commit(submitted: Work) -> None:
    approve_by_hand(submitted, f"{{path: {RULE}, blob: {'0' * 40}}}")
    submitted.git("commit", "--quiet", "--all", "--message=手工销号")

    assert audited(submitted)[0] == ["A41"]


@pytest.mark.parametrize(
    "files", [(), ("{{path: 别的.txt, blob: {blob}}}",)], ids=["none", "other"]
)
def test_an_approval_by_hand_has_to_record_the_files_too(
    submitted: Work, files: tuple[str, ...]
) -> None:
    blob = submitted.git("rev-parse", f"HEAD:{RULE}")
    (submitted.folder / "别的.txt").write_text("第一稿\n", "utf-8")
    submitted.git("add", "别的.txt")
    approve_by_hand(submitted, *(each.format(blob=blob) for each in files))
    submitted.git("commit", "--quiet", "--all", "--message=手工销号")
    told_off = submitted.jimoplan("audit")

    assert audited(submitted)[0] == ["A41"]
    assert f"1-1 的审核记录没有记下佐证材料“{RULE}”的内容" in told_off.text

    assert submitted.jimoplan("undo", "1", "--yes").code == 0
    assert submitted.jimoplan(*APPROVE).code == 0
    assert audited(submitted) == ([], [])


def test_an_approval_by_hand_is_not_committed_without_the_files(submitted: Work) -> None:
    approve_by_hand(submitted)
    outcome = submitted.jimoplan("commit")

    assert outcome.code == 1
    assert f"没有记下佐证材料“{RULE}”的内容" in outcome.errors
    assert "→ 审核用 jimoplan review 1-1,佐证材料的内容由它记下" in outcome.errors


def test_an_approval_by_hand_on_no_file_records_none(work: Work) -> None:
    work.update("1-1", "--status", "已完成", "--evidence", "即司发〔2024〕5号")
    work.be(SUPERVISOR)
    approve_by_hand(work)
    work.git("commit", "--quiet", "--all", "--message=手工销号")

    assert audited(work)[0] == []


def test_outside_of_git_a_file_is_there_or_not(tmp_path: Path) -> None:
    work = Work(tmp_path)
    rest = "            due: 2024-06-30\n            evidence: [甲.txt, 乙.txt, ../丙.txt]\n"
    work.write(BASE.replace("            due: 2024-06-30\n", rest))
    (tmp_path / "甲.txt").write_text("甲", "utf-8")

    assert told(work) == [
        "W321 1-1 的佐证材料“乙.txt”找不到,也不是文号或网址",
        "W321 1-1 的佐证材料“../丙.txt”找不到,也不是文号或网址",
    ]
