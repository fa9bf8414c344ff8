"""JSON: one envelope for every command and every failure, as the published schemas say."""

import inspect
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest
from command_line import REPOSITORY, Golden, Outcome, run_jimoplan
from json_page import PAGE, write_page
from jsonschema import Draft202012Validator
from repositories import SUPERVISOR, Work

from jimoplan.cli.schemas.questions import QUESTIONS, Question
from jimoplan.cli.schemas.schema import build_question_schema
from jimoplan.cli.shared import options
from jimoplan.cli.shared.commands import ENTRIES
from jimoplan.cli.shared.group import CommandEntry
from jimoplan.errors import ERROR_CODES, JimoplanError

DAY = ("--as-of", "2024-06-30")
EXAMPLES: dict[str, tuple[tuple[str, ...], ...]] = {
    "status": (DAY, ("--dept", "甲科", *DAY)),
    "list": (DAY, ("--measures", "--columns", "id,status", *DAY)),
    "show": (("1-1", *DAY), ("1", *DAY), ("一", *DAY)),
    "compare": (("plan.yaml", "plan.yaml"),),
    "update": (
        ("1-2", "--note", "甲", "--date", "2024-05-06"),
        (
            "1-2",
            "--status",
            "暂缓",
            "--reason",
            "等",
            "--approved-by",
            "王五",
            "--date",
            "2024-05-06",
        ),
    ),
    "remark": (("1-1", "请抓紧", "--date", "2024-05-06"),),
    "review": (("1-1", "--approve", "--yes"),),
    "add section": (("三", "新板块"),),
    "add task": (("--section", "一", "--title", "新任务", "--lead", "甲科"),),
    "add measure": (("1", "--title", "新举措", "--kind", "一次性"),),
    "add dept": (("丁科",),),
    "add group": (("窗口", "--members", "甲科,乙科"),),
    "add person": (("王五", "wang@example.cn", "--dept", "甲科", "--role", "督查"),),
    "rename dept": (("甲科", "综合科"),),
    "rename group": (("各科室", "各部门"),),
    "rename section": (("一", "新的标题"),),
    "remove": (("1-2", "--yes"),),
    "move": (("3", "--to", "二"),),
    "edit": (("1-2",),),
    "undo": (("HEAD", "--yes"),),
    "commit": ((),),
    "fmt": ((),),
    "demo": (("示例",),),
    "init": (("新计划", "--unit", "某局", "--start", "2024-01-01", "--yes"),),
    "rollover": (("2025", "--yes"),),
    "git setup": (("--yes",),),
    "resolve": ((),),
    "git status": ((),),
    "log": ((), ("--signatures",)),
    "diff": ((), ("HEAD~1", "HEAD")),
    "blame": (("1-1",),),
    "validate": ((), ("--source", "公布.txt")),
    "audit": ((), ("1-1",)),
    "import": (("公布.txt",),),
    "report": (("--from", "填报.txt", "--date", "2024-05-06", "--yes"),),
    "search": (("应诉", *DAY), ("应诉", "--history")),
    "fix": (("1-2", "--note", "指导13件"),),
    "inbox": (DAY,),
    "forms list": ((),),
    "forms receive": (("填报.csv", "--dept", "甲科", "--by", "张三", "--yes"),),
    "remind": (DAY,),
    "sync": (("--dry-run",),),
    "doctor": (("--offline",),),
    "templates list": ((),),
    "ci weekly": (("--out", "public", *DAY),),
}
"""How each command that answers in JSON is called here, apart from --format json."""

HOW_TO_ADD = (
    "有 --format json 的新命令:在 cli/schemas/questions.py 的 QUESTIONS 加一行"
    "(没有现成的类型就在旁边写一个),在这里的 EXAMPLES 加一个例子,"
    "再运行 pytest tests/cli/test_json.py --update-golden"
)


def each_command(entries: Mapping[str, CommandEntry]) -> Iterator[tuple[str, CommandEntry]]:
    for name, entry in entries.items():
        if entry.entries:
            yield from ((f"{name} {part}", below) for part, below in entry.entries.items())
        else:
            yield name, entry


def answers_in_json(entry: CommandEntry) -> bool:
    """Whether a command offers JSON: by one of the shared options, not by one of its own."""
    function = getattr(import_module(entry.module), entry.function)
    given = inspect.signature(function, eval_str=True).parameters.get("format_")
    formats = (options.TellingName, options.FindingsFormatName, options.FormatName)
    shared = (*formats, options.MessageFormatName)
    return given is not None and any(
        get_args(given.annotation)[1:] == get_args(each)[1:] for each in shared
    )


@cache
def validator(question: str) -> Draft202012Validator:
    schema = build_question_schema(next(each for each in QUESTIONS if each.name == question))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def check(outcome: Outcome, command: str) -> dict[str, Any]:
    """The envelope, which has the shape that the schema of its question says."""
    envelope = outcome.envelope
    assert command in next(q.commands for q in QUESTIONS if q.name == envelope["question"])
    faults = [
        f"{error.json_path}: {error.message[:300]}"
        for error in validator(envelope["question"]).iter_errors(envelope)
    ]
    assert not faults, "\n".join(faults)
    return envelope


def test_every_command_that_answers_in_json_has_a_schema_and_an_example() -> None:
    offering = {name for name, entry in each_command(ENTRIES) if answers_in_json(entry)}
    described = {command for question in QUESTIONS for command in question.commands}

    assert offering == described == set(EXAMPLES), HOW_TO_ADD


@pytest.fixture
def busy(work: Work) -> Work:
    """A plan with something to review and to correct, something published, and an editor."""
    work.update("1-1", "--status", "已完成")
    work.be(SUPERVISOR)
    work.update("1-2", "--note", "初稿")
    (work.folder / "公布.txt").write_text("1.制发规则。(责任部门:甲科)\n", "utf-8")
    (work.folder / "填报.csv").write_text("编号,状态,进展情况\n1-2,推进中,指导3件\n", "utf-8")
    (work.folder / "填报.txt").write_text("1-2 指导应诉两件\n", "utf-8")
    remote = work.folder.parent / "远程.git"
    work.git("init", "--quiet", "--bare", str(remote))
    work.git("remote", "add", "origin", str(remote))
    work.env["EDITOR"] = "sed -i s/指导应诉/辅导应诉/"
    return work


@pytest.mark.parametrize(
    ("command", "words"),
    [
        pytest.param(command, words, id=" ".join((command, *words)))
        for command, calls in EXAMPLES.items()
        for words in calls
    ],
)
def test_an_answer_has_the_shape_that_its_schema_says(
    busy: Work, command: str, words: tuple[str, ...]
) -> None:
    outcome = busy.jimoplan(*command.split(), *words, "--format", "json")

    assert outcome.code in {0, 1}, outcome.errors
    assert "data" in check(outcome, command)


@pytest.mark.parametrize("command", EXAMPLES)
def test_a_failure_is_an_envelope_as_well_and_keeps_its_exit_code(
    tmp_path: Path, command: str
) -> None:
    outcome = run_jimoplan(*command.split(), "--format=json", "--no-such-option", cwd=tmp_path)

    error = check(outcome, command)["error"]
    assert outcome.code == error["exit_code"] == 2
    assert (error["code"], error["message"]) == ("usage", "没有选项 --no-such-option")
    assert error["message"] in outcome.errors


FAILURES: dict[str, tuple[tuple[str, ...], int, str]] = {
    "an unknown department": (("status", "--dept", "甲科科"), 2, "unknown_name"),
    "a name that fits several": (("show", "应诉"), 2, "ambiguous_name"),
    "no such file": (("status", "--file", "没有.yaml"), 3, "world"),
    "a plan with errors": (("status", "--file", "bad.yaml"), 1, "faulty_plan"),
    "somebody who has to ask": (("remove", "1-2"), 2, "usage"),
}


@pytest.mark.parametrize("case", FAILURES)
def test_programs_are_told_what_sort_of_failure_it_is(work: Work, case: str) -> None:
    words, code, sort = FAILURES[case]
    (work.folder / "bad.yaml").write_text(work.text.replace("status: ", "status: 没"), "utf-8")
    outcome = work.jimoplan(*words, "--format", "json")

    error = check(outcome, words[0])["error"]
    assert (outcome.code, error["exit_code"], error["code"]) == (code, code, sort)
    assert bool(error["nearest"]) is (sort in {"unknown_name", "ambiguous_name"})
    assert bool(error["problems"]) is (sort == "faulty_plan")


def test_a_failure_of_no_known_command_says_no_question(tmp_path: Path) -> None:
    outcome = run_jimoplan("stauts", "--format", "json", cwd=tmp_path)

    assert outcome.code == 2
    assert outcome.envelope["question"] is None
    assert "status" in outcome.envelope["error"]["nearest"]


@pytest.mark.parametrize(
    "words", [("status", "--dept", "丁"), ("remark", "1-1", "--", "--format", "json")]
)
def test_who_asks_for_no_json_gets_none(work: Work, words: tuple[str, ...]) -> None:
    assert work.jimoplan(*words).out == b""


def test_every_failure_has_a_code_that_is_published() -> None:
    def below(kind: type[JimoplanError]) -> Iterator[type[JimoplanError]]:
        yield kind
        for each in kind.__subclasses__():
            yield from below(each)

    assert {each.code for each in below(JimoplanError)} <= {"", *ERROR_CODES}


def test_the_page_tells_every_key(golden: Golden) -> None:
    golden(REPOSITORY / PAGE, write_page())


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_the_command_line_gives_the_schema_of_each_question(question: Question) -> None:
    outcome = run_jimoplan("schema", "--of", question.name, cwd=REPOSITORY)

    assert (outcome.code, outcome.envelope) == (0, build_question_schema(question))
