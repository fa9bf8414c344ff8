"""Whatever lies in the place of a plan or beside it, the answer comes within seconds."""

import time
from pathlib import Path

import pytest
from repositories import Work

from jimoplan.core.text.reading.load import load

SECONDS = 20.0
"""Machines are noisy; what is not bounded takes minutes or hours."""
NUMBER = 400_000

LARGE = {
    "blank lines": "\n" * NUMBER * 6,
    "comment lines": "# 注释\n" * NUMBER,
    "one line": "a" * NUMBER * 20,
    "a line of tabs": "\t" * NUMBER * 20,
    "a line of full-width spaces": "\u3000" * NUMBER,
    "lines of full-width spaces": ("\u3000" * 4900 + "\n") * 80,
    "empty elements": "- \n" * (NUMBER // 4),
    "brackets": "[" * NUMBER,
    "conflict markers": "<<<<<<< a\n=======\n>>>>>>> b\n" * (NUMBER // 10),
}


@pytest.mark.parametrize("what", LARGE)
def test_a_text_that_is_no_plan_is_refused_within_seconds(what: str) -> None:
    begun = time.monotonic()
    loaded = load(LARGE[what])

    assert loaded.plan is None
    assert time.monotonic() - begun < SECONDS
    assert loaded.problems


def test_links_that_lead_in_a_circle_are_named(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").symlink_to("other.yaml")
    (tmp_path / "other.yaml").symlink_to("plan.yaml")
    for words in (("validate",), ("status",), ("update", "1-1", "--note", "甲")):
        outcome = Work(tmp_path).jimoplan(*words)
        assert (outcome.code, "符号链接绕成了圈" in outcome.errors) == (3, True), outcome.errors


def test_a_plan_renamed_amid_thousands_of_other_files_is_found_at_once(work: Work) -> None:
    work.update("1-1", "--note", "改名以前")
    for number in range(1200):
        (work.folder / f"旧{number}.txt").write_text(f"旧 {number}\n" * 3, "utf-8")
    work.git("add", ".")
    work.git("commit", "-qm", "许多文件")
    work.git("rm", "-q", "旧*")
    work.git("mv", "plan.yaml", "计划.yaml")
    for number in range(1200):
        (work.folder / f"新{number}.txt").write_text(f"{number} 新\n" * 3, "utf-8")
    renamed = work.folder / "计划.yaml"
    renamed.write_bytes(renamed.read_bytes() + "# 改过\n".encode())
    work.git("add", ".")
    work.git("commit", "-qm", "全换了")
    begun = time.monotonic()
    outcome = work.jimoplan("log", "--file", "计划.yaml")

    assert "改名以前" in outcome.text, outcome.errors
    assert time.monotonic() - begun < SECONDS
