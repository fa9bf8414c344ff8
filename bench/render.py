"""python bench/render.py: what the weekly report costs beside a minimal Typer program."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from process import Cost, compare, print_table, run_once, sum_up

_HERE = Path(__file__).resolve().parent
_MINIMAL = "minimal typer program"
_MANY = 1_000


def measure(folder: Path, rounds: int) -> None:
    """Print seconds of the first run and of later ones, memory, and the size of what came out."""
    demo, many = folder / "demo", folder / "many"
    subprocess.run([sys.executable, "-m", "jimoplan", "demo", str(demo)], check=True)
    many.mkdir()
    with (many / "plan.yaml").open("wb") as file:
        subprocess.run([sys.executable, _HERE / "generate.py", str(_MANY)], stdout=file, check=True)
    pages = {"demo": folder / "demo.html", f"{_MANY} tasks": folder / "many.html"}
    again = _weekly(demo, pages["demo"])
    first = [_run_anew(again, demo) for _ in range(rounds)]
    costs = compare(
        {
            _MINIMAL: [sys.executable, str(_HERE / "minimal.py")],
            "weekly html, demo, again": again,
            f"weekly html, {_MANY} tasks, no git": _weekly(many, pages[f"{_MANY} tasks"]),
        },
        rounds,
    )
    print(f"weekly report, {rounds} rounds in turn")
    print_table([*costs, sum_up("weekly html, demo, first", first)], _MINIMAL)
    for name, page in pages.items():
        print(f"{name:34}{page.stat().st_size:12,} bytes")


def _weekly(folder: Path, page: Path) -> list[str]:
    plan = ["--file", str(folder / "plan.yaml"), "--output", str(page)]
    asked = ["render", "weekly", "--period", "2024-W24", "--format", "html"]
    return [sys.executable, "-m", "jimoplan", *asked, *plan]


def _run_anew(command: list[str], work: Path) -> Cost:
    (work / ".git" / "jimoplan.cache").unlink(missing_ok=True)
    return run_once(command)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    os.environ["PYTHONUTF8"] = "1"
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), parser.parse_args().rounds)
