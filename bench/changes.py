"""python bench/changes.py: what one `update` costs, and how applying grows with the plan."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from process import Cost, print_table, run_once, sum_up

_HERE = Path(__file__).resolve().parent
_SHIPPED = _HERE.parent / "plan.yaml"
_SIZES = (21, 1_000, 10_000)
_SMALLEST = "minimal typer program"
_APPLY = (
    "import sys, time; from pathlib import Path\n"
    "from jimoplan.core.changes.diff import diff\n"
    "from jimoplan.core.changes.items import each_named, replace_items\n"
    "from jimoplan.core.plan.model import Status\n"
    "from jimoplan.core.text.reading.load import load\n"
    "from jimoplan.core.text.writing.apply import apply\n"
    "import gc; gc.disable()\n"
    "text = Path(sys.argv[1]).read_text('utf-8'); plan = load(text, with_advice=False).plan\n"
    "(_, item), = each_named(plan, ['1-1'])\n"
    "due = plan.plan.period.end if item.due is None else None\n"
    "target = replace_items(plan, {'1-1': item.model_copy(update={'due': due})})\n"
    "begun = time.perf_counter(); load(text, with_advice=False); loaded = time.perf_counter()\n"
    "changes = diff(plan, target); compared = time.perf_counter()\n"
    "apply(text, changes); done = time.perf_counter()\n"
    "print(f'{loaded - begun:.4f} {compared - loaded:.4f} {done - compared:.4f}')"
)


def measure_update(path: Path, rounds: int, folder: Path) -> None:
    """Print what `update` costs on a plan beside a minimal Typer program and a bare git commit."""
    work = _make_repository(path, folder)
    minimal = [sys.executable, str(_HERE / "minimal.py")]
    update = [sys.executable, "-m", "jimoplan", "update", "1-1", "--date", "2024-05-06", "--note"]
    runs: dict[str, list[Cost]] = {}
    for number in range(rounds + 1):
        with (work / "plan.yaml").open("ab") as file:
            file.write(f"# {number}\n".encode())
        costs = {
            _SMALLEST: run_once(minimal),
            "git commit": run_once(["git", "commit", "-qm", "x", "--", "plan.yaml"], work),
            "update --no-commit": run_once([*update, f"甲{number}", "--no-commit"], work),
            "git commit again": run_once(["git", "commit", "-qm", "x", "--", "plan.yaml"], work),
            "update": run_once([*update, f"乙{number}"], work),
        }
        for name, cost in costs.items() if number else ():
            runs.setdefault(name, []).append(cost)
    runs["git commit"] += runs.pop("git commit again")
    table = [sum_up(name, costs) for name, costs in runs.items()]
    print_table(table, _SMALLEST)
    medians = {cost.name: cost.median for cost in table}
    both = medians[_SMALLEST] + medians["git commit"]
    print(f"update beside the minimal program and a bare commit: {medians['update'] / both:.2f}")


def measure_apply(paths: Sequence[Path]) -> None:
    """Print the seconds that loading, comparing and applying one change take, plan by plan."""
    print(f"\n{'one change':34}{'load':>9}{'diff':>10}{'apply':>8}   seconds a MB applied")
    for path in paths:
        asked = [sys.executable, "-c", _APPLY, str(path)]
        told = subprocess.run(asked, capture_output=True, check=True, text=True).stdout.split()
        load, compare, apply = map(float, told)
        each = apply / path.stat().st_size * 1e6
        print(f"{path.stem:34}{load:9.3f}{compare:10.3f}{apply:8.3f}   {each:.3f}")


def _make_repository(path: Path, folder: Path) -> Path:
    work = folder / f"work-{path.stem}"
    work.mkdir()
    shutil.copy(path, work / "plan.yaml")
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "登记"]):
        subprocess.run(["git", *words], cwd=work, check=True)  # noqa: S607 - as a person would
    return work


def _generate(size: int, folder: Path) -> Path:
    path = folder / f"{size} tasks.yaml"
    with path.open("wb") as file:
        subprocess.run([sys.executable, _HERE / "generate.py", str(size)], stdout=file, check=True)
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    for variable, value in (("NAME", "联络员"), ("EMAIL", "liaison@example.cn")):
        os.environ[f"GIT_AUTHOR_{variable}"] = os.environ[f"GIT_COMMITTER_{variable}"] = value
    with tempfile.TemporaryDirectory() as name:
        plans = [_generate(size, Path(name)) for size in _SIZES]
        for path, times in ((_SHIPPED, rounds), (plans[1], rounds // 3), (plans[2], rounds // 7)):
            print(f"\n{path.stem}, {max(times, 1)} rounds in turn")
            measure_update(path, max(times, 1), Path(name))
        measure_apply([_SHIPPED, *plans])
