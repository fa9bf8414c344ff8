"""One command, one commit: the whole change and nothing else, whatever the repository."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import clean_environment
from problem_cases import BASE
from repositories import LIAISON, QUIET, Work, make_repository, unchanged

UPDATE = ("update", "1-1", "--progress", "60", "--note", "二稿", "--date", "2024-05-06")
NEW_LINE = "              - {date: 2024-05-06, by: 张三, progress: 60, note: 二稿}\n"
OLD_LINE = "              - {date: 2024-03-15, progress: 40, note: 初稿已征求意见}\n"
UPDATED = BASE.replace(OLD_LINE, OLD_LINE + NEW_LINE)


def test_a_commit_names_its_items_and_changes(work: Work) -> None:
    work.update("1-1", "--status", "已完成", "--progress", "100", "--note", "已印发")

    said = work.git("log", "-1", "--format=%B")
    assert said == (
        "1-1 制发应诉规则:推进中→已完成,进度 100%\n\n"
        "Plan-Item: 1-1\n"
        "Plan-Change: 1-1 状态 推进中→已完成\n"
        "Plan-Change: 1-1 办结日期 设为 2024-05-06\n"
        "Plan-Change: 1-1 提交人 设为 张三 <zhang@example.cn>\n"
        "Plan-Change: 1-1 新增填报记录 2024-05-06 张三:进度 100%,已印发\n"
    )
    trailers = work.git("log", "-1", "--format=%(trailers:key=Plan-Item,valueonly)")
    assert trailers.strip() == "1-1"


def test_the_commit_holds_this_change_alone(work: Work) -> None:
    outcome = work.jimoplan(*UPDATE)

    assert outcome.code == 0, outcome.errors
    assert work.text == work.committed() == UPDATED
    assert work.git("diff", "--name-only", "HEAD~1") == "plan.yaml"
    assert work.git("log", "-1", "--format=%an <%ae>") == "张三 <zhang@example.cn>"
    assert work.status() == []


def test_other_files_staged_and_changed_stay_as_they_are(work: Work) -> None:
    for name in ("暂存.txt", "改动.txt"):
        (work.folder / name).write_text("旧\n", "utf-8")
    work.git("add", ".")
    work.git("commit", "-qm", "别的文件")
    (work.folder / "暂存.txt").write_text("新\n", "utf-8")
    work.git("add", "暂存.txt")
    (work.folder / "改动.txt").write_text("新\n", "utf-8")
    (work.folder / "未跟踪.txt").write_text("新\n", "utf-8")
    before = work.git("-c", "core.quotePath=off", "status", "--porcelain")
    work.update("1-1", "--note", "甲")

    assert work.git("-c", "core.quotePath=off", "status", "--porcelain") == before
    assert work.git("show", "--format=", "--name-only") == "plan.yaml"


def test_the_shared_part_of_a_split_index_is_there_after_every_commit(work: Work) -> None:
    for name, value in (
        ("core.splitIndex", "true"),
        ("splitIndex.maxPercentChange", "0"),
        ("splitIndex.sharedIndexExpire", "now"),
    ):
        work.git("config", name, value)
    (work.folder / "other.txt").write_text("别的", "utf-8")
    work.git("add", "other.txt")
    for note in ("二稿", "三稿"):
        work.update("1-1", "--note", note)

    assert work.git("status", "--porcelain") == "A  other.txt"


def test_hand_edits_in_the_plan_stay_uncommitted(work: Work) -> None:
    work.replace("note: 指导12件}", "note: 指导13件}   # 手改")
    work.update("1-1", "--progress", "60", "--note", "二稿")

    assert work.committed() == UPDATED
    assert work.text == UPDATED.replace("note: 指导12件}", "note: 指导13件}   # 手改")
    assert work.status() == [" M plan.yaml"]


STATUS = "due: 2024-06-30\n            status: "


def test_a_change_that_rests_on_a_hand_edit_is_refused(work: Work) -> None:
    work.replace(f"{STATUS}推进中", f"{STATUS}暂缓\n            reason: 等批复")
    with unchanged(work):
        outcome = work.jimoplan("update", "1-1", "--status", "已取消", "--reason", "并入 3")

    assert outcome.code == 3
    assert "建立在还没有提交的改动上(1-1)" in outcome.errors
    assert "jimoplan commit" in outcome.errors


def test_taking_back_a_hand_edit_leaves_nothing_to_commit(work: Work) -> None:
    work.replace(f"{STATUS}推进中", f"{STATUS}暂缓\n            reason: 等批复")
    outcome = work.jimoplan("update", "1-1", "--status", "推进中", "--date", "2024-05-06")

    assert (outcome.code, "没有什么可提交" in outcome.errors) == (0, True)
    assert work.text == BASE
    assert work.status() == []


def test_a_plan_that_is_staged_is_refused_before_anything_is_written(work: Work) -> None:
    work.replace("指导12件", "指导13件")
    work.git("add", "plan.yaml")
    with unchanged(work):
        outcome = work.jimoplan(*UPDATE)

    assert (outcome.code, "plan.yaml 已有暂存的改动" in outcome.errors) == (3, True)


def test_without_a_name_nothing_is_written(work: Work) -> None:
    work.git("config", "--unset", "user.name")
    work.git("config", "--unset", "user.email")
    work.git("config", "user.useConfigOnly", "true")
    with unchanged(work):
        outcome = work.jimoplan(*UPDATE)

    assert outcome.code == 2
    assert "git 不知道您是谁,改动没法记在您名下,没有写入" in outcome.errors
    assert "git config user.name" in outcome.errors


def test_on_a_detached_head_it_says_how_to_keep_the_commit(work: Work) -> None:
    work.git("checkout", "--quiet", "--detach")
    outcome = work.jimoplan(*UPDATE)

    assert outcome.code == 0
    assert "HEAD 不在任何分支上" in outcome.errors
    assert work.committed() == UPDATED


def test_amid_a_merge_nothing_is_written(work: Work) -> None:
    work.git("switch", "--quiet", "--create", "另一支")
    (work.folder / "甲.txt").write_text("一\n", "utf-8")
    work.git("add", ".")
    work.git("commit", "-qm", "一")
    work.git("switch", "--quiet", "main")
    (work.folder / "甲.txt").write_text("二\n", "utf-8")
    work.git("add", ".")
    work.git("commit", "-qm", "二")
    work.git("merge", "另一支", check=False)
    with unchanged(work):
        outcome = work.jimoplan(*UPDATE)

    assert (outcome.code, "git 正在合并" in outcome.errors) == (3, True)
    assert "再运行 git commit(接着做完)" in outcome.errors
    assert "不做了,运行 git merge --abort(" in outcome.errors


def test_amid_a_rebase_nothing_is_written(work: Work) -> None:
    work.replace("指导12件", "指导13件")
    work.git("commit", "-qam", "甲")
    work.git("switch", "--quiet", "--create", "另一支", "HEAD~1")
    work.replace("指导12件", "指导14件")
    work.git("commit", "-qam", "乙")
    work.git("rebase", "main", check=False)
    work.git("checkout", "--quiet", "--theirs", "plan.yaml")
    with unchanged(work):
        outcome = work.jimoplan(*UPDATE)

    assert (outcome.code, "git 正在变基" in outcome.errors) == (3, True)
    assert "git rebase --continue" in outcome.errors
    work.git("rebase", "--abort")
    assert work.jimoplan(*UPDATE).code == 0


def test_amid_picking_or_reverting_the_commands_that_end_it_are_named(work: Work) -> None:
    work.replace("指导12件", "指导13件")
    work.git("commit", "-qam", "甲")
    work.replace("指导13件", "指导14件")
    work.git("commit", "-qam", "乙")
    for command in ("cherry-pick", "revert"):
        work.git(command, "HEAD~1", check=False)
        work.git("checkout", "--quiet", "--ours", "plan.yaml")
        outcome = work.jimoplan(*UPDATE)

        assert outcome.code == 3
        assert f"git {command} --continue" in outcome.errors
        assert f"git {command} --abort" in outcome.errors
        work.git(command, "--abort")


def test_a_locked_index_is_waited_for_and_then_refused(work: Work) -> None:
    (work.folder / ".git" / "index.lock").touch()
    before = work.plan.read_bytes()
    outcome = work.jimoplan(*UPDATE)

    assert (outcome.code, "index.lock" in outcome.errors) == (3, True)
    assert work.plan.read_bytes() == before
    assert work.commits() == ["登记计划"]
    assert (work.folder / ".git" / "index.lock").exists()


def test_before_the_first_commit_only_the_file_is_written(tmp_path: Path) -> None:
    work = Work(tmp_path)
    work.git("init", "--quiet", "--initial-branch=main")
    work.be(LIAISON)
    work.write(BASE)
    outcome = work.jimoplan(*UPDATE)

    assert (outcome.code, "还没有纳入 git,只写了文件" in outcome.errors) == (0, True)
    assert work.text == UPDATED
    assert work.jimoplan("commit").code == 0
    assert work.commits() == ["登记计划文件 plan.yaml"]
    assert work.status() == []


def test_in_a_bare_repository_there_is_nothing_to_commit_to(tmp_path: Path) -> None:
    work = Work(tmp_path)
    work.git("init", "--quiet", "--bare")
    work.write(BASE)
    outcome = work.jimoplan(*UPDATE)

    assert (outcome.code, "不在 git 仓库里,只写了文件" in outcome.errors) == (0, True)


def test_outside_a_repository_it_only_writes_and_says_so_once(tmp_path: Path) -> None:
    work = Work(tmp_path, {**QUIET, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    work.write(BASE)
    outcome = work.jimoplan("update", "1-1", "--note", "甲", "--by", "张三")

    assert outcome.code == 0
    assert outcome.errors.count("不在 git 仓库里") == 1


def test_without_git_it_only_writes(work: Work) -> None:
    outcome = work.jimoplan(*UPDATE, "--by", "张三", env={"PATH": ""})

    assert (outcome.code, "没有找到 git 程序" in outcome.errors) == (0, True)
    assert work.text == UPDATED
    assert not list(work.folder.glob(".plan*"))


def test_in_a_worktree_its_own_branch_gets_the_commit(work: Work) -> None:
    work.git("worktree", "add", "--quiet", "../另一处", "-b", "分支")
    other = Work(work.folder.parent / "另一处")
    outcome = other.jimoplan(*UPDATE)

    assert outcome.code == 0, outcome.errors
    assert other.committed() == UPDATED
    assert other.status() == []
    assert work.committed() == BASE


def test_in_a_submodule_the_submodule_gets_the_commit(work: Work, tmp_path: Path) -> None:
    outer = make_repository(tmp_path / "外层", "schema: 1\n", "别的.yaml")
    outer.git(
        "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(work.folder), "内层"
    )
    inner = Work(outer.folder / "内层")
    inner.be(LIAISON)
    outcome = inner.jimoplan(*UPDATE)

    assert outcome.code == 0, outcome.errors
    assert inner.committed() == UPDATED
    assert outer.commits() == ["登记计划"]


def test_below_a_folder_with_a_chinese_name(tmp_path: Path) -> None:
    outer = make_repository(tmp_path, "别的\n", "别的.txt")
    work = Work(tmp_path / '2024年 工作"要点" [报] ★')
    work.folder.mkdir()
    work.write(BASE)
    outer.git("add", ".")
    outer.git("commit", "-qm", "登记")
    outcome = work.jimoplan(*UPDATE)

    assert outcome.code == 0, outcome.errors
    assert work.committed() == UPDATED
    assert outer.status() == []


@pytest.mark.parametrize("hook", ["pre-commit", "commit-msg", "prepare-commit-msg"])
def test_a_hook_that_refuses_is_shown_and_the_file_goes_back(work: Work, hook: str) -> None:
    work.hook(hook, "echo 缺督查员批准 >&2; exit 1")
    work.replace("note: 指导12件", "note: 指导13件")
    with unchanged(work):
        outcome = work.jimoplan(*UPDATE)

    assert outcome.code == 3
    assert "缺督查员批准" in outcome.errors
    assert "git 没有接受这次提交,计划文件已恢复原样" in outcome.errors
    assert not (work.folder / ".git" / "index.lock").exists()


def test_a_commit_that_is_there_stays_whatever_becomes_of_the_index(work: Work) -> None:
    work.hook("post-commit", "cd .git; rm jimoplan.next; mkdir jimoplan.next")
    before = (work.folder / ".git" / "index").read_bytes()
    outcome = work.jimoplan(*UPDATE)

    assert (outcome.code, "请运行 git reset --quiet -- :/plan.yaml" in outcome.errors) == (0, True)
    assert work.text == work.committed() == UPDATED
    assert (work.folder / ".git" / "index").read_bytes() == before
    work.git("reset", "--quiet", "--", ":/plan.yaml")
    assert work.status() == []


def test_an_index_that_cannot_be_brought_up_to_the_hooks_has_the_plan_all_the_same(
    work: Work,
) -> None:
    work.hook("pre-commit", "echo 一 > 附表.txt; git add 附表.txt")
    work.hook("post-commit", "cd .git; rm jimoplan.index; mkdir jimoplan.index")
    outcome = work.jimoplan(*UPDATE)

    assert (outcome.code, "git reset --quiet -- ':/附表.txt'" in outcome.errors) == (0, True)
    assert work.text == work.committed() == UPDATED
    work.git("reset", "--quiet", "--", ":/附表.txt")
    assert work.status() == []


def test_a_commit_of_which_git_could_not_keep_the_log_is_there_and_is_said_to_be(
    work: Work,
) -> None:
    log = work.folder / ".git" / "logs" / "HEAD"
    log.unlink()
    log.mkdir()
    (log / "在这里").touch()
    outcome = work.jimoplan(*UPDATE)
    made = "提交" in outcome.errors.split("错误")[0]

    assert (outcome.code == 0) is made, outcome.errors
    assert work.text == work.committed() == (UPDATED if made else BASE)
    assert work.status() == []


def test_a_hook_sees_the_plan_as_it_will_be_committed(work: Work) -> None:
    work.hook(
        "pre-commit", "git show :plan.yaml > ../看到的; git diff --cached --name-only > ../改了的"
    )
    work.replace("note: 指导12件", "note: 指导13件")
    work.update("1-1", "--progress", "60", "--note", "二稿")

    assert (work.folder.parent / "看到的").read_bytes().decode() == UPDATED
    assert (work.folder.parent / "改了的").read_text() == "plan.yaml\n"


def test_what_a_hook_adds_to_the_commit_is_told_and_kept(work: Work) -> None:
    work.hook("pre-commit", "echo 一 > 附表.txt; git add 附表.txt")
    outcome = work.jimoplan(*UPDATE)

    assert (outcome.code, "钩子往这次提交里还加了:附表.txt" in outcome.errors) == (0, True)
    assert work.status() == []


def test_a_hook_that_formats_the_plan_has_the_last_word(work: Work) -> None:
    work.hook("pre-commit", "sed -i '1i # 已核' plan.yaml; git add plan.yaml")
    work.jimoplan(*UPDATE)

    assert work.text == work.committed() == f"# 已核\n{UPDATED}"
    assert work.status() == []


def test_a_hook_that_edits_the_plan_and_then_refuses_keeps_its_edit_alone(work: Work) -> None:
    work.hook("pre-commit", "sed -i '1i # 待核' plan.yaml; exit 1")
    outcome = work.jimoplan(*UPDATE)

    assert (outcome.code, "这次改动已撤回;钩子对计划文件的改动还在" in outcome.errors) == (3, True)
    assert work.text == f"# 待核\n{BASE}"
    assert work.commits() == ["登记计划"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_amid_the_commit_waits_until_it_is_made(work: Work, name: str) -> None:
    work.hook("pre-commit", "touch ../到了; sleep 1")
    command = [sys.executable, "-m", "jimoplan", *UPDATE]
    running = subprocess.Popen(command, cwd=work.folder, env=clean_environment(**work.env))
    while not (work.folder.parent / "到了").exists():
        time.sleep(0.02)
    running.send_signal(getattr(signal, name))
    running.wait()

    assert work.text == work.committed() == UPDATED
    assert work.status() == []
    assert sorted(p.name for p in (work.folder / ".git").glob("*.lock")) == ["jimoplan.lock"]
    assert list((work.folder / ".git").glob("jimoplan.[ip]*")) == []


def test_an_executable_plan_is_committed_as_one(tmp_path: Path) -> None:
    work = Work(tmp_path)
    work.git("init", "--quiet")
    work.be(LIAISON)
    work.write(BASE)
    work.plan.chmod(0o755)
    assert work.jimoplan("commit").code == 0
    assert work.status() == []


def test_a_folder_that_git_cannot_name_is_said(tmp_path: Path) -> None:
    work = make_repository(tmp_path / "两\n行")
    outcome = work.jimoplan(*UPDATE)
    assert (outcome.code, "路径里有换行" in outcome.errors) == (3, True)


def test_what_a_hook_says_of_a_commit_that_goes_through_is_passed_on(work: Work) -> None:
    work.hook("post-commit", "echo 已通知督查科")
    assert "已通知督查科" in work.jimoplan(*UPDATE).errors


def test_a_commit_is_signed_where_git_is_set_to_sign(work: Work) -> None:
    key = work.folder.parent / "钥匙"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    public = key.with_suffix(".pub").read_text()
    (work.folder.parent / "准许").write_text(f"zhang@example.cn {public}")
    work.git("config", "gpg.format", "ssh")
    work.git("config", "user.signingKey", str(key))
    work.git("config", "commit.gpgSign", "true")
    work.git("config", "gpg.ssh.allowedSignersFile", str(work.folder.parent / "准许"))
    outcome = work.jimoplan(*UPDATE)

    assert outcome.code == 0, outcome.errors
    assert work.git("log", "-1", "--format=%G? %GS") == "G zhang@example.cn"


def test_a_signature_that_fails_leaves_everything_as_it_was(work: Work) -> None:
    work.git("config", "gpg.format", "ssh")
    work.git("config", "user.signingKey", str(work.folder / "没有的钥匙"))
    work.git("config", "commit.gpgSign", "true")
    with unchanged(work):
        outcome = work.jimoplan(*UPDATE)

    assert (outcome.code, "git 没有接受这次提交,计划文件已恢复原样" in outcome.errors) == (3, True)
    assert "git 的原话:fatal: failed to write commit object" in outcome.errors


def test_the_commit_can_be_left_to_the_person(work: Work) -> None:
    outcome = work.jimoplan(*UPDATE, "--no-commit")

    assert outcome.code == 0
    assert work.text == UPDATED
    assert work.commits() == ["登记计划"]


def test_policy_can_leave_every_commit_to_people(tmp_path: Path) -> None:
    text = BASE.replace("stale: 30", "stale: 30, commit: never")
    work = make_repository(tmp_path, text)
    outcome = work.jimoplan(*UPDATE)

    assert (outcome.code, "commit: never" in outcome.errors) == (0, True)
    assert work.commits() == ["登记计划"]


def test_line_ends_that_git_converts_stay_converted(work: Work) -> None:
    work.git("config", "core.autocrlf", "true")
    work.write(BASE.replace("\n", "\r\n"))
    outcome = work.jimoplan(*UPDATE)

    assert outcome.code == 0, outcome.errors
    assert work.text == UPDATED.replace("\n", "\r\n")
    assert work.committed() == UPDATED
    work.git("update-index", "--refresh", check=False)
    assert work.status() == []


def test_a_symlink_stays_one_and_the_file_it_leads_to_is_committed(work: Work) -> None:
    other = work.folder.parent / "入口"
    other.mkdir()
    (other / "plan.yaml").symlink_to(work.plan)
    outcome = Work(other).jimoplan(*UPDATE)

    assert outcome.code == 0, outcome.errors
    assert (other / "plan.yaml").is_symlink()
    assert work.text == work.committed() == UPDATED


def test_a_surrounding_git_does_not_lead_it_astray(work: Work, tmp_path: Path) -> None:
    other = make_repository(tmp_path / "别处", "别的\n", "别的.txt")
    misleading = {
        "GIT_DIR": str(other.folder / ".git"),
        "GIT_INDEX_FILE": str(other.folder / ".git" / "index"),
        "GIT_WORK_TREE": str(other.folder),
    }
    outcome = work.jimoplan(*UPDATE, env=misleading)

    assert outcome.code == 0, outcome.errors
    assert work.committed() == UPDATED
    assert other.commits() == ["登记计划"]


def test_a_damaged_repository_is_not_taken_for_none(work: Work) -> None:
    (work.folder / ".git" / "HEAD").write_text("garbage\n", "utf-8")
    for words in (UPDATE, ("audit",), ("status",)):
        outcome = work.jimoplan(*words)
        assert "git 程序" not in outcome.errors
        assert (outcome.code, "可能损坏" in outcome.errors) == (
            (0, False) if words == ("status",) else (3, True)
        )
    assert work.text == BASE
