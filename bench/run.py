"""python bench/run.py: start-up beside a minimal Typer program, a Tab, and growth with the plan."""

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from process import compare, print_table

_HERE = Path(__file__).resolve().parent
_SHIPPED = _HERE.parent / "plan.yaml"
_SIZES = (100, 1_000, 3_000, 10_000)
_ANEW = ("env", f"JIMOPLAN_CACHE={os.devnull}/none")
"""How a command begins that may not give an answer again."""
_LOAD = (
    "import sys; from pathlib import Path; from jimoplan.core.text.reading.load import load_bytes; "
    "sys.exit(load_bytes(Path(sys.argv[1]).read_bytes()).has_errors)"
)


def measure_start_up(rounds: int) -> None:
    """Print what `status` on the shipped plan costs beside the least a Typer program costs."""
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "minimal typer program": [sys.executable, str(_HERE / "minimal.py")],
        "status --dept, shipped plan": [*_status(_SHIPPED), "--dept", "复议应诉科"],
        "status, shipped plan": _status(_SHIPPED),
        "the same, given again": _status(_SHIPPED)[len(_ANEW) :],
    }
    print(f"start-up, {rounds} rounds in turn")
    print_table(compare(commands, rounds), "minimal typer program")


def measure_tab(rounds: int) -> None:
    """Print what a Tab costs: names beside a bare Python, a department beside `status`."""
    program = [sys.executable, "-m", "jimoplan"]
    asked = {
        "a command": ("st",),
        "an option": ("status", "--de"),
        "a department": ("status", "--file", str(_SHIPPED), "--dept", "复"),
        "a department by initials": ("status", "--file", str(_SHIPPED), "--dept", "fy"),
    }
    commands = {"python -c pass": [sys.executable, "-c", "pass"], "status": _status(_SHIPPED)}
    for what, (*words, word) in asked.items():
        variables = ("_JIMOPLAN_COMPLETE=zsh", f"_JIMOPLAN_WORD={word}")
        commands[f"Tab on {what}"] = ["env", *variables, *program, *words]
    costs = compare(commands, rounds)
    for against in ("python -c pass", "status"):
        print(f"\na Tab beside {against}, {rounds} rounds in turn")
        print_table(costs, against)


def measure_growth(rounds: int) -> None:
    """Print what loading and asking cost for larger and larger plans, and as which power of them.

    Nothing is kept from one run to the next.
    """
    with tempfile.TemporaryDirectory() as folder:
        commands: dict[str, list[str]] = {}
        for size in _SIZES:
            path = Path(folder) / f"{size}.yaml"
            _generate(path, size)
            commands[f"load, {size} tasks"] = [sys.executable, "-c", _LOAD, str(path)]
            commands[f"status, {size} tasks"] = _status(path)
        print(f"\ngrowth, three measures a task and two updates a measure, {rounds} rounds in turn")
        costs = compare(commands, rounds)
        print_table(costs, f"status, {_SIZES[1]} tasks")
        for what in ("load", "status"):
            of_sizes = [cost for cost in costs if cost.name.startswith(f"{what}, ")]
            time = _fit([cost.median for cost in of_sizes])
            memory = _fit([cost.mebibytes for cost in of_sizes])
            print(f"{what} grows as tasks to the power of {time:.2f}, memory of {memory:.2f}")


def _fit(costs: list[float]) -> float:
    """The power of the size that costs grow with, beyond what the smallest plan costs anyway."""
    sizes = [math.log(size) for size in _SIZES[1:]]
    beyond = [math.log(max(cost - costs[0], 1e-9)) for cost in costs[1:]]
    return statistics.linear_regression(sizes, beyond).slope


def _generate(path: Path, size: int) -> None:
    # In a process of its own: on Linux a command's peak memory is never below its parent's.
    with path.open("wb") as file:
        subprocess.run([sys.executable, _HERE / "generate.py", str(size)], stdout=file, check=True)


def _status(path: Path) -> list[str]:
    return [*_ANEW, sys.executable, "-m", "jimoplan", "status", "--file", str(path)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    measure_start_up(rounds)
    measure_tab(rounds)
    measure_growth(max(rounds // 5, 1))
