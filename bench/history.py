"""python bench/history.py: what asking a year of commits costs, the first time and again."""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

from process import run_once

_SHIPPED = Path(__file__).resolve().parent.parent / "plan.yaml"
_BEGIN = datetime(2024, 1, 2, 9, tzinfo=timezone(timedelta(hours=8)))
_ITEM = re.compile(r"^          - id: (\S+)$", re.MULTILINE)
_AUTHORS = [("联络员", number) for number in range(1, 13)]
_MOST = 4
_WORDS = "初稿已征求意见开展检查完成培训提请审查形成台账组织宣讲印发通知"


class Writer:
    """The shipped plan, reported on line by line; two of them can be merged."""

    def __init__(self, text: str) -> None:
        begun = re.sub(r"^(        status: )未启动$", r"\1推进中", text, flags=re.MULTILINE)
        self._parts = re.split(r"(?=^          - id: )", begun, flags=re.MULTILINE)
        self.reports: dict[int, list[str]] = {}

    def report(self, chance: random.Random, day: datetime) -> int:
        """Report on a measure and return which; of old reports the last few are kept."""
        part = chance.randrange(1, len(self._parts))
        note = "".join(chance.choices(_WORDS, k=12))
        figure = f"progress: {chance.randrange(100)}, " if "一次性" in self._parts[part] else ""
        line = f"              - {{date: {day:%Y-%m-%d}, {figure}note: {note}}}\n"
        self.reports[part] = [*self.reports.get(part, [])[-_MOST + 1 :], line]
        return part

    def text(self) -> str:
        """What the file says now."""
        return "".join(self._write(number) for number in range(len(self._parts)))

    def _write(self, number: int) -> str:
        part = self._parts[number]
        reports = self.reports.get(number)
        if not reports:
            return part
        head, _, rest = re.split(r"(?<=            status: )(.+\n)", part, maxsplit=1)
        return f"{head}推进中\n            updates:\n{''.join(reports)}{rest}"

    def name(self, part: int) -> str:
        """The id of a measure."""
        found = _ITEM.search(self._parts[part])
        return found[1] if found else ""


def make_history(folder: Path, commits: int, seed: int = 2024) -> Path:
    """A repository with so many commits on the shipped plan; every fortieth is a merge."""
    work = folder / f"{commits} commits"
    work.mkdir()
    _git(work, "init", "-q", "-b", "main")
    stream = b"".join(_stream(commits, random.Random(seed)))  # noqa: S311 - no secret
    subprocess.run(["git", "fast-import", "--quiet"], cwd=work, input=stream, check=True)  # noqa: S607
    _git(work, "reset", "-q", "--hard")
    return work


def _stream(commits: int, chance: random.Random) -> Iterator[bytes]:
    writer = Writer(_SHIPPED.read_text("utf-8"))
    step = timedelta(days=360) / commits
    yield _commit(1, (("督查", 0), _BEGIN), ("登记", writer.text()), "")
    mark, tip = 1, 1
    while mark < commits:
        mark += 1
        day = _BEGIN + step * mark
        if mark % 40 or mark + 2 > commits:
            part = writer.report(chance, day)
            subject = f"{writer.name(part)}:填报进展"
            yield _commit(
                mark, (chance.choice(_AUTHORS), day), (subject, writer.text()), f"from :{tip}\n"
            )
            tip = mark
            continue
        before = {number: list(lines) for number, lines in writer.reports.items()}
        writer.report(chance, day)
        yield _commit(
            mark, (chance.choice(_AUTHORS), day), ("一边", writer.text()), f"from :{tip}\n"
        )
        one = {number: list(lines) for number, lines in writer.reports.items()}
        writer.reports = before
        part = writer.report(chance, day)
        there = f"from :{tip}\n"
        yield _commit(mark + 1, (chance.choice(_AUTHORS), day), ("另一边", writer.text()), there)
        line = writer.reports[part][-1]
        writer.reports = one
        writer.reports.setdefault(part, []).append(line)
        both = f"from :{mark}\nmerge :{mark + 1}\n"
        yield _commit(mark + 2, (("督查", 0), day), ("合并", writer.text()), both)
        tip = mark = mark + 2


def _commit(
    mark: int, signed: tuple[tuple[str, int], datetime], said: tuple[str, str], parents: str
) -> bytes:
    (name, number), day = signed
    who = f"{name}{number} <p{number}@example.cn> {int(day.timestamp())} +0800"
    message, data = (words.encode() for words in said)
    return b"".join(
        (
            f"commit refs/heads/main\nmark :{mark}\nauthor {who}\ncommitter {who}\n".encode(),
            b"data %d\n%b\n%b" % (len(message), message, parents.encode()),
            b"M 100644 inline plan.yaml\ndata %d\n%b\n" % (len(data), data),
        )
    )


def _git(work: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=work, check=True)  # noqa: S607


def measure(work: Path, questions: Sequence[Sequence[str]]) -> None:
    """Print what each question costs without and with what an earlier one has kept."""
    print(f"\n{work.name:34}{'first s':>9}{'second s':>10}")
    for words in questions:
        (work / ".git" / "jimoplan.cache").unlink(missing_ok=True)
        asked = [sys.executable, "-m", "jimoplan", *words]
        first = run_once(asked, work)
        again = min((run_once(asked, work) for _ in range(3)), key=lambda cost: cost.seconds)
        name = " ".join(words)
        print(f"{name:34}{first.seconds:9.3f}{again.seconds:10.3f}")
    plain = run_once(["git", "log", "-p", "--", "plan.yaml"], work)
    print(f"{'git log -p -- plan.yaml':34}{plain.seconds:9.3f}")


QUESTIONS = (
    ("status", "--as-of", "2024-06-14"),
    ("log",),
    ("log", "8"),
    ("diff", "--since", "2024-02-01"),
    ("blame",),
    ("audit",),
    ("ci", "weekly", "--as-of", "2024-12-20"),
)

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000])
    os.environ["PYTHONUTF8"] = "1"
    with tempfile.TemporaryDirectory() as name:
        for size in parser.parse_args().sizes:
            measure(make_history(Path(name), size), QUESTIONS)
