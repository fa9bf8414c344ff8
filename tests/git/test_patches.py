"""A file's new content entered in an index: to the byte, and only over what is expected there."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import LIAISON, Work, make_repository

from jimoplan.git.commit import BaseMovedError, commit_content, read_base
from jimoplan.git.index import apply_patch
from jimoplan.git.objects import compare_trees, identify, open_objects
from jimoplan.git.patches import FileChange, write_patch
from jimoplan.git.process import GitError
from jimoplan.git.repository import Repository, find_repository

OLD = "旧\n"


def repository_of(work: Work) -> Repository:
    found = find_repository(work.plan)
    assert found
    return found


def change(path: str, old: bytes | None, new: bytes, mode: str = "100644") -> FileChange:
    like = "0" * 40
    before = None if old is None else identify(old, like)
    return FileChange(path, before, identify(new, like), new, mode)


CONTENTS = {
    "no newline at its end": "新".encode(),
    "line ends of Windows": "一\r\n二\r\n".encode(),
    "nothing": b"",
    "no text": bytes(range(256)) * 40,
    "fifty-two bytes when compressed, more or less": b"0123456789abcdefghijklmnopqrstuvwxyzABCDEF",
}


@pytest.mark.parametrize("data", CONTENTS.values(), ids=CONTENTS)
def test_git_enters_and_stores_a_content_to_the_byte(tmp_path: Path, data: bytes) -> None:
    work = make_repository(tmp_path, OLD)
    work.git("config", "core.autocrlf", "true")
    index = tmp_path / ".git" / "index"
    apply_patch(repository_of(work), index, write_patch(change("plan.yaml", OLD.encode(), data)))

    stored = subprocess.run(
        ["git", "show", ":plan.yaml"], cwd=tmp_path, capture_output=True, check=True
    )
    assert stored.stdout == data
    assert work.text == OLD


def test_a_path_may_have_any_characters(tmp_path: Path) -> None:
    work = Work(tmp_path / '2024年 "要点"\\[报] ★\t=>')
    work.folder.mkdir()
    work.git("init", "--quiet")
    patch = write_patch(change(f"{work.folder.name}/计划 b.yaml", None, b"1\n", "100755"))
    apply_patch(repository_of(work), work.folder / ".git" / "index", patch)

    staged = work.git("-c", "core.quotePath=off", "ls-files", "--stage", "-z")
    assert staged.split("\t", 1)[1].rstrip("\0") == f"{work.folder.name}/计划 b.yaml"
    assert staged.startswith("100755")


def test_another_content_than_expected_is_not_patched_over(tmp_path: Path) -> None:
    work = make_repository(tmp_path, OLD)
    patch = write_patch(change("plan.yaml", b"else\n", b"new\n"))
    with pytest.raises(GitError):
        apply_patch(repository_of(work), tmp_path / ".git" / "index", patch)

    assert work.git("show", ":plan.yaml") == OLD.strip()


def stage_another_file(work: Work) -> None:
    (work.folder / "别的.txt").write_text("一\n", "utf-8")
    work.git("add", "别的.txt")


def move_head(work: Work) -> None:
    work.git("update-ref", "HEAD", work.git("commit-tree", "-m", "别的", "HEAD^{tree}"))


@pytest.mark.parametrize("meanwhile", [stage_another_file, move_head])
def test_nothing_is_committed_where_somebody_else_is_at_work(
    work: Work, meanwhile: Callable[[Work], None]
) -> None:
    with open_objects(repository_of(work)) as objects:
        base = read_base(objects)
        meanwhile(work)
        before = work.git("rev-parse", "HEAD")
        wanted = change("plan.yaml", base.head.data, b"schema: 1\n")
        with pytest.raises(BaseMovedError):
            commit_content(base, wanted, "改")

    assert work.git("rev-parse", "HEAD") == before
    assert not (work.folder / ".git" / "index.lock").exists()


def test_a_staged_mode_goes_with_the_commit_as_git_has_it(work: Work) -> None:
    work.git("update-index", "--chmod=+x", "plan.yaml")
    work.update("1-1", "--note", "甲")

    assert work.git("ls-tree", "HEAD", "plan.yaml").startswith("100755 blob ")
    assert work.git("diff", "--cached", "--name-only") == ""


def test_a_first_commit_leaves_other_staged_files_staged(tmp_path: Path) -> None:
    work = Work(tmp_path)
    work.git("init", "--quiet", "--initial-branch=main")
    work.be(LIAISON)
    work.write("schema: 1\n")
    (tmp_path / "别的.txt").write_text("一\n", "utf-8")
    work.git("add", "别的.txt")
    with open_objects(repository_of(work)) as objects:
        commit_content(read_base(objects), change("plan.yaml", None, b"schema: 1\n"), "登记")

    assert work.git("show", "--format=", "--name-only") == "plan.yaml"
    assert work.git("-c", "core.quotePath=off", "status", "--porcelain") == "A  别的.txt"


def test_what_is_staged_and_unmerged_beside_the_plan_stays_so(work: Work) -> None:
    for name, text in (("改.txt", "一\n"), ("删.txt", "二\n"), ("冲突.txt", "三\n")):
        (work.folder / name).write_text(text, "utf-8")
    work.git("add", ".")
    work.git("commit", "-qm", "别的")
    blob = work.git("rev-parse", "HEAD:改.txt")
    (work.folder / "改.txt").write_text("改了\n", "utf-8")
    (work.folder / "新.txt").write_text("新的\n", "utf-8")
    work.git("add", "改.txt", "新.txt")
    work.git("rm", "-q", "删.txt")
    sides = "".join(f"100644 {blob} {stage}\t冲突.txt\n" for stage in (1, 2, 3))
    empty = "0" * 40
    work.git("update-index", "--index-info", given=f"0 {empty}\t冲突.txt\n{sides}")
    before = work.git("ls-files", "--stage", "--", ":!plan.yaml")
    work.update("1-1", "--note", "甲")

    assert work.git("show", "--format=", "--name-only") == "plan.yaml"
    assert work.git("ls-files", "--stage", "--", ":!plan.yaml") == before
    assert work.git("diff", "--cached", "--name-only", "--", "plan.yaml") == ""


def test_what_a_hook_adds_is_taken_up_beside_what_is_staged(work: Work) -> None:
    (work.folder / "暂存.txt").write_text("一\n", "utf-8")
    work.git("add", "暂存.txt")
    work.hook(
        "pre-commit", "cp plan.yaml 备份; sed -i '1i # 已核' plan.yaml; git add plan.yaml 备份"
    )
    outcome = work.jimoplan("update", "1-1", "--note", "甲", "--date", "2024-05-06")

    assert (outcome.code, "钩子往这次提交里还加了:备份" in outcome.errors) == (0, True)
    assert work.git("-c", "core.quotePath=off", "status", "--porcelain") == "A  暂存.txt"


def test_commits_are_compared_as_git_compares_them(tmp_path: Path) -> None:
    work = make_repository(tmp_path, OLD)
    for name in ("甲/一.txt", "甲/二.txt", "乙/丙/三.txt", "四.txt", "同/样.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{name}\n", "utf-8")
    work.git("add", ".")
    work.git("commit", "-qm", "甲")
    work.git("rm", "-qr", "甲", "四.txt")
    (tmp_path / "甲").write_text("现在是文件\n", "utf-8")
    (tmp_path / "四.txt").mkdir()
    (tmp_path / "四.txt" / "五").write_text("现在是文件夹\n", "utf-8")
    (tmp_path / "乙" / "丙" / "三.txt").chmod(0o755)
    work.git("add", ".")
    work.git("update-index", "--chmod=+x", "乙/丙/三.txt")
    work.git("commit", "-qm", "乙")

    with open_objects(repository_of(work)) as objects:
        found = {
            (int(e.mode), e.id, e.path.decode()) for e in compare_trees(objects, "HEAD~1", "HEAD")
        }
    raw = work.git("diff-tree", "-r", "-z", "--no-renames", "--no-commit-id", "HEAD").split("\0")
    told = zip(raw[0::2], raw[1::2], strict=False)
    assert found == {(int(line.split()[1]), line.split()[3], path) for line, path in told}
