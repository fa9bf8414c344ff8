"""`jimoplan sync` between colleagues who share one repository."""

import json
from pathlib import Path

import pytest
from repositories import LIAISON, Work, make_repository, unchanged
from sharing import Office, faster, make_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return make_office(tmp_path)


def report(work: Work, number: str, note: str) -> None:
    work.update(number, "--note", note)


def test_what_one_has_sent_arrives_at_the_others(office: Office) -> None:
    report(office.zhang, "1-2", "指导20件")
    sent = office.zhang.jimoplan("sync")
    received = office.li.jimoplan("sync")

    assert (sent.code, sent.errors) == (
        0,
        "送出:1 处改动(张三,1 次提交),送到 origin/main\n",
    )
    assert (received.code, received.errors) == (0, "收到:1 处改动(张三,1 次提交)\n")
    assert "指导20件" in office.li.text
    assert office.li.status() == []
    assert "没有新的:这里同 origin/main 一样" in office.li.jimoplan("sync").errors


def test_a_branch_is_begun_in_a_repository_of_longer_ids(tmp_path: Path) -> None:
    plan = make_repository(tmp_path / "plan").text
    work = Work(tmp_path / "work")
    work.folder.mkdir()
    for folder in (".", "--bare ../server.git"):
        work.git("init", "--quiet", "--object-format=sha256", "-b", "main", *folder.split())
    work.be(LIAISON)
    (work.folder / "plan.yaml").write_text(plan, "utf-8")
    work.git("add", ".")
    work.git("commit", "-qm", "登记")
    work.git("remote", "add", "origin", "../server.git")

    looked = work.jimoplan("sync", "--dry-run")
    sent = work.jimoplan("sync", "--yes")

    assert (looked.code, sent.code) == (0, 0), looked.errors + sent.errors
    assert "这个分支是第一次送" in sent.errors


def test_neighbouring_lines_are_merged_by_the_driver_which_is_set_up_once(office: Office) -> None:
    for work, note in ((office.zhang, "甲"), (office.li, "乙"), (office.wang, "丙")):
        report(work, "1-2", note)
    office.zhang.jimoplan("sync")
    first = office.li.jimoplan("sync")
    office.wang.jimoplan("sync")
    report(office.li, "1-3", "再报")
    second = office.li.jimoplan("sync")

    assert (first.code, second.code) == (0, 0)
    assert "装上了按编号和字段合并计划的驱动" in first.errors
    assert "驱动" not in second.errors
    assert all(note in office.li.text for note in ("甲", "乙", "丙"))
    assert office.li.commits()[0] == "合并 origin/main:王五的改动"
    assert office.there() == office.li.git("rev-parse", "HEAD")
    assert office.li.status() == []


def test_the_main_line_goes_on_where_the_shared_branch_was(office: Office) -> None:
    """Else what a past day said would change for everybody, as with git pull."""
    report(office.zhang, "1-2", "甲")
    office.zhang.jimoplan("sync")
    shared = office.there()
    report(office.li, "1-3", "乙")
    office.li.jimoplan("sync")

    assert office.li.git("rev-parse", "HEAD^1") == shared


def test_whoever_was_slower_merges_again_and_sends(office: Office) -> None:
    report(office.zhang, "1-2", "甲")
    faster(office.zhang, office.li, times=2)
    outcome = office.zhang.jimoplan("sync")

    assert outcome.code == 0, outcome.errors
    assert "2 个别的文件(李四,2 次提交)" in outcome.errors
    assert office.there() == office.zhang.git("rev-parse", "HEAD")


def test_it_does_not_try_for_ever(office: Office) -> None:
    report(office.zhang, "1-2", "甲")
    faster(office.zhang, office.li, times=99)
    outcome = office.zhang.jimoplan("sync")

    assert outcome.code == 3
    assert "别人一直在送,试了几次都慢了一步" in outcome.errors
    assert "再运行一次 jimoplan sync" in outcome.errors
    assert "甲" in office.zhang.committed()


def test_unrelated_work_stays_changed_and_staged_as_it_was(office: Office) -> None:
    zhang = office.zhang
    (zhang.folder / "附件.txt").write_text("一\n", "utf-8")
    zhang.git("add", "附件.txt")
    zhang.git("commit", "--quiet", "--message=附件")
    zhang.jimoplan("sync")
    report(office.li, "1-2", "甲")
    office.li.jimoplan("sync")
    office.wang.jimoplan("sync")
    report(office.wang, "1-3", "乙")
    (office.wang.folder / "附件.txt").write_text("一\n二\n", "utf-8")
    (office.wang.folder / "新的.txt").write_text("三\n", "utf-8")
    office.wang.git("add", "新的.txt")
    (office.wang.folder / "没管.txt").write_text("四\n", "utf-8")
    report(office.li, "1-4", "丙")
    office.li.jimoplan("sync")
    before = office.wang.status()
    outcome = office.wang.jimoplan("sync")

    assert outcome.code == 0, outcome.errors
    assert office.wang.status() == before
    assert office.wang.git("show", "--name-only", "--format=", "HEAD^2") == "plan.yaml"


def test_what_others_changed_and_is_changed_here_is_named(office: Office) -> None:
    (office.zhang.folder / "附件.txt").write_text("张三的\n", "utf-8")
    office.zhang.git("add", "附件.txt")
    office.zhang.git("commit", "--quiet", "--message=附件")
    office.zhang.jimoplan("sync")
    (office.li.folder / "附件.txt").write_text("李四的\n", "utf-8")
    report(office.li, "1-2", "甲")
    with unchanged(office.li):
        outcome = office.li.jimoplan("sync")

    assert outcome.code == 1
    assert "附件.txt;没有同步,什么都没有动" in outcome.errors
    assert (office.li.folder / "附件.txt").read_text("utf-8") == "李四的\n"


def test_a_hand_edit_is_committed_first(office: Office) -> None:
    office.zhang.replace("指导12件", "指导13件")
    with unchanged(office.zhang):
        outcome = office.zhang.jimoplan("sync")
    assert outcome.code == 1
    assert "先运行 jimoplan commit,再运行 jimoplan sync" in outcome.errors

    outcome = office.zhang.jimoplan("sync", "--yes")
    assert outcome.code == 0, outcome.errors
    assert office.there() == office.zhang.git("rev-parse", "HEAD")


def test_dry_run_tells_both_ways_in_the_words_of_the_plan(office: Office) -> None:
    report(office.zhang, "1-2", "甲")
    office.zhang.jimoplan("sync")
    report(office.li, "1-3", "乙")
    with unchanged(office.li):
        outcome = office.li.jimoplan("sync", "--dry-run")

    assert outcome.code == 0
    assert outcome.text == (
        "会收到:1 处改动(张三,1 次提交)\n"
        "  1-2 新增填报记录 2024-05-06 张三:甲\n"
        "会送出:1 处改动(李四,1 次提交)\n"
        "  1-3 新增填报记录 2024-05-06 李四:第 2 期,乙\n"
    )
    assert office.li.git("config", "--get", "merge.jimoplan.driver", check=False) == ""


def test_dry_run_tells_where_somebody_would_be_asked(office: Office) -> None:
    for work, day in ((office.zhang, "2024-07-31"), (office.li, "2024-08-31")):
        told = ("--due", day, "--reason", "原因", "--approved-by", "局长")
        assert work.jimoplan("update", "1-1", *told).code == 0
    office.zhang.jimoplan("sync")

    outcome = office.li.jimoplan("sync", "--dry-run")

    assert "两边都改了的 1 处,运行 jimoplan sync 时逐处问您留哪一样:1-1 完成时限\n" in outcome.text


def test_json_says_the_same(office: Office) -> None:
    report(office.zhang, "1-2", "甲")
    told = json.loads(office.zhang.jimoplan("sync", "--format", "json").text)

    assert told["question"] == "sync"
    assert told["data"]["sent"] == {
        "commits": 1,
        "by": ["张三"],
        "words": ["1-2 新增填报记录 2024-05-06 张三:甲"],
        "files": [],
        "breaches": 0,
    }
    assert told["data"]["received"]["commits"] == 0


def test_without_a_terminal_a_conflict_leaves_everything_as_it_was(office: Office) -> None:
    for work, figure in ((office.zhang, "50"), (office.li, "60")):
        work.update("1-1", "--progress", figure)
        last = work
    office.zhang.jimoplan("sync")
    with unchanged(last):
        outcome = last.jimoplan("sync")

    assert outcome.code == 1
    assert "有 1 处冲突要人取舍" in outcome.errors
    assert "1-1 进度:张三填 50%,李四填 60%" in outcome.errors
    assert "什么都没有动" in outcome.errors
    assert last.git("worktree", "list").count("\n") == 0
    told = json.loads(last.jimoplan("sync", "--format", "json").text)
    assert told["error"]["code"] == "conflict"


def test_the_first_to_share_begins_the_branch_and_follows_it(tmp_path: Path) -> None:
    work = make_repository(tmp_path / "work")
    work.git("init", "--quiet", "--bare", str(tmp_path / "server.git"))
    work.git("remote", "add", "origin", str(tmp_path / "server.git"))
    outcome = work.jimoplan("sync")

    assert (outcome.code, "这个分支是第一次送" in outcome.errors) == (0, True)
    assert work.git("rev-parse", "--abbrev-ref", "@{upstream}") == "origin/main"


def test_a_branch_that_the_others_have_not_got_is_not_begun_unasked(office: Office) -> None:
    office.zhang.git("switch", "--quiet", "--create", "自己的")
    report(office.zhang, "1-2", "甲")
    refused = office.zhang.jimoplan("sync")
    begun = office.zhang.jimoplan("sync", "--yes")

    assert (refused.code, "origin 上没有叫 自己的 的分支" in refused.errors) == (3, True)
    assert (begun.code, "送到 origin/自己的" in begun.errors) == (0, True)


def test_a_shallow_clone_fetches_what_it_has_not_got(office: Office, tmp_path: Path) -> None:
    for note in ("甲", "乙"):
        report(office.zhang, "1-2", note)
        office.zhang.jimoplan("sync")
    office.zhang.git("clone", "-q", "--depth=1", f"file://{office.server}", str(tmp_path / "cut"))
    cut = Work(tmp_path / "cut")
    cut.be(LIAISON)
    office.li.git("reset", "--quiet", "--hard", "origin/main")
    report(cut, "1-3", "丙")
    office.li.jimoplan("sync")
    report(office.li, "1-4", "丁")
    office.li.jimoplan("sync")
    outcome = cut.jimoplan("sync")

    assert outcome.code == 0, outcome.errors
    assert office.there() == cut.git("rev-parse", "HEAD")
    assert "没能审计" not in outcome.errors
    assert cut.git("rev-parse", "--is-shallow-repository") == "false"
    assert cut.jimoplan("audit").code == 0


def test_no_tags_go_either_way_whatever_git_is_set_to(office: Office) -> None:
    office.zhang.update("1-2", "--note", "甲")
    office.zhang.git("tag", "--annotate", "--message=自己的", "自己的")
    office.zhang.git("config", "push.followTags", "true")
    office.zhang.git("config", "push.recurseSubmodules", "only")
    office.zhang.git("config", "push.default", "nothing")
    office.zhang.git("config", "remote.origin.push", "refs/tags/*:refs/tags/*")
    sent = office.zhang.jimoplan("sync")
    there = office.li.git("ls-remote", "origin")
    office.zhang.git("push", "--quiet", "origin", "自己的")
    received = office.li.jimoplan("sync")

    assert (sent.code, received.code) == (0, 0), sent.errors
    assert office.there() == office.zhang.git("rev-parse", "HEAD")
    assert "refs/tags" not in there
    assert office.li.git("tag") == ""


def test_a_plan_with_errors_is_received_but_never_sent_on(office: Office) -> None:
    office.zhang.replace("id: 1-2", "id: 1-1")
    office.zhang.git("commit", "--quiet", "--all", "--message=坏了")
    refused = office.zhang.jimoplan("sync")
    office.zhang.git("push", "--quiet")
    received = office.li.jimoplan("sync")

    assert (refused.code, received.code) == (1, 1)
    assert "没有送出:计划有错误" in refused.errors
    assert "收到的计划有错误" in received.errors
    assert "在 plan.yaml 里改正,运行 jimoplan commit,再运行 jimoplan sync" in received.errors
    assert office.li.git("rev-parse", "HEAD") == office.there()
    again, sent = office.li.jimoplan("sync"), office.zhang.jimoplan("sync")
    for each in (again, sent):
        assert each.code == 1
        assert "错误:这里和 origin/main 上的计划都有错误 1 处(见上)" in each.errors
        assert "收到" not in each.errors

    office.li.write(office.li.text.replace("id: 1-1", "id: 1-2").replace("1-2", "1-1", 1))
    assert office.li.jimoplan("commit", "--yes").code == 0
    assert office.li.jimoplan("sync").code == 0
