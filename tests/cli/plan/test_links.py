"""Links in a repository: one that others have committed leads nowhere outside of it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import Work

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")

ELSEWHERE = "root:x:0:0\n  密码: [\n"
COMMITTED = "是提交在 git 里的链接,指向仓库外面的"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    path = tmp_path / "别处"
    path.write_text(ELSEWHERE, "utf-8")
    return path


def commit_link(work: Work, name: str, target: Path | str) -> None:
    (work.folder / name).unlink(missing_ok=True)
    (work.folder / name).symlink_to(target)
    work.git("add", "--all")
    work.git("commit", "--quiet", "--message=换成链接")


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("validate",),
        ("doctor", "--offline"),
        ("update", "1-2", "--note", "指导20件"),
        ("commit", "--yes"),
        ("sync",),
        ("fmt",),
        ("render", "overview"),
    ],
    ids=lambda words: words[0],
)
def test_a_plan_that_is_a_committed_link_to_elsewhere_is_not_opened(
    words: tuple[str, ...], work: Work, outside: Path
) -> None:
    commit_link(work, "plan.yaml", outside)
    outcome = work.jimoplan(*words)

    assert outcome.code == 1
    assert f"plan.yaml {COMMITTED} {outside}" in outcome.text + outcome.errors
    assert "root:x" not in outcome.text + outcome.errors
    assert outside.read_text("utf-8") == ELSEWHERE


def to_git_itself(work: Work, _outside: Path) -> None:
    commit_link(work, "plan.yaml", ".git/config")


def by_a_second_link(work: Work, outside: Path) -> None:
    commit_link(work, "远.yaml", outside)
    commit_link(work, "plan.yaml", "远.yaml")


def by_a_link_of_ones_own(work: Work, outside: Path) -> None:
    commit_link(work, "远.yaml", outside)
    work.git("rm", "--quiet", "plan.yaml")
    work.git("commit", "--quiet", "--message=移走")
    work.plan.symlink_to("远.yaml")


def by_a_folder(work: Work, outside: Path) -> None:
    folder = outside.with_name("夹")
    folder.mkdir()
    work.plan.rename(folder / "plan.yaml")
    commit_link(work, "下", folder)
    work.plan.symlink_to("下/plan.yaml")


@pytest.mark.parametrize(
    "lead", [to_git_itself, by_a_second_link, by_a_link_of_ones_own, by_a_folder]
)
def test_nor_is_one_that_leads_there_in_another_way(
    lead: Callable[[Work, Path], None], work: Work, outside: Path
) -> None:
    lead(work, outside)
    outcome = work.jimoplan("status")

    assert outcome.code == 1
    assert COMMITTED in outcome.errors


def test_the_history_tells_who_made_it_a_link(work: Work, outside: Path) -> None:
    commit_link(work, "plan.yaml", outside)

    assert "A34 计划不是普通文件" in work.jimoplan("audit").text


@pytest.mark.parametrize(
    "words",
    [
        ("validate", "--source", "公布.txt"),
        ("render", "overview", "--format", "md", "-o", "公布.txt"),
        ("import", "文.md", "--answers", "公布.txt", "-o", "新.yaml"),
        ("import", "公布.txt", "-o", "新.yaml"),
    ],
    ids=["published text", "report", "answers", "document"],
)
def test_nothing_else_is_read_or_written_through_such_a_link(
    words: tuple[str, ...], work: Work, outside: Path
) -> None:
    (work.folder / "文.md").write_text("一、依法行政\n1. 规范应诉。\n", "utf-8")
    commit_link(work, "公布.txt", outside)
    outcome = work.jimoplan(*words)

    assert outcome.code == 1
    assert f"公布.txt {COMMITTED}" in outcome.errors
    assert outside.read_text("utf-8") == ELSEWHERE


def test_nor_are_pages_written_into_such_a_folder(work: Work, outside: Path) -> None:
    pages = outside.with_name("网站")
    pages.mkdir()
    commit_link(work, "public", pages)

    assert work.jimoplan("ci", "weekly", "--out", "public").code == 1
    assert work.jimoplan("render", "weekly", "-o", "public/").code == 1
    assert list(pages.iterdir()) == []


def test_links_of_ones_own_lead_where_they_like(work: Work, tmp_path: Path) -> None:
    elsewhere = tmp_path / "另一块盘"
    work.folder.rename(elsewhere)
    work.folder.symlink_to(elsewhere)
    (tmp_path / "plan.yaml").symlink_to(work.plan)

    for path in (work.plan, tmp_path / "plan.yaml"):
        work.update("1-2", "--note", f"从 {path.parent.name} 来", "--file", str(path))


def test_a_committed_link_within_the_repository_is_followed(work: Work) -> None:
    work.plan.rename(work.folder / "2024.yaml")
    commit_link(work, "plan.yaml", "2024.yaml")

    assert work.jimoplan("status").code == 0
