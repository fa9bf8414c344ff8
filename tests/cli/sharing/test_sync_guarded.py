"""What sync tells and asks before it sends on what is not in order."""

import json
from pathlib import Path

import pytest
from audited import OUTSIDER, PEOPLED
from repositories import Work, unchanged
from sharing import Office, make_office
from terminal import answer


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return make_office(tmp_path)


@pytest.fixture
def listed(tmp_path: Path) -> Office:
    """An office whose plan lists its people; the third has nothing to do with task 1."""
    office = make_office(tmp_path, PEOPLED)
    office.wang.be(OUTSIDER)
    return office


def commit(work: Work, message: str) -> None:
    work.git("add", "--all")
    work.git("commit", "--quiet", f"--message={message}")


def overstep(work: Work) -> str:
    """A change that is not this person's to make, made by hand; its commit."""
    work.replace("title: 指导应诉", "title: 改了名")
    commit(work, "改名")
    return work.git("rev-parse", "HEAD")


def test_a_breach_is_named_and_not_sent_unasked(listed: Office) -> None:
    made = overstep(listed.wang)
    with unchanged(listed.wang):
        outcome = listed.wang.jimoplan("sync")

    assert (outcome.code, listed.there() == made) == (1, False)
    assert "没有送出:要送出的提交审计不通过,有违规" in outcome.errors
    assert f"{made[:9]} 孙七 A" in outcome.errors
    command = f"jimoplan audit {listed.there()[:9]}..{made[:9]}"
    assert command in outcome.errors
    assert listed.wang.jimoplan(*command.split()[1:]).code == 1
    assert listed.wang.jimoplan("sync", "--yes").code == 0
    assert listed.there() == made


@pytest.mark.parametrize(("typed", "code", "is_sent"), [("否\r", 1, False), ("是\r", 0, True)])
def test_at_a_terminal_it_is_asked(typed: str, code: int, is_sent: bool, listed: Office) -> None:  # noqa: FBT001
    made = overstep(listed.wang)
    outcome = answer(listed.wang, ["sync"], typed, COLUMNS="80")

    assert (outcome.code, listed.there() == made) == (code, is_sent)
    assert "审计不通过" in outcome.errors
    assert "照样送吗" in outcome.errors


def test_what_others_sent_is_told_in_a_line_and_is_nobody_elses_fault(listed: Office) -> None:
    overstep(listed.wang)
    listed.wang.jimoplan("sync", "--yes")
    listed.zhang.update("1-2", "--note", "甲")
    looked = listed.zhang.jimoplan("sync", "--dry-run")
    outcome = listed.zhang.jimoplan("sync")

    assert outcome.code == 0, outcome.errors
    told = [line for line in outcome.errors.splitlines() if line.startswith("审计:")]
    assert len(told) == 1
    assert "审计:收到的提交有违规" in told[0]
    command = told[0].partition("运行 jimoplan ")[2]
    assert "改了名" in listed.zhang.jimoplan(*command.split()).text
    assert told[0].partition(",")[0] in looked.text
    assert listed.there() == listed.zhang.git("rev-parse", "HEAD")


def test_programs_get_the_number(listed: Office) -> None:
    overstep(listed.wang)
    sent = json.loads(listed.wang.jimoplan("sync", "--yes", "--format", "json").text)["data"]
    received = json.loads(listed.zhang.jimoplan("sync", "--format", "json").text)["data"]

    assert sent["sent"]["breaches"] >= 1
    assert received["received"]["breaches"] == sent["sent"]["breaches"]
    assert received["sent"]["breaches"] in {0, None}


def test_the_hook_of_a_merge_is_run(office: Office) -> None:
    for work, note in ((office.zhang, "甲"), (office.li, "乙")):
        work.update("1-2", "--note", note)
    office.zhang.jimoplan("sync")
    office.li.hook("pre-merge-commit", "git write-tree >/dev/null && echo 不许合并 >&2; exit 1")
    with unchanged(office.li):
        outcome = office.li.jimoplan("sync")

    assert outcome.code == 3
    assert "不许合并" in outcome.errors
    assert "合并的提交没有被接受" in outcome.errors


def test_a_hook_that_says_nothing_against_it_lets_it_pass(office: Office) -> None:
    for work, note in ((office.zhang, "甲"), (office.li, "乙")):
        work.update("1-2", "--note", note)
    office.zhang.jimoplan("sync")
    office.li.hook("pre-merge-commit", "test -f plan.yaml")

    assert office.li.jimoplan("sync").code == 0


def test_another_plan_with_errors_is_not_sent_either(office: Office) -> None:
    there = office.there()
    other = office.zhang.folder / "镇街" / "plan.yaml"
    other.parent.mkdir()
    other.write_text("schema: 1\nplan: [\n", "utf-8")
    commit(office.zhang, "镇街")
    outcome = office.zhang.jimoplan("sync")

    assert (outcome.code, office.there()) == (1, there)
    assert "没有送出:镇街/plan.yaml 有错误" in outcome.errors
    assert "jimoplan commit --file 镇街/plan.yaml" in outcome.errors

    other.write_bytes(office.zhang.plan.read_bytes())
    commit(office.zhang, "改好")
    assert office.zhang.jimoplan("sync").code == 0


@pytest.fixture
def withdrawn(office: Office) -> Office:
    """An office where one commit was shared, received and taken off the server again."""
    first = office.there()
    office.zhang.update("1-2", "--note", "误填")
    office.zhang.jimoplan("sync")
    office.li.jimoplan("sync")
    office.zhang.git("reset", "--quiet", "--hard", first)
    office.zhang.git("push", "--quiet", "--force")
    return office


def test_what_was_taken_off_the_server_is_not_sent_again_unasked(withdrawn: Office) -> None:
    there = withdrawn.there()
    looked = withdrawn.li.jimoplan("sync", "--dry-run")
    with unchanged(withdrawn.li):
        outcome = withdrawn.li.jimoplan("sync")

    assert (outcome.code, withdrawn.there()) == (1, there)
    told = "origin/main 上撤掉了 1 次提交,您这里还有:1-2 指导应诉:填报进展(张三)"
    assert told in looked.errors
    assert told in outcome.errors
    assert withdrawn.li.jimoplan("sync", "--yes").code == 0
    assert withdrawn.there() == withdrawn.li.git("rev-parse", "HEAD")
    assert "撤掉" not in withdrawn.zhang.jimoplan("sync").errors


def test_the_way_out_goes_back_to_what_the_server_has(withdrawn: Office) -> None:
    outcome = withdrawn.li.jimoplan("sync")
    command = outcome.errors.partition("git reset --keep origin/main")[1]
    withdrawn.li.git(*command.split()[1:])

    assert "没有新的" in withdrawn.li.jimoplan("sync").errors
    assert "误填" not in withdrawn.li.text


def test_ones_own_further_work_does_not_hide_it(withdrawn: Office) -> None:
    withdrawn.zhang.update("1-3", "--note", "乙")
    withdrawn.zhang.jimoplan("sync")
    withdrawn.li.update("1-2", "--note", "丙")
    outcome = answer(withdrawn.li, ["sync"], "否\r", COLUMNS="200")

    assert outcome.code == 1
    assert "撤掉了 1 次提交" in outcome.errors
    assert "丙" not in outcome.errors
