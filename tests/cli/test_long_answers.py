"""Long answers go through a pager, long work tells what goes on: at a terminal, nowhere else."""

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest
from command_line import SHIPPED_PLAN, clean_environment
from dialogue import talking
from repositories import Work

from jimoplan.core.display.cells import cell_width

pty = pytest.importorskip("pty", reason="there is no terminal to be had on this system")

MARKING = "sed s/^/»/"
LONG = ("status", "--as-of", "2025-01-20", "--file", str(SHIPPED_PLAN))


def read_screen(*words: str, **env: str) -> str:
    """What jimoplan shows at a terminal of 24 lines."""
    return watch(sys.executable, "-m", "jimoplan", *words, **env)


def watch(*command: str, **env: str) -> str:
    """What a program shows at a terminal of 24 lines."""
    leading, following = pty.openpty()
    settings = {"PAGER": MARKING, "TERM": "xterm", "LINES": "24", "COLUMNS": "80"} | env
    with subprocess.Popen(
        command,
        env=clean_environment(**settings),
        stdin=following,
        stdout=following,
        stderr=following,
    ):
        os.close(following)
        shown = b""
        while chunk := _read(leading):
            shown += chunk
    os.close(leading)
    return shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed
        return b""


def test_what_is_longer_than_the_screen_goes_through_the_pager() -> None:
    assert "»全部任务" in read_screen(*LONG)


@pytest.mark.skipif(which("less") is None, reason="there is no less on this system")
@pytest.mark.parametrize("lang", ["C.UTF-8", "zh_CN.UTF-8", "C", ""])
def test_less_tells_its_keys_in_words_that_can_be_read(tmp_path: Path, lang: str) -> None:
    with talking(Work(tmp_path, {}), LONG, PAGER="less", LANG=lang) as dialogue:
        dialogue.expect("空格 下一屏,b 上一屏,q 退出")
        dialogue.expect("[Space / b / q]")
        dialogue.press("q")

        assert dialogue.end() == 0
    assert not re.search(r"<U\+|\^@|\ufffd", dialogue.said)


def test_whoever_set_up_less_is_not_told_its_keys() -> None:
    assert "空格" not in read_screen(*LONG, PAGER="less", LESS="FRX", LINES="400")
    assert "空格" not in read_screen(*LONG)


@pytest.mark.parametrize(
    "words",
    ["render overview", "status --format md", "update -h"],
    ids=["a report", "an answer in Markdown", "a help page"],
)
def test_whatever_people_read_goes_through_the_pager(words: str) -> None:
    plan = () if words.endswith("-h") else ("--file", str(SHIPPED_PLAN))
    assert "\n»" in read_screen(*words.split(), *plan)


@pytest.mark.parametrize(
    ("words", "env"),
    [(("--no-pager", *LONG), {}), ((*LONG, "--no-pager"), {}), (LONG, {"PAGER": "cat"})],
    ids=["option before", "option behind", "PAGER=cat"],
)
def test_whoever_wants_no_pager_gets_none(words: tuple[str, ...], env: dict[str, str]) -> None:
    shown = read_screen(*words, **env)

    assert "各部门" in shown
    assert "»" not in shown


@pytest.mark.parametrize("pager", ["no-such-pager", "less '", ""])
def test_a_pager_that_cannot_start_takes_no_answer_with_it(pager: str) -> None:
    assert "各部门" in read_screen(*LONG, PAGER=pager)


def test_a_page_of_docs_is_broken_as_chinese_is() -> None:
    lines = re.sub(r"\x1b\[[0-9;]*m", "", read_screen("help", "写法", PAGER="cat")).splitlines()
    paragraph = lines[lines.index("") + 3 :][:4]

    assert paragraph[0].startswith("命令行里怎么顺手怎么写")
    assert all(78 <= cell_width(line) <= 80 for line in paragraph[:2])
    assert "怎么写:全角半角" in paragraph[0]
    assert "(星期四),计划是" in "".join(paragraph)


def test_what_fits_on_the_screen_is_only_printed() -> None:
    assert "»" not in read_screen("--version")
    assert "»" not in read_screen(*LONG, LINES="100")


def test_no_color_is_respected() -> None:
    assert "\x1b[" in read_screen(*LONG)
    assert "\x1b[3" not in read_screen(*LONG, NO_COLOR="1")


WORK = """
import time
from jimoplan.cli.shared.progress import at_work
with at_work("正在读历史"):
    time.sleep({seconds})
"""


def test_work_that_takes_long_tells_what_goes_on_at_a_terminal_alone() -> None:
    slow = (sys.executable, "-c", WORK.format(seconds=1.6))
    quick = (sys.executable, "-c", WORK.format(seconds=0))

    assert "正在读历史" in watch(*slow)
    assert watch(*quick) == ""
    assert subprocess.run(slow, capture_output=True, check=True).stderr == b""


WORK_ON_EACH = """
import time
from jimoplan.cli.shared.progress import each_at_work
def find():
    yield "头一样"
    time.sleep(1.6)
    yield "第二样"
print(*each_at_work("正在检查", find()))
"""


def test_what_is_long_in_coming_among_several_tells_what_goes_on() -> None:
    shown = watch(sys.executable, "-c", WORK_ON_EACH)

    assert "正在检查" in shown
    assert shown.rstrip().endswith("头一样 第二样")


def test_a_workbook_does_not_go_to_the_screen() -> None:
    shown = read_screen("list", "--format", "xlsx", "--file", str(SHIPPED_PLAN))

    assert "加上 -o 文件,如 -o 清单.xlsx" in shown
    assert "PK" not in shown
