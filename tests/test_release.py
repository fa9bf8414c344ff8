"""What keeps a release from being made; the checks that take long have not begun by then."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import REPOSITORY
from repositories import Work, make_repository

from jimoplan import __version__

CHANGELOG = f"# 改动记录\n\n## 未发布\n\n## {__version__} — 2026-01-31\n\n- 甲。\n"
ADDED = CHANGELOG.replace("## 未发布\n", "## 未发布\n\n- 乙。\n")


@pytest.fixture
def project(tmp_path: Path) -> Work:
    """A project with all that a release looks at before it checks anything, committed."""
    if sys.platform == "win32":
        pytest.skip("releases are made where .ci/run runs")
    work = make_repository(tmp_path / "work")
    (work.folder / ".ci").mkdir()
    (work.folder / "src" / "jimoplan").mkdir(parents=True)
    shutil.copy2(REPOSITORY / ".ci" / "release", work.folder / ".ci" / "release")
    source = Path("src") / "jimoplan" / "__init__.py"
    shutil.copy2(REPOSITORY / source, work.folder / source)
    write(work, ".ci/run", "#!/bin/sh\necho 检查了\nexit 9\n")
    (work.folder / ".ci" / "run").chmod(0o755)
    write(work, "CHANGELOG.md", CHANGELOG)
    commit(work)
    return work


def write(work: Work, name: str, text: str) -> None:
    (work.folder / name).write_text(text, "utf-8")


def commit(work: Work) -> None:
    work.git("add", "--all")
    work.git("commit", "--quiet", "--message", "改")


def release(work: Work) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [work.folder / ".ci" / "release"],
        cwd=work.folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_what_is_ready_is_checked_and_not_tagged_where_a_check_fails(project: Work) -> None:
    outcome = release(project)

    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (9, "检查了\n", "")
    assert project.git("tag", "--list") == ""


def test_what_is_not_committed_is_not_released(project: Work) -> None:
    write(project, "CHANGELOG.md", ADDED)

    refused(project, "工作区有没有提交的改动")


def test_a_version_that_the_changelog_does_not_have_is_not_released(project: Work) -> None:
    write(project, "CHANGELOG.md", CHANGELOG.replace(__version__, "9.9.9"))
    commit(project)

    refused(project, f"版本是 {__version__},CHANGELOG 最新的一版是 9.9.9")


def test_changes_that_are_in_no_version_hold_a_release_up(project: Work) -> None:
    write(project, "CHANGELOG.md", ADDED)
    commit(project)

    refused(project, "“未发布”下面还有内容")


def test_no_version_is_released_twice(project: Work) -> None:
    project.git("tag", f"v{__version__}")

    refused(project, f"标签 v{__version__} 已经有了")


def refused(work: Work, why: str) -> None:
    outcome = release(work)
    assert (outcome.returncode, outcome.stdout) == (1, "")
    assert why in outcome.stderr


def test_the_program_has_the_version_that_the_changelog_has_last() -> None:
    versions = re.findall(r"^## (\S+) — \d{4}-\d\d-\d\d$", read_changelog(), re.MULTILINE)

    assert versions[0] == __version__


def read_changelog() -> str:
    return (REPOSITORY / "CHANGELOG.md").read_text("utf-8")
