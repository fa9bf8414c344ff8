"""Reading and replacing files: whatever stands there, and whatever holds it."""

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import Work

from jimoplan.system.file_names import FileNames, safe_file_name
from jimoplan.system.files import move_over, replaced


class HeldByAnotherError(PermissionError):
    """What Windows says of a file that another program has open."""

    winerror = 32


def held(times: int) -> Callable[[Path, Path], object]:
    """A way to rename that works after so many refusals."""
    left = [times]

    def rename(source: Path, target: Path) -> None:
        if left[0]:
            left[0] -= 1
            raise HeldByAnotherError
        source.replace(target)

    return rename


def test_a_file_that_an_editor_holds_for_a_moment_is_replaced_after_it(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    new.write_text("新", "utf-8")
    old.write_text("旧", "utf-8")
    move_over(new, old, held(3))

    assert (old.read_text("utf-8"), new.exists()) == ("新", False)


def test_a_file_that_stays_held_is_left_as_it_is(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    new.write_text("新", "utf-8")
    old.write_text("旧", "utf-8")
    with pytest.raises(HeldByAnotherError):
        move_over(new, old, held(1000), patience=0.1)

    assert old.read_text("utf-8") == "旧"


def test_a_refusal_that_no_waiting_mends_is_told_at_once(tmp_path: Path) -> None:
    tried = []

    def refuse(source: Path, target: Path) -> None:
        tried.append((source, target))
        raise PermissionError

    with pytest.raises(PermissionError):
        move_over(tmp_path / "a", tmp_path / "b", refuse)
    assert len(tried) == 1


def test_the_old_file_is_put_back_without_new_space(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(b"old")
    plan.chmod(0o640)
    with replaced(plan, b"new", b"old") as done:
        assert plan.read_bytes() == b"new"
        assert done
        (beside,) = set(tmp_path.iterdir()) - {plan}
        assert beside.read_bytes() == b"old"
        assert done.put_back()

    assert (plan.read_bytes(), list(tmp_path.iterdir())) == (b"old", [plan])
    assert plan.stat().st_mode & 0o777 == 0o640


def test_what_another_wrote_meanwhile_is_not_put_back_over(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(b"old")
    with replaced(plan, b"new", b"old") as done:
        plan.write_bytes(b"other")
        assert done
        assert not done.put_back()

    assert plan.read_bytes() == b"other"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("command", ["validate", "status"])
@pytest.mark.parametrize("kind", ["fifo", "socket", "device"])
def test_what_is_no_ordinary_file_is_refused_without_waiting(
    kind: str, command: str, tmp_path: Path
) -> None:
    place = tmp_path / "plan.yaml"
    if kind == "fifo":
        os.mkfifo(place)
    elif kind == "device":
        place.symlink_to("/dev/zero")
    else:
        here = Path.cwd()
        os.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("plan.yaml")
        os.chdir(here)
    outcome = Work(tmp_path).jimoplan(command)

    assert (outcome.code, "错误:读不了 plan.yaml" in outcome.errors) == (3, True)
    assert "Traceback" not in outcome.errors


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("CON", "_CON"),
        ("nul.md", "_nul.md"),
        ("周报. ", "周报"),
        ("a:b", "a_b"),
        ("LPT10", "LPT10"),
    ],
)
def test_a_file_s_name_is_one_that_windows_takes(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe


def test_names_in_one_folder_differ_where_case_does_not_count() -> None:
    names = FileNames()
    taken = [names.take(wished) for wished in ("综合/科", "综合:科", "ABC科", "abc科")]

    assert taken == ["综合_科", "综合_科_", "ABC科", "abc科_"]


@pytest.mark.parametrize(
    "words",
    [
        ("ci", "weekly", "--as-of", "2024-06-14", "--out", "public"),
        ("render", "weekly", "--date", "2024-06-14", "-o", "public/"),
    ],
)
def test_what_lies_in_the_folder_for_output_leads_nowhere_else(
    words: tuple[str, ...], work: Work
) -> None:
    outside = work.folder.with_name("别处.md")
    outside.write_text("别人的文件", "utf-8")
    real = work.folder.with_name("网站")
    real.mkdir()
    (work.folder / "public").symlink_to(real)
    link = real / "周报-2024-W24.md"
    link.symlink_to(outside)
    outcome = work.jimoplan(*words)

    assert (outcome.code, "是链接,指向文件夹外面的" in outcome.errors) == (3, True)
    assert (outside.read_text("utf-8"), list(real.iterdir())) == ("别人的文件", [link])

    link.unlink()
    assert work.jimoplan(*words).code == 0
    assert link.is_file()
