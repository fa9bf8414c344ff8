"""Completion in shells that really run: what is offered, and that no shell acts on an offer."""

import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from audited import PEOPLED
from command_line import REPOSITORY, SHIPPED_PLAN, Golden, clean_environment, run_jimoplan
from problem_cases import BASE
from repositories import Work
from tab_table import build_tab_table

PATIENCE = 60
TITLE = "title: 规范行政应诉"

Ask = Callable[[Path, str], list[str]]


def environment() -> dict[str, str]:
    """An environment in which a shell finds the command under test."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return clean_environment(PATH=path, LC_ALL="C.UTF-8", TERM="xterm", PS1="> ")


def run(folder: Path, *command: str) -> list[str]:
    outcome = subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, check=True, timeout=PATIENCE
    )
    assert outcome.stderr.decode() == ""
    return outcome.stdout.decode().splitlines()


def ask_bash(folder: Path, line: str) -> list[str]:
    """The words that bash offers for a line typed so far."""
    *typed, last = line.replace("=", " = ").split(" ")  # which bash makes a word of its own
    code = (
        f"source complete.bash; COMP_WORDS=({' '.join(typed)} '{last}'); COMP_CWORD={len(typed)};"
        "_jimoplan_completion jimoplan; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    return run(folder, "bash", "--norc", "-c", code)


def ask_fish(folder: Path, line: str) -> list[str]:
    """The words that fish offers."""
    code = f"source complete.fish; complete -C '{line}'"
    return [offer.split("\t")[0] for offer in run(folder, "fish", "--no-config", "-c", code)]


def ask_zsh(folder: Path, line: str) -> list[str]:
    """The words that zsh lists at its prompt, in a terminal, when Tab is pressed twice."""
    with at_prompt("zsh -f -i", folder) as screen:
        press(screen, "autoload -U compinit; compinit -u -D; source complete.zsh; print BE''GUN\r")
        read_until(screen, "BEGUN")
        press(screen, f"{line}\t\t")
        shown = read_until(screen, " -- ")
        press(screen, "\x15print EN''D\r")  # clears the line first
        shown += read_until(screen, "END")
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    rows = (row.split(" -- ") for row in plain.splitlines() if " -- " in row)
    return [word.strip() for word, _ in rows]


@contextmanager
def at_prompt(command: str, folder: Path) -> Iterator[int]:
    """A shell in a terminal, both ways of which one descriptor leads."""
    import pty

    screen, keyboard = pty.openpty()
    shell = subprocess.Popen(
        command.split(),
        cwd=folder,
        env=environment() | {"COLUMNS": "100", "LINES": "50"},
        stdin=keyboard,
        stdout=keyboard,
        stderr=keyboard,
        start_new_session=True,
    )
    os.close(keyboard)
    try:
        yield screen
    finally:
        shell.kill()
        shell.wait()
        os.close(screen)


def press(screen: int, keys: str) -> None:
    os.write(screen, keys.encode())


def read_until(screen: int, sign: str) -> str:
    """Everything shown until a sign appears."""
    shown = b""
    deadline = time.monotonic() + PATIENCE
    while sign.encode() not in shown:
        ready, _, _ = select.select([screen], [], [], max(deadline - time.monotonic(), 0))
        assert ready, f"{sign} never appeared in {shown.decode(errors='replace')}"
        shown += os.read(screen, 65536)
    return shown.decode(errors="replace")


ASK: dict[str, Ask] = {"bash": ask_bash, "fish": ask_fish, "zsh": ask_zsh}


@pytest.fixture(params=ASK)
def shell(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    return name


@pytest.fixture
def folder(shell: str, tmp_path: Path) -> Path:
    """A folder with the shipped plan and the shell's completion script."""
    shutil.copy(SHIPPED_PLAN, tmp_path)
    written = run_jimoplan("completion", shell, cwd=tmp_path)
    assert (written.code, written.errors) == (0, "")
    (tmp_path / f"complete.{shell}").write_bytes(written.out)
    return tmp_path


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("jimoplan status --dept 复", ["复议应诉科", "复议科"]),
        ("jimoplan templates ", ["list", "eject"]),
        ("jimoplan show 8-", ["8-1", "8-2", "8-3", "8-4", "8-5", "8-6"]),
        ("jimoplan list --section ", ["一", "二", "三", "四", "五", "六", "七"]),
        ("jimoplan show 2", ["2", "20", "21", "22"]),
        ("jimoplan list --columns id,due", ["id,due", "id,due_is_default"]),
        ("jimoplan render quarterly --period 2024-Q", [f"2024-Q{n}" for n in (1, 2, 3, 4)]),
    ],
)
def test_a_shell_offers_what_the_plan_at_hand_holds(
    line: str, offers: list[str], shell: str, folder: Path
) -> None:
    assert sorted(ASK[shell](folder, line)) == sorted(offers)


def test_an_option_and_its_value_in_one_word_are_completed(shell: str, folder: Path) -> None:
    offers = ASK[shell](folder, "jimoplan status --dept=复")

    before = "" if shell == "bash" else "--dept="
    assert sorted(offers) == [f"{before}{name}" for name in ("复议应诉科", "复议科")]


@pytest.mark.parametrize("shell", ["bash", "zsh"], indirect=True)
def test_initials_give_way_to_the_department_on_the_line(shell: str, folder: Path) -> None:
    pytest.importorskip("pypinyin")
    start = {"bash": "bash --norc --noprofile -i", "zsh": "zsh -f -i"}
    ready = "autoload -U compinit; compinit -u -D; " if shell == "zsh" else ""
    with at_prompt(start[shell], folder) as screen:
        press(screen, f"{ready}source complete.{shell}; printf 'BEG''UN\\n'\r")
        read_until(screen, "BEGUN")
        press(screen, "jimoplan status --dept fy\t")
        read_until(screen, "复议应诉科")


@pytest.mark.parametrize("shell", ["bash", "fish"], indirect=True)
def test_a_shell_offers_the_words_of_the_workflow(shell: str, folder: Path) -> None:
    offered = ASK[shell](folder, "jimoplan list --status ")

    assert sorted(offered) == sorted(["未启动", "推进中", "已完成", "已销号", "暂缓", "已取消"])


HOSTILE = [
    r"\$(touch acted)",
    r"\`touch acted\`",
    "$(touch acted)",
    "`touch acted`",
    "')); touch acted; : '((",
    '"; touch acted; "',
]


def test_no_shell_acts_on_a_title(shell: str, folder: Path) -> None:
    plan = folder / "plan.yaml"
    text = plan.read_text("utf-8")
    for number, words in enumerate(HOSTILE, 1):
        title = re.search(rf"(?<=id: 8-{number}\n)( +kind: .+\n +title: )(.+)", text)
        assert title
        text = text[: title.start(2)] + quote(words) + text[title.end(2) :]
    plan.write_text(text, "utf-8")

    assert len(ASK[shell](folder, "jimoplan show 8-")) == len(HOSTILE)
    assert not (folder / "acted").exists()


def test_no_shell_is_offered_a_name_that_it_would_act_on(shell: str, folder: Path) -> None:
    plan = folder / "plan.yaml"
    text = plan.read_text("utf-8")
    aliases = ", ".join(quote(f"复议{words}") for words in HOSTILE)
    plan.write_text(text.replace("[复议科, 应诉科]", f"[复议科, {aliases}]"), "utf-8")

    assert sorted(ASK[shell](folder, "jimoplan status --dept 复")) == ["复议应诉科", "复议科"]
    assert not (folder / "acted").exists()


def quote(words: str) -> str:
    """The words as a YAML scalar."""
    return "'" + words.replace("'", "''") + "'"


def offered(*words: str, cwd: Path, asking: str = "powershell") -> list[list[str]]:
    """The words and notes that a shell is told, the last word being the one that is typed."""
    asked = {"_JIMOPLAN_COMPLETE": asking, "_JIMOPLAN_WORD": words[-1]}
    outcome = run_jimoplan(*words[:-1], cwd=cwd, env=asked)
    assert (outcome.code, outcome.errors) == (0, "")
    return [line.split("\t") for line in outcome.text.splitlines()]


def names(*words: str, cwd: Path = REPOSITORY, asking: str = "powershell") -> list[str]:
    return [word for word, *_ in offered(*words, cwd=cwd, asking=asking)]


def test_the_table_is_what_the_commands_say(golden: Golden) -> None:
    golden(REPOSITORY / "src/jimoplan/cli/tab/commands.txt", build_tab_table())


@pytest.mark.parametrize("words", [["sta"], ["status", "--de"], ["list", "--light", ""]])
def test_names_and_fixed_words_are_offered_before_anything_is_imported(words: list[str]) -> None:
    script = (
        "import sys; from jimoplan.cli import main; main();"
        "sys.exit(not {'typer', 'pydantic', 'yaml', 're', 'typing'}.isdisjoint(sys.modules))"
    )
    env = clean_environment(_JIMOPLAN_COMPLETE="zsh", _JIMOPLAN_WORD=words[-1])
    command = [sys.executable, "-I", "-S", "-c", script, *words[:-1]]
    command[4] = f"import sys; sys.path.insert(0, {str(REPOSITORY / 'src')!r}); {script}"
    ended = subprocess.run(command, env=env, capture_output=True, check=True)

    assert ended.stdout


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        (["sync", "--d"], ["--dry-run"]),
        (["report", "--dept", "应"], ["应诉科"]),
        (["report", "--dept=应"], ["--dept=应诉科"]),
        (["add", "p"], ["person"]),
        (["--file", "none.yaml", "show", "8-"], []),
        (["show", "8-", "--file", "none.yaml", ""], []),
        (["help", "审"], ["审计"]),
        (["doctor", "--off"], ["--offline"]),
        (["status", "--format=j"], ["--format=json"]),
        (["nosuch", "x"], []),
        (["show", "8-1", ""], []),
        (["validate", ""], []),
    ],
    ids=" ".join,
)
def test_what_may_follow_is_told_by_what_was_typed(words: list[str], offers: list[str]) -> None:
    assert names(*words) == offers


def test_departments_are_found_by_their_initials_where_pypinyin_is_there() -> None:
    pytest.importorskip("pypinyin")

    assert names("status", "--dept", "fy") == ["复议应诉科"]
    assert names("status", "--dept", "fyz") == []
    assert names("status", "--dept=FY", asking="zsh") == ["--dept=复议应诉科"]
    assert offered("status", "--dept", "fy", cwd=REPOSITORY, asking="fish") == [
        ["fy", "复议应诉科"]
    ]


def test_what_waits_for_a_review_is_offered_to_it_alone(tmp_path: Path) -> None:
    text = PEOPLED.replace("status: 推进中", "status: 已完成", 1)
    (tmp_path / "plan.yaml").write_text(text, "utf-8")
    waiting = names("review", "", cwd=tmp_path)

    assert len(waiting) == 1
    assert len(names("remark", "", cwd=tmp_path)) > 1


def test_the_end_of_an_id_of_last_year_is_offered_and_understood(work: Work) -> None:
    assert work.jimoplan("rollover", "2025", "--yes").code == 0

    assert "1-2" in names("show", "--file", "2025/plan.yaml", "1-", cwd=work.folder)
    shown = work.jimoplan("show", "1-2", "--file", "2025/plan.yaml")
    assert (shown.code, "2024年1-2 指导应诉" in shown.text) == (0, True), shown.errors


def test_the_periods_still_owed_are_offered_by_number(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(BASE, "utf-8")
    told = offered("update", "1-3", "--period", "", cwd=tmp_path)

    assert told[0] == ["2", "2024年3至4月"]
    assert len(told) == 5


def test_days_and_periods_of_an_item_are_offered_where_one_is_corrected(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(BASE, "utf-8")

    assert offered("fix", "1-3", "--period", "1", cwd=tmp_path)[0] == ["1", "2024年1至2月"]
    assert names("fix", "1-3", "--entry", "2024-", cwd=tmp_path) == ["2024-03-05"]


def test_milestones_and_fields_of_the_body_s_own_are_offered(tmp_path: Path) -> None:
    plan = (REPOSITORY / "tests/support/every_key.yaml").read_text("utf-8")
    (tmp_path / "plan.yaml").write_text(plan, "utf-8")

    assert offered("update", "1-1", "--milestone", "", cwd=tmp_path) == [["2027-02", "征求意见"]]
    assert names("list", "--field", "优", cwd=tmp_path) == [
        *("优先级=高", "优先级=中", "优先级=低"),
    ]
    assert names("list", "--field", "来", cwd=tmp_path) == ["来源="]


def test_whoever_is_on_the_lists_or_has_changed_the_plan_is_offered_as_author(work: Work) -> None:
    work.write(PEOPLED)
    work.git("-c", "user.name=旁人", "commit", "--quiet", "--all", "--message=名单")
    listed = names("update", "1-1", "--by", "", cwd=work.folder)
    found = names("log", "--author", "", cwd=work.folder)

    assert "旁人" in set(found) - set(listed)
    assert set(listed) <= set(found)


def test_whoever_may_approve_is_offered_with_their_duty(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PEOPLED, "utf-8")
    told = offered("update", "1-1", "--approved-by", "", cwd=tmp_path)

    assert told == [["王五", "分管领导"], ["李四", "督查"]]


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("status --leader ", ["赵六", "孙七", "王五"]),
        ("add task --leader 孙", ["孙七"]),
        ("add task --contact ", ["张三", "周八", "王五", "赵六", "孙七", "李四"]),
    ],
)
def test_the_people_in_charge_are_offered_and_those_on_the_lists(
    typed: str, offers: list[str], tmp_path: Path
) -> None:
    first = "kind: 科室"
    led = PEOPLED.replace(first, f"{first}\n    leader: 赵六\n    contact: 张三、周八", 1)
    (tmp_path / "plan.yaml").write_text(
        led.replace(TITLE, f"{TITLE}\n        leader: 孙七"), "utf-8"
    )

    assert names(*typed.split(" "), cwd=tmp_path) == offers


def test_a_script_of_another_kind_is_told_nothing_that_it_might_run(tmp_path: Path) -> None:
    outcome = run_jimoplan(cwd=tmp_path, env={"_JIMOPLAN_COMPLETE": "complete_zsh"})

    assert (outcome.code, outcome.text, outcome.errors) == (2, "", "")


@pytest.mark.parametrize("asking", ["bash", "zsh", "fish", "powershell"])
@pytest.mark.parametrize("plan", ["", "[", None], ids=["empty", "broken", "missing"])
def test_a_plan_that_cannot_be_read_offers_nothing_and_says_nothing(
    plan: str | None, asking: str, tmp_path: Path
) -> None:
    if plan is not None:
        (tmp_path / "plan.yaml").write_text(plan, "utf-8")

    assert offered("show", "", cwd=tmp_path, asking=asking) == []
