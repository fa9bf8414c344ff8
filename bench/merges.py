"""python bench/merges.py: the same random branches brought together with the driver and without."""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests" / "support")]

from branches import Tally, join_branches, make_work  # noqa: E402 - found by the line above


def print_tally(tally: Tally) -> None:
    """Print the counts side by side; git alone is given the very same three texts each time."""
    print(f"{tally.joined} branches{'':20}{'driver':>10}{'plain git':>12}")
    for what, ours, plain in (
        ("with conflicts", tally.conflicts, tally.plain_conflicts),
        ("places to decide", tally.hunks, tally.plain_hunks),
        ("clean, but no valid plan", 0, tally.plain_broken),
    ):
        print(f"{what:32}{ours:>10}{plain:>12}")
    each = tally.seconds / max(tally.joined, 1)
    print(f"{tally.seconds:.1f} s for the driver's merges, rebases and picks, {each:.2f} s each")
    print("".join(f"FAULT {fault}\n" for fault in tally.faults), end="")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--branches", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2024)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = make_work(Path(name) / "work", asked.seed)
        print_tally(join_branches(work, asked.branches, asked.seed))
