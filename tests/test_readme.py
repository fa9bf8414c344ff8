"""What the README says is so."""

import re
import shlex
from pathlib import Path

import pytest
from command_line import REPOSITORY, SHIPPED_PLAN, run_jimoplan
from office_files import make_docx, paragraph, run
from repositories import SUPERVISOR, Work, make_repository

from jimoplan.core.text.reading.load import load

README = (REPOSITORY / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
BEGINNING = next(block for block in BLOCKS if block.startswith("jimoplan init"))
FENCED = "".join(block for block in BLOCKS if block != BEGINNING).splitlines()
COMMANDS = sorted(
    {
        command
        for command in (*re.findall(r"`(jimoplan [a-z][^`|]+)`", README), *FENCED)
        if command.startswith("jimoplan ")
        and "公布文本.txt" not in command
        and command != "jimoplan report"  # which needs somebody to talk to
    }
)


def test_the_ten_lines_are_a_plan_without_errors() -> None:
    example = max(re.findall(r"```yaml\n(.*?)```", README, re.DOTALL), key=len)
    loaded = load(example)

    assert len(example.splitlines()) == 10
    assert [problem.message for problem in loaded.problems if loaded.has_errors] == []


STARTED = ("update", "8-1", "--status", "推进中")
DONE = ("update", "8-1", "--status", "已完成", "--evidence", "即司发〔2024〕5号")
BEFORE: dict[str, tuple[tuple[str, ...], ...]] = {
    "jimoplan update 8-1 --status 已完成": (STARTED,),
    "jimoplan update 8-1 --solved": (("update", "8-1", "--problem", "缺人"),),
    "jimoplan review": (STARTED, DONE),
    "jimoplan forms receive": (("forms", "send", "--dept", "复议应诉科"),),
    "jimoplan fix": (("update", "8-1", "--note", "初稿已征求意建"),),
    "jimoplan remove": (("add", "measure", "8", "--title", "新举措"),),
    "jimoplan add person": (("add", "person", *SUPERVISOR, "--dept", "公证处", "--role", "督查"),),
    "jimoplan undo": (STARTED,),
    "jimoplan commit": ((*STARTED, "--no-commit"),),
    "jimoplan compare": (("rollover", "2025", "--yes"),),
    "jimoplan doctor": (("git", "setup", "--yes"),),
    "jimoplan git status": (("git", "setup", "--yes"),),
}
"""What has to have happened before a command of the README makes sense."""

OF_8_1 = "            status: 未启动\n          - id: 8-2\n"
WRITTEN: dict[str, tuple[tuple[str, str], ...]] = {
    "jimoplan update 8-1 --milestone": (
        (OF_8_1, f"            milestones: [{{due: 2024-06, text: 初稿送审}}]\n{OF_8_1}"),
    ),
    "jimoplan status --leader": (
        ("{name: 复议应诉科, kind: 科室,", "{name: 复议应诉科, kind: 科室, leader: 姓名,"),
    ),
    "jimoplan list --field": (
        ("  preamble:", "  fields: [{name: 优先级, type: 选项, options: [高, 低]}]\n  preamble:"),
        (OF_8_1, f"            fields: {{优先级: 高}}\n{OF_8_1}"),
    ),
}
"""What a command of the README needs the plan to say that the shipped one does not."""

ASKING = (
    *("jimoplan review", "jimoplan remove", "jimoplan undo", "jimoplan git setup"),
    *("jimoplan rollover", "jimoplan import", "jimoplan report", "jimoplan sync"),
)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_does_what_it_is_there_for(command: str, tmp_path: Path) -> None:
    plan = SHIPPED_PLAN.read_text("utf-8")
    for start, replacements in WRITTEN.items():
        for old, new in replacements if command.startswith(start) else ():
            assert old in plan
            plan = plan.replace(old, new, 1)
    work = make_repository(tmp_path / "work", plan)
    for start, steps in BEFORE.items():
        for step in steps if command.startswith(start) else ():
            assert work.jimoplan(*step).code == 0
    if not command.startswith(("jimoplan undo", "jimoplan fix")):  # of what one has done oneself
        work.be(SUPERVISOR)
    work.git("clone", "--quiet", "--bare", ".", str(tmp_path / "server.git"))
    work.git("remote", "add", "origin", str(tmp_path / "server.git"))
    work.git("update-ref", "refs/remotes/origin/main", "HEAD")
    work.folder.with_name("签名人.txt").touch()
    tasks = map(paragraph, map(run, ("2025年工作要点", "1.制发规则。(责任部门:办公室)")))
    (work.folder / "工作要点.docx").write_bytes(make_docx("".join(tasks)))
    (work.folder / "周五.txt").write_text("8-1 40% 初稿已征求意见\n", "utf-8")
    (work.folder / "部门.txt").write_text("办公室\n", "utf-8")
    (work.folder / "my.md.j2").write_text("{{ view.tasks.total }}项", "utf-8")
    words = shlex.split(command.split(" >> ", maxsplit=1)[0])[1:]
    words += ["--yes"] if command.startswith(ASKING) else []
    outcome = work.jimoplan(*words, env={"EDITOR": "true"})

    assert (outcome.code, "错误:" in outcome.errors) == (0, False), outcome.errors


def test_a_plan_of_one_s_own_begins_as_it_says(tmp_path: Path) -> None:
    work = Work(tmp_path)
    work.env |= {f"GIT_{role}_NAME": SUPERVISOR[0] for role in ("AUTHOR", "COMMITTER")}
    work.env |= {f"GIT_{role}_EMAIL": SUPERVISOR[1] for role in ("AUTHOR", "COMMITTER")}
    for command, *words in map(shlex.split, BEGINNING.splitlines()):
        if command == "cd":
            work = Work(work.folder / words[0], work.env)
        else:
            outcome = work.jimoplan(*words)
            assert outcome.code == 0, outcome.errors

    assert work.status() == []
    assert "办公室:直接承担任务 1 项" in work.jimoplan("status", "--dept", "办公室").text


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)]+)\)", README))
def test_each_link_leads_somewhere(link: str) -> None:
    assert (REPOSITORY / link).exists()


def test_the_picture_is_what_the_command_prints_in_the_demo(demo: Work) -> None:
    words = ("status", "--dept", "复议应诉科", "--as-of", "2025-01-20")
    screen = run_jimoplan(*words, cwd=demo.folder, columns=96).text
    picture = (REPOSITORY / "docs" / "status.svg").read_text("utf-8")
    drawn = re.findall(r"<text[^>]*>([^<]*)</text>", picture)

    assert f"$ jimoplan {' '.join(words)}" == drawn[0]
    assert screen.splitlines() == drawn[1:]
