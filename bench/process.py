"""Whole processes timed from outside, several commands in turn so that they meet the same noise."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """What one run took: wall-clock seconds, and peak memory in MiB (0 where it is not known)."""

    seconds: float
    mebibytes: float


class Costs(NamedTuple):
    """A command's runs summed up."""

    name: str
    fastest: float
    median: float
    mebibytes: float


def run_once(command: Sequence[str], folder: Path | None = None) -> Cost:
    """Run a command to its end, its output thrown away; raises OSError if it fails."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    if sys.platform == "win32":
        code, peak = process.wait(), 0.0
    else:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = code = os.waitstatus_to_exitcode(status)
        peak = usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
    seconds = time.perf_counter() - begun
    if code:
        raise OSError(code, f"{' '.join(command)} ended with {code}")
    return Cost(seconds, peak)


def compare(commands: Mapping[str, Sequence[str]], rounds: int) -> list[Costs]:
    """The commands run in turn, round after round, after one round that is not counted."""
    for command in commands.values():
        run_once(command)
    runs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(run_once(command))
    return [sum_up(name, costs) for name, costs in runs.items()]


def print_table(costs: Sequence[Costs], against: str) -> None:
    """Print seconds, peak memory and the ratio of each command to the one named."""
    base = next(cost for cost in costs if cost.name == against)
    print(f"{'':34}{'min s':>9}{'median s':>10}{'MiB':>8}{'ratio':>8}")
    for cost in costs:
        ratio = cost.median / base.median
        print(
            f"{cost.name:34}{cost.fastest:9.3f}{cost.median:10.3f}{cost.mebibytes:8.1f}{ratio:8.2f}"
        )


def sum_up(name: str, costs: Sequence[Cost]) -> Costs:
    """A command's runs in one line."""
    seconds = [cost.seconds for cost in costs]
    peak = max(cost.mebibytes for cost in costs)
    return Costs(name, min(seconds), statistics.median(seconds), peak)
