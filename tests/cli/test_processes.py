"""Every command as a process of its own: what the other tests run within theirs is the same."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from command_line import run_process
from repositories import SUPERVISOR, Work

from jimoplan.cli.shared.commands import ENTRIES
from jimoplan.cli.shared.group import CommandEntry

DAY = ("--as-of", "2024-06-30")
COMMANDS = {
    "status": DAY,
    "list": ("--format", "json", *DAY),
    "show": ("1-1", *DAY),
    "search": ("应诉", *DAY),
    "inbox": DAY,
    "forms list": (),
    "forms send": ("--dept", "甲科"),
    "forms receive": ("填报.csv", "--dept", "甲科", "--by", "张三", "--yes"),
    "update": ("1-2", "--note-file", "-", "--date", "2024-05-06"),
    "report": ("--from", "周五.txt", "--yes"),
    "fix": ("1-2", "--note", "指导13件"),
    "remark": ("1-1", "请抓紧", "--date", "2024-05-06"),
    "review": ("1-1", "--approve", "--yes"),
    "init": ("新计划", "--unit", "某局", "--start", "2024-01-01", "--yes"),
    "import": ("公布.txt",),
    "rollover": ("2025", "--yes"),
    "compare": ("plan.yaml", "plan.yaml"),
    "add section": ("三", "新板块"),
    "add task": ("--section", "一", "--title", "新任务", "--lead", "甲科", "--responsible", "甲科"),
    "add measure": ("1", "--title", "新举措", "--kind", "一次性"),
    "add dept": ("丁科",),
    "add group": ("窗口", "--members", "甲科,乙科"),
    "add person": ("王五", "wang@example.cn", "--dept", "甲科", "--role", "督查"),
    "rename dept": ("甲科", "综合科"),
    "rename group": ("各科室", "各部门"),
    "rename section": ("一", "新的标题"),
    "remove": ("1-2", "--yes"),
    "move": ("3", "--to", "二"),
    "edit": ("1-2",),
    "undo": ("HEAD", "--yes"),
    "commit": (),
    "sync": ("--help",),
    "doctor": ("--offline",),
    "merge": ("plan.yaml", "plan.yaml", "plan.yaml"),
    "resolve": (),
    "git setup": ("--yes",),
    "git status": (),
    "fmt": (),
    "log": (),
    "diff": (),
    "blame": ("1-1",),
    "validate": (),
    "audit": (),
    "render": ("overview", *DAY),
    "remind": DAY,
    "export ics": DAY,
    "templates list": (),
    "templates eject": ("weekly", "--format", "md"),
    "ci weekly": ("--out", "public", *DAY),
    "demo": ("--help",),
    "schema": (),
    "completion": ("bash",),
    "help": ("口径",),
    "textconv": ("plan.yaml",),
}


def names(entries: Mapping[str, CommandEntry]) -> Iterator[str]:
    for name, entry in entries.items():
        yield from (f"{name} {part}" for part in entry.entries) if entry.entries else (name,)


def test_every_command_is_among_them() -> None:
    assert set(COMMANDS) == set(names(ENTRIES))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_does_the_same_in_a_process_of_its_own(work: Work, command: str) -> None:
    words, given = (*command.split(), *COMMANDS[command]), "一行\n".encode()
    work.update("1-1", "--status", "已完成")
    work.be(SUPERVISOR)
    (work.folder / "公布.txt").write_text("1.制发规则。(责任部门:甲科)\n", "utf-8")
    (work.folder / "周五.txt").write_text("1-2 指导3件\n", "utf-8")
    (work.folder / "填报.csv").write_text("编号,状态,进展情况\n1-2,推进中,指导3件\n", "utf-8")
    work.env["EDITOR"] = "sed -i s/指导应诉/辅导应诉/"
    before = shutil.copytree(work.folder, work.folder.with_name("before"))

    apart = run_process(*words, cwd=work.folder, env=work.env, given=given)
    left = kept_files(work)
    shutil.rmtree(work.folder)
    shutil.copytree(before, work.folder)
    here = work.jimoplan(*words, given=given)

    assert here == apart
    assert here.code in {0, 1}, here.errors
    assert kept_files(work) == left


def kept_files(work: Work) -> dict[Path, bytes]:
    """Every file with its content, as far as time makes no difference to it."""
    return {
        file: file.read_bytes()
        for file in work.folder.rglob("*")
        if file.is_file() and file.name != "index"
    }
