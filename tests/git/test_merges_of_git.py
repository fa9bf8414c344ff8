"""What git writes where it merges without a driver is known whatever its markers say."""

import re
from pathlib import Path

import pytest
from repositories import make_repository

from jimoplan.git.merging import Three, merges_of_git, weave_lines


def lines(letters: str) -> str:
    return "".join(f"{letter}\n" for letter in letters)


def bare(data: bytes) -> bytes:
    """The text without what follows the markers."""
    return re.sub(rb"(?m)^(<{7}|>{7}|\|{7}).*$", rb"\1", data)


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
@pytest.mark.parametrize(
    "three", [("dbccbacb", "dbcacb", "dccb"), ("bdaba", "badba", "bda"), ("ccca", "yaacc", "ccc")]
)
def test_one_of_them_is_what_a_merge_has_left(
    tmp_path: Path, three: tuple[str, str, str], style: str
) -> None:
    base, ours, theirs = map(lines, three)
    work = make_repository(tmp_path / "work", base)
    work.git("branch", "other")
    for branch, text in (("other", theirs), ("main", ours)):
        work.git("switch", "--quiet", branch)
        work.write(text)
        work.git("commit", "--quiet", "--all", f"--message={branch}")
    work.git("-c", f"merge.conflictStyle={style}", "merge", "other", check=False)
    versions = Three(*(text.encode() for text in (base, ours, theirs)))
    made = map(bare, merges_of_git(versions, with_base=style != "merge"))

    assert work.status() == ["UU plan.yaml"]
    assert bare(work.plan.read_bytes()) in made
    assert bare(work.plan.read_bytes()) != bare(weave_lines(versions).data)
