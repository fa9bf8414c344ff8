"""jimoplan in git's hooks: it neither commits there nor waits for whoever waits for the hook."""

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

    assert "在 git 钩子里运行:只写了文件,没有提交" in said.read_text("utf-8")
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

    assert "在 git 钩子里不提交" in said.read_text("utf-8")
    assert len(hooked.commits()) == 2
