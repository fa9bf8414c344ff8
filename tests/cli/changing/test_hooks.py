"""jimoplan in git's hooks: it neither commits there nor waits for whoever waits for the hook."""

from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import Work, make_repository
from terminal import program

HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit")
UPDATE = "update 1-2 --note 钩子写的 --date 2024-05-06"


@pytest.fixture
def hooked(tmp_path: Path) -> Work:
    return make_repository(tmp_path / "work")


def hook(work: Work, name: str, command: str) -> Path:
    """A hook that runs jimoplan and goes on whatever comes of it; what it says is kept."""
    said = work.folder.with_name("said")
    path = work.folder / ".git" / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{program()} {command} >>'{said}' 2>&1\necho $? >>'{said}'\n")
    path.chmod(0o755)
    return said


@pytest.mark.parametrize("name", HOOKS)
def test_in_a_hook_of_its_own_commit_nothing_is_written_or_waited_for(
    hooked: Work, name: str
) -> None:
    said = hook(hooked, name, UPDATE)
    hooked.update("1-1", "--note", "自己的一笔")

    assert "正由另一个 jimoplan 改动" in said.read_text("utf-8")
    assert said.read_text("utf-8").endswith("3\n")
    assert ("自己的一笔" in hooked.committed(), "钩子写的" in hooked.text) == (True, False)
    assert len(hooked.commits()) == 2
    assert hooked.status() == []


@pytest.mark.parametrize("name", HOOKS)
def test_in_a_hook_of_git_s_commit_the_file_is_written_and_nothing_committed(
    hooked: Work, name: str
) -> None:
    said = hook(hooked, name, UPDATE)
    (hooked.folder / "别的.txt").write_text("一", "utf-8")
    hooked.git("add", "别的.txt")
    hooked.git("commit", "--quiet", "--message=别的")

    assert "由 git 启动(钩子、别名等):只写了文件,没有提交" in said.read_text("utf-8")
    assert len(hooked.commits()) == 2
    assert ("钩子写的" in hooked.text, "钩子写的" in hooked.committed()) == (True, False)


@pytest.mark.parametrize("command", ["validate", "status", "audit", "log"])
def test_questions_are_answered_in_hooks_as_anywhere(hooked: Work, command: str) -> None:
    said = hook(hooked, "pre-commit", command)
    hooked.update("1-1", "--note", "自己的一笔")

    assert said.read_text("utf-8").endswith("0\n")


def test_a_hand_edit_is_not_committed_from_a_hook(hooked: Work) -> None:
    said = hook(hooked, "pre-commit", "commit --yes")
    hooked.replace("title: 指导应诉", "title: 指导各单位应诉")
    hooked.git("commit", "--quiet", "--all", "--message=手工")

    assert "由 git 启动的(钩子、别名等)不提交" in said.read_text("utf-8")
    assert len(hooked.commits()) == 2


def test_a_hook_that_clears_git_s_variables_away_is_not_waited_for_either(hooked: Work) -> None:
    said = hook(hooked, "pre-commit", UPDATE)
    script = said.with_name("work") / ".git" / "hooks" / "pre-commit"
    clear = "#!/bin/sh\nunset $(git rev-parse --local-env-vars)\n"
    script.write_text(script.read_text("utf-8").replace("#!/bin/sh\n", clear), "utf-8")
    hooked.update("1-1", "--note", "自己的一笔")

    assert "正由另一个 jimoplan 改动" in said.read_text("utf-8")
    assert len(hooked.commits()) == 2


def merge(work: Work) -> None:
    work.git("merge", "--quiet", "--no-ff", "--no-edit", "分支")


def push(work: Work) -> None:
    work.git("init", "--quiet", "--bare", "../远端")
    work.git("push", "--quiet", "../远端", "main")


def check_out(work: Work) -> None:
    work.git("switch", "--quiet", "--create", "另一个")


@pytest.mark.parametrize(
    ("name", "act"),
    [("post-merge", merge), ("pre-push", push), ("post-checkout", check_out)],
    ids=["post-merge", "pre-push", "post-checkout"],
)
def test_a_hook_of_whatever_git_does_commits_nothing(
    hooked: Work, name: str, act: Callable[[Work], None]
) -> None:
    hooked.git("switch", "--quiet", "--create", "分支")
    hooked.update("1-1", "--note", "分支上的一笔")
    hooked.git("switch", "--quiet", "main")
    said = hook(hooked, name, UPDATE)
    before = hooked.git("rev-list", "--all").split()
    act(hooked)

    assert "由 git 启动(钩子、别名等):只写了文件,没有提交" in said.read_text("utf-8")
    made = len(hooked.git("rev-list", "--all").split()) - len(before)
    assert made == (1 if act is merge else 0)
    assert ("钩子写的" in hooked.text, "钩子写的" in hooked.committed()) == (True, False)


def test_what_would_be_committed_is_shown_in_a_hook_too(hooked: Work) -> None:
    said = hook(hooked, "pre-commit", "commit --dry-run")
    hooked.replace("title: 指导应诉", "title: 指导各单位应诉")
    hooked.git("commit", "--quiet", "--allow-empty", "--message=空")

    assert "1-2 举措名称 指导应诉→指导各单位应诉" in said.read_text("utf-8")
    assert said.read_text("utf-8").endswith("0\n")


def test_an_alias_of_git_answers_and_writes_without_a_commit(hooked: Work) -> None:
    hooked.git("config", "alias.plan", f"!{program()}")
    assert "1-1 制发应诉规则" in hooked.git("plan", "show", "1-1")
    hooked.git("plan", *UPDATE.split())

    assert ("钩子写的" in hooked.text, len(hooked.commits())) == (True, 1)


def test_commits_are_checked_one_by_one_in_a_rebase(hooked: Work) -> None:
    hooked.update("1-1", "--note", "甲")
    hooked.update("1-2", "--note", "乙")
    command = f"{program()} validate"
    hooked.git("rebase", "--quiet", "--exec", command, "HEAD~1")

    assert len(hooked.commits()) == 3
