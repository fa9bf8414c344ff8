"""What keeps a plan from being shared: said in Chinese, with a way out, losing nothing."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import LIAISON, Work, make_repository, unchanged
from sharing import Office, answering, fake_ssh, make_office, never_answering


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = make_office(tmp_path)
    office.zhang.update("1-2", "--note", "甲")
    return office


def refused(work: Work, why: str, way_out: str, **env: str) -> str:
    """Hold that sharing fails for a reason, with the way out, and changes nothing here."""
    with unchanged(work):
        outcome = work.jimoplan("sync", "--timeout", "20", env=env)
    assert outcome.code in {1, 2, 3}
    message = outcome.errors.partition("错误:")[2].splitlines()
    assert why in message[0]
    assert way_out in "".join(message[1:])
    return outcome.errors


def test_outside_of_a_repository(tmp_path: Path) -> None:
    work = make_repository(tmp_path / "work")
    (work.folder / ".git").rename(tmp_path / "away")
    outcome = work.jimoplan("sync", env={"GIT_CEILING_DIRECTORIES": str(tmp_path)})

    assert (outcome.code, "plan.yaml 不在 git 仓库里" in outcome.errors) == (3, True)


def test_without_a_remote(work: Work) -> None:
    refused(work, "还没有同别的仓库连起来", "git remote add origin 地址")


def test_several_remotes_of_which_none_is_meant(work: Work) -> None:
    for name in ("甲", "乙"):
        work.git("remote", "add", name, "../x")
    refused(work, "有 2 个远程仓库", "加上 --remote")


def test_detached_head(office: Office) -> None:
    office.zhang.git("checkout", "--quiet", "--detach")
    refused(office.zhang, "现在不在任何分支上", "git switch main")


def test_unfinished_merge(office: Office) -> None:
    office.li.update("1-2", "--note", "乙")
    office.li.git("push", "--quiet")
    office.zhang.git("pull", "--quiet", "--no-rebase", check=False)
    refused(office.zhang, "git 正在合并,还没有完", "jimoplan resolve")


def test_unfinished_rebase(office: Office) -> None:
    office.li.update("1-2", "--note", "乙")
    office.li.git("push", "--quiet")
    office.zhang.git("pull", "--quiet", "--rebase", check=False)
    refused(office.zhang, "git 正在变基(rebase),还没有完", "git rebase --continue")


def test_unrelated_histories(office: Office, tmp_path: Path) -> None:
    other = make_repository(tmp_path / "other")
    other.git("commit", "--quiet", "--amend", "--message=另建的")
    other.git("remote", "add", "origin", str(office.server))
    refused(other, "上的历史同这里的没有关系", "git clone")


def test_no_such_repository(office: Office) -> None:
    office.zhang.git("remote", "set-url", "origin", "/不在/这里.git")
    said = refused(office.zhang, "没有这个仓库,或您没有权看它", "git remote set-url origin")
    assert "git 的原话:fatal: '/不在/这里.git' does not appear to be a git repository" in said


def test_offline(office: Office) -> None:
    office.zhang.git("remote", "set-url", "origin", "http://jia:mima@127.0.0.1:1/plan.git")
    said = refused(office.zhang, "连不上 origin(http://127.0.0.1:1/plan.git)", "不会丢")
    assert "mima" not in said


@pytest.mark.parametrize(
    ("status", "why", "way_out"),
    [
        pytest.param(401, "要登录", "在终端里运行 jimoplan sync", id="who are you"),
        pytest.param(403, "您没有权往 origin", "请管服务器的人给您写的权限", id="not you"),
        pytest.param(404, "没有这个仓库", "核对地址", id="not here"),
        pytest.param(500, "git 出了错", "交给管服务器的人", id="out of order"),
    ],
)
def test_what_a_web_server_refuses(office: Office, status: int, why: str, way_out: str) -> None:
    with answering(status) as address:
        office.zhang.git("remote", "set-url", "origin", address)
        refused(office.zhang, why, way_out)


def test_a_server_that_never_answers_is_not_waited_for(office: Office) -> None:
    with never_answering() as address:
        office.zhang.git("remote", "set-url", "origin", address)
        outcome = office.zhang.jimoplan("sync", "--timeout", "1")
    assert outcome.code == 3
    assert "太久没有回音" in outcome.errors
    assert "--timeout 600" in outcome.errors


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("git@host: Permission denied (publickey).", "要登录"),
        ("Host key verification failed.", "身份还没有确认过"),
        ("ssh: connect to host h port 22: Connection timed out", "连不上 origin"),
    ],
)
def test_what_ssh_refuses_and_never_asks_for(
    office: Office, tmp_path: Path, words: str, why: str
) -> None:
    office.zhang.git("remote", "set-url", "origin", "git@host:plan.git")
    refused(office.zhang, why, "jimoplan sync", **fake_ssh(tmp_path / "ssh", words))
    assert "BatchMode=yes" in (tmp_path / "ssh" / "called").read_text()


def test_a_protected_branch(office: Office) -> None:
    office.refuse("GitLab: You are not allowed to push code to protected branches.")
    said = refused(office.zhang, "origin 上的这个分支受保护", "请管服务器的人允许")
    assert "服务器说:GitLab: You are not allowed" in said


def test_what_the_server_checks(office: Office) -> None:
    office.refuse("审计不通过:A11")
    said = refused(office.zhang, "origin 那边的检查没有让这些改动进去", "jimoplan validate")
    assert "服务器说:审计不通过:A11" in said


def test_what_is_refused_is_told_after_what_was_received(office: Office) -> None:
    office.li.update("1-3", "--note", "乙")
    office.li.git("push", "--quiet")
    office.refuse("不行", "update")
    outcome = office.zhang.jimoplan("sync")

    assert outcome.code == 3
    assert outcome.errors.index("收到:1 处改动(李四") < outcome.errors.index("服务器说:不行")
    assert "乙" in office.zhang.committed()
    assert "送出" not in outcome.errors


def test_a_hook_of_ones_own_that_lets_nothing_out(office: Office) -> None:
    office.zhang.hook("pre-push", "echo 还没有审 >&2; exit 1")
    said = refused(office.zhang, "本机的钩子(pre-push)没有让改动送出去", "按上面的话处理")
    assert "git 的原话:还没有审" in said


def test_a_hook_that_lies_elsewhere(office: Office, tmp_path: Path) -> None:
    office.zhang.git("config", "core.hooksPath", str(tmp_path / "hooks"))
    office.zhang.hook("pre-push", "echo 还没有审 >&2; exit 1")
    refused(office.zhang, "本机的钩子(pre-push)没有让改动送出去", "按上面的话处理")


@pytest.mark.parametrize("with_hook", [False, True], ids=["without a hook", "with a hook"])
def test_a_branch_of_the_same_name_once_more(with_hook: bool, office: Office) -> None:  # noqa: FBT001
    if with_hook:
        office.zhang.hook("pre-push", "exit 0")
    office.li.git("push", "--quiet", "origin", "HEAD:refs/heads/refs/heads/main")
    said = refused(office.zhang, "git 分不清送到哪一个", "git push origin --delete")
    assert "pre-push" not in said

    office.li.git("push", "--quiet", "origin", "--delete", "refs/heads/refs/heads/main")
    assert office.zhang.jimoplan("sync").code == 0


def test_an_address_of_its_own_for_sending(office: Office) -> None:
    office.zhang.git("remote", "set-url", "--push", "origin", "/不在/这里.git")
    refused(office.zhang, "/不在/这里.git 没有这个仓库", "git remote set-url --push origin 正确的")


def test_a_mirror(office: Office) -> None:
    office.zhang.git("config", "remote.origin.mirror", "true")
    refused(office.zhang, "origin 设成了镜像", "git config --unset remote.origin.mirror")

    office.zhang.git("config", "--unset", "remote.origin.mirror")
    assert office.zhang.jimoplan("sync").code == 0


def test_a_hook_of_ones_own_that_lets_nothing_be_merged(office: Office) -> None:
    office.li.update("1-3", "--note", "乙")
    office.li.git("push", "--quiet")
    office.zhang.hook("pre-commit", "echo 不许提交 >&2; exit 1")
    said = refused(office.zhang, "合并的提交没有被接受", "再运行 jimoplan sync")
    assert "不许提交" in said


def test_a_folder_somebody_works_in(office: Office) -> None:
    office.zhang.git("remote", "set-url", "origin", str(office.li.folder))
    refused(office.zhang, "是有人正在里面工作的文件夹", "裸仓库")


def test_a_driver_that_is_somebody_elses(office: Office) -> None:
    office.li.update("1-3", "--note", "乙")
    office.li.git("push", "--quiet")
    office.zhang.git("config", "merge.jimoplan.driver", "别人的 %A")
    refused(office.zhang, "已经有别人的设置", "git config --unset merge.jimoplan.driver")


def test_from_a_hook_nothing_is_shared(office: Office) -> None:
    refused(office.zhang, "由 git 启动的", "jimoplan commit", GIT_PREFIX="")


def test_without_a_name(office: Office) -> None:
    for key in ("user.name", "user.email"):
        office.zhang.git("config", "--unset", key)
    office.zhang.git("config", "user.useConfigOnly", "true")
    refused(office.zhang, "git 不知道您是谁", "git config user.name 姓名")
    office.zhang.be(LIAISON)


def test_others_remove_the_plan(office: Office) -> None:
    office.li.git("rm", "--quiet", "plan.yaml")
    office.li.git("commit", "--quiet", "--message=误删")
    office.li.git("push", "--quiet")

    refused(office.zhang, "把计划文件 plan.yaml 删去了", "请李四撤销那次提交")
    assert office.zhang.plan.exists()


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("mkdir plan.yaml; echo x > plan.yaml/x; git add .", "plan.yaml 换成了文件夹"),
        (
            "git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),plan.yaml",
            "plan.yaml 换成了子模块(submodule)",
        ),
        (
            "git show HEAD~1:plan.yaml > Plan.yaml; git add .",
            "plan.yaml 改名成了 Plan.yaml(只差大小写)",
        ),
    ],
    ids=["a folder", "a submodule", "a file of other letter case"],
)
def test_others_replace_the_plan(script: str, why: str, office: Office) -> None:
    office.li.git("rm", "--quiet", "plan.yaml")
    office.li.git("commit", "--quiet", "--message=移走")
    subprocess.run(["sh", "-c", script], cwd=office.li.folder, check=True)
    office.li.git("commit", "--quiet", "--message=换成别的")
    office.li.git("push", "--quiet")

    refused(office.zhang, f"(李四)把计划文件 {why};没有同步", "请李四撤销那次提交")
    assert office.zhang.plan.is_file()


def test_others_replace_the_folder_of_the_plan(office: Office) -> None:
    (office.wang.folder / "计划").mkdir()
    office.wang.git("mv", "plan.yaml", "计划/plan.yaml")
    office.wang.git("commit", "--quiet", "--message=放进文件夹")
    office.wang.git("push", "--quiet")
    office.li.git("pull", "--quiet")
    office.li.git("rm", "--quiet", "-r", "计划")
    (office.li.folder / "计划").write_text("x", "utf-8")
    office.li.git("add", ".")
    office.li.git("commit", "--quiet", "--message=换成文件")
    office.li.git("push", "--quiet")
    ended = office.wang.jimoplan("sync", "--file", "计划/plan.yaml")

    assert ended.code == 1
    assert "(李四)把计划文件 计划/plan.yaml 所在的文件夹 计划 换成了文件" in ended.errors
    assert (office.wang.folder / "计划" / "plan.yaml").is_file()


def test_an_ignored_file_of_ones_own_is_in_the_way_of_others(office: Office) -> None:
    (office.li.folder / "清单.txt").write_text("共享的\n", "utf-8")
    office.li.git("add", "清单.txt")
    office.li.git("commit", "--quiet", "--message=清单")
    office.li.git("push", "--quiet")
    (office.zhang.folder / ".git/info/exclude").write_text("*.txt\n", "utf-8")
    (office.zhang.folder / "清单.txt").write_text("自己的\n", "utf-8")

    refused(office.zhang, "清单.txt", "改名或移到别处")
    assert (office.zhang.folder / "清单.txt").read_text("utf-8") == "自己的\n"


def test_a_branch_of_the_settings_that_is_none(office: Office) -> None:
    office.zhang.git("config", "branch.main.merge", "--upload-pack=touch 在;git-upload-pack")

    refused(office.zhang, "不是分支", "git config branch.main.merge refs/heads/main")
    assert not (office.zhang.folder / "在").exists()


def to_elsewhere(work: Work) -> str:
    work.plan.unlink()
    work.plan.symlink_to("/etc/passwd")
    return "plan.yaml 是链接,指向 /etc/passwd"


def to_another_file(work: Work) -> str:
    work.plan.rename(work.folder / "2024.yaml")
    work.plan.symlink_to("2024.yaml")
    return "plan.yaml 是链接,指向 2024.yaml"


def to_git_itself(work: Work) -> str:
    (work.folder / "公布.txt").symlink_to(".Git/config")
    return "公布.txt 是链接,指向 .Git/config"


def by_a_detour(work: Work) -> str:
    (work.folder / "a" / "b").mkdir(parents=True)
    (work.folder / "a" / "b" / "上").symlink_to("../..")
    (work.folder / "templates").symlink_to("a/b/上/../别处")
    return "templates 是链接,指向 a/b/上/../别处"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
@pytest.mark.parametrize("lead", [to_elsewhere, to_another_file, to_git_itself, by_a_detour])
def test_a_link_that_leads_out_neither_comes_in_nor_goes_out(
    lead: Callable[[Work], str], office: Office
) -> None:
    named = lead(office.li)
    office.li.git("add", "--all")
    office.li.git("commit", "--quiet", "--message=换成链接")
    office.li.git("push", "--quiet")
    office.zhang.update("1-2", "--note", "甲")
    with unchanged(office.zhang):
        outcome = office.zhang.jimoplan("sync")

    assert outcome.code == 1
    assert f"收到的改动(李四)里 {named};没有同步,什么都没有动" in outcome.errors


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_that_leads_out_is_not_sent(office: Office) -> None:
    there = office.there()
    (office.zhang.folder / "材料").symlink_to("/mnt/材料")
    office.zhang.git("add", "材料")
    office.zhang.git("commit", "--quiet", "--message=材料")
    outcome = office.zhang.jimoplan("sync")

    assert (outcome.code, office.there()) == (1, there)
    assert "要送出的 材料 是链接,指向 /mnt/材料" in outcome.errors
    assert "git rm --cached 材料" in outcome.errors


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_to_a_file_beside_it_goes_around(office: Office) -> None:
    (office.zhang.folder / "今年.yaml").symlink_to("plan.yaml")
    office.zhang.git("add", "今年.yaml")
    office.zhang.git("commit", "--quiet", "--message=今年")

    assert office.zhang.jimoplan("sync").code == 0
    assert office.li.jimoplan("sync").code == 0
    assert (office.li.folder / "今年.yaml").is_symlink()


@pytest.mark.parametrize("written", ["0", "-1", "abc", "1.5", ""])
def test_a_time_to_wait_that_is_none(written: str, office: Office) -> None:
    outcome = office.zhang.jimoplan("sync", f"--timeout={written}")

    assert outcome.code == 2
    assert f"--timeout 写的“{written}”不是等多久" in outcome.errors
    assert "300(秒)、5分钟" in outcome.errors


@pytest.mark.parametrize("written", ["２０", "5 分钟", "1小时"])
def test_a_time_to_wait_as_people_write_it(written: str, office: Office) -> None:
    assert office.zhang.jimoplan("sync", "--timeout", written).code == 0


@pytest.mark.parametrize("words", [("sync", "--remote"), ("report", "--from")])
def test_an_option_with_nothing_behind_it(words: tuple[str, ...], office: Office) -> None:
    outcome = office.zhang.jimoplan(*words, "")

    assert outcome.code == 2
    assert f"{words[-1]} 后面是空的" in outcome.errors


def commit_and_send(work: Work, name: str) -> None:
    path = work.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("一\n", "utf-8")
    work.git("add", ".")
    work.git("commit", "--quiet", "--message=附件")
    work.git("push", "--quiet")


@pytest.mark.parametrize("ignored", [False, True], ids=["untracked", "ignored"])
def test_a_file_of_ones_own_where_others_have_a_folder(ignored: bool, office: Office) -> None:  # noqa: FBT001
    commit_and_send(office.li, "附件/一.txt")
    (office.zhang.folder / "附件").write_text("我的\n", "utf-8")
    if ignored:
        (office.zhang.folder / ".git" / "info" / "exclude").write_text("附件\n", "utf-8")
    errors = refused(office.zhang, "另有东西占着位置,还没有提交:附件;", "改名或移到别处")

    assert "would be" not in errors


def test_a_committed_file_where_others_have_a_folder(office: Office) -> None:
    commit_and_send(office.li, "附件/一.txt")
    (office.zhang.folder / "附件").write_text("我的\n", "utf-8")
    office.zhang.git("add", ".")
    office.zhang.git("commit", "--quiet", "--message=附件")

    refused(office.zhang, "“附件”在一方是文件,在另一方是文件夹", "改个名字并提交")


def test_a_lock_that_a_git_has_left(office: Office) -> None:
    commit_and_send(office.li, "附件.txt")
    (office.zhang.folder / ".git" / "index.lock").touch()

    refused(office.zhang, "留下了锁文件", "index.lock")
