"""What the README says is so."""

import re
import shlex
from pathlib import Path

import pytest

from command_line import REPOSITORY, SHIPPED_PLAN, run_jimoplan
from jimoplan.core.reading.reader import load

README = (REPOSITORY / "README.md").read_text("utf-8")
COMMANDS = sorted(
    {
        command
        for command in re.findall(r"`(jimoplan [a-z][^`|]+)`", README)
        if "公布文本.txt" not in command
    }
)


def test_the_ten_lines_are_a_plan_without_errors() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    loaded = load(example)

    assert len(example.splitlines()) == 10
    assert [problem.message for problem in loaded.problems if loaded.has_errors] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_does_what_it_is_there_for(command: str, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(SHIPPED_PLAN.read_bytes())
    words = shlex.split(command.split(" >> ", maxsplit=1)[0])[1:]
    outcome = run_jimoplan(*words, cwd=tmp_path)

    assert (outcome.code, "错误" in outcome.errors) == (0, False)


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)]+)\)", README))
def test_each_link_leads_somewhere(link: str) -> None:
    assert (REPOSITORY / link).exists()


def test_the_picture_is_what_the_command_prints(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(SHIPPED_PLAN.read_bytes())
    words = ("status", "--dept", "复议应诉科", "--as-of", "2024-06-30")
    screen = run_jimoplan(*words, cwd=tmp_path, columns=96).text
    picture = (REPOSITORY / "docs" / "status.svg").read_text("utf-8")
    drawn = re.findall(r"<text[^>]*>([^<]*)</text>", picture)

    assert f"$ jimoplan {' '.join(words)}" == drawn[0]
    assert screen.splitlines() == drawn[1:]
