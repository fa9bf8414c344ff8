"""How often a command asks git, which on some machines takes long to start."""

import json
from pathlib import Path

import pytest
from repositories import Work


@pytest.mark.parametrize(
    ("words", "most"),
    [
        pytest.param(
            ("update", "1-1", "--progress", "60", "--date", "2024-05-06"), 6, id="an update"
        ),
        pytest.param(
            ("add", "measure", "1", "--kind", "一次性", "--title", "新增"), 6, id="a new measure"
        ),
        pytest.param(("undo", "--yes"), 9, id="an undo"),
        pytest.param(("log", "--limit", "10"), 5, id="a question about the past"),
        pytest.param(("status",), 0, id="a question about the plan as it is"),
    ],
)
def test_a_command_asks_git_no_more_than_so_many_times(
    work: Work, words: tuple[str, ...], most: int
) -> None:
    work.update("1-2", "--note", "甲")
    assert len(asked_of_git(work, *words)) <= most


def asked_of_git(work: Work, *words: str) -> list[list[str]]:
    """What a command asks git, without what git and its hooks run on their own."""
    trace = work.folder.with_name("trace")
    outcome = work.jimoplan(*words, env={"GIT_TRACE2_EVENT": str(trace)})
    assert outcome.code == 0, outcome.errors
    events = map(json.loads, trace.read_text("utf-8").splitlines() if trace.exists() else ())
    return [e["argv"] for e in events if e["event"] == "start" and "/" not in e["sid"]]


def test_what_git_runs_on_its_own_is_told_apart_from_what_it_is_asked(work: Work) -> None:
    work.hook("pre-commit", "git status > ../看到的")
    asked = asked_of_git(work, "update", "1-1", "--progress", "60", "--date", "2024-05-06")

    assert Path(work.folder.with_name("看到的")).exists()
    assert sum("commit" in arguments for arguments in asked) == 1
    assert not any("status" in arguments for arguments in asked)
