"""Completion in shells that really run: what is offered, and that no shell acts on an offer."""

import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from audited import PEOPLED
from command_line import SHIPPED_PLAN, clean_environment, run_jimoplan

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
    *typed, last = line.split(" ")
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
    import pty

    screen, keyboard = pty.openpty()
    shell = subprocess.Popen(
        ["zsh", "-f", "-i"],
        cwd=folder,
        env=environment() | {"COLUMNS": "100", "LINES": "50"},
        stdin=keyboard,
        stdout=keyboard,
        stderr=keyboard,
        start_new_session=True,
    )
    os.close(keyboard)
    try:
        press(screen, "autoload -U compinit; compinit -u -D; source complete.zsh; print BE''GUN\r")
        read_until(screen, "BEGUN")
        press(screen, f"{line}\t\t")
        shown = read_until(screen, " -- ")
        press(screen, "\x15print EN''D\r")  # clears the line first
        shown += read_until(screen, "END")
    finally:
        shell.kill()
        shell.wait()
        os.close(screen)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    rows = (row.split(" -- ") for row in plain.splitlines() if " -- " in row)
    return [word for words, *_ in rows for word in words.split()]  # equal notes share a row


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


def test_powershell_is_offered_words_and_notes_by_its_protocol(tmp_path: Path) -> None:
    shutil.copy(SHIPPED_PLAN, tmp_path)
    asked = {
        "_JIMOPLAN_COMPLETE": "complete_powershell",
        "_TYPER_COMPLETE_ARGS": "jimoplan status --dept 复",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": "复",
    }
    offered = run_jimoplan(cwd=tmp_path, env=asked).text.splitlines()

    assert [offer.split(":::")[0] for offer in offered] == ["复议应诉科", "复议科"]


def test_whoever_may_approve_is_offered_with_their_duty(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PEOPLED, "utf-8")
    asked = {
        "_JIMOPLAN_COMPLETE": "complete_powershell",
        "_TYPER_COMPLETE_ARGS": "jimoplan update 1-1 --approved-by ",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": "",
    }
    offered = run_jimoplan(cwd=tmp_path, env=asked).text.splitlines()

    assert [offer.split(":::")[:2] for offer in offered] == [["王五", "分管领导"], ["李四", "督查"]]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("status --leader ", ["赵六", "孙七", "王五"]),
        ("add task --leader 孙", ["孙七"]),
        ("add task --contact ", ["张三", "周八", "王五", "赵六", "孙七", "李四"]),
    ],
)
def test_the_people_in_charge_are_offered_and_those_on_the_lists(
    typed: str, names: list[str], tmp_path: Path
) -> None:
    first = "kind: 科室"
    led = PEOPLED.replace(first, f"{first}\n    leader: 赵六\n    contact: 张三、周八", 1)
    (tmp_path / "plan.yaml").write_text(
        led.replace(TITLE, f"{TITLE}\n        leader: 孙七"), "utf-8"
    )
    asked = {
        "_JIMOPLAN_COMPLETE": "complete_powershell",
        "_TYPER_COMPLETE_ARGS": f"jimoplan {typed}",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": typed.rpartition(" ")[2],
    }
    offered = run_jimoplan(cwd=tmp_path, env=asked).text.splitlines()

    assert [offer.split(":::")[0] for offer in offered] == names


@pytest.mark.parametrize("plan", ["", "[", None], ids=["empty", "broken", "missing"])
def test_a_plan_that_cannot_be_read_offers_nothing_and_says_nothing(
    plan: str | None, tmp_path: Path
) -> None:
    if plan is not None:
        (tmp_path / "plan.yaml").write_text(plan, "utf-8")
    asked = {
        "_JIMOPLAN_COMPLETE": "complete_bash",
        "COMP_WORDS": "jimoplan show ",
        "COMP_CWORD": "2",
    }
    outcome = run_jimoplan(cwd=tmp_path, env=asked)

    assert (outcome.text.strip(), outcome.errors) == ("", "")
