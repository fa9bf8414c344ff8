"""python bench/proposals.py: proposed measures held against those made by hand, and time."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from jimoplan.core.importing.measures.proposals import propose_measures
from jimoplan.core.plan.items import Task

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests" / "support")]

from proposed import Quality, hold_against, shipped_tasks  # noqa: E402 - found by the line above

_LONG = {"brackets": "(", "quotes": "“", "、": "、", "the plan's own words": ""}
_MEGABYTE = 1_000_000


def measure_quality(quality: Quality) -> None:
    """Print what agrees with the plan, and every kind that does not."""
    print(f"{'':24}precision  recall")
    for name, share in (("cuts", quality.cuts), ("deliverables", quality.deliverables)):
        print(f"{name:24}{share.precision:9.3f}{share.recall:8.3f}")
    print(f"{'kinds':24}{quality.kinds_right:9.3f}  of {len(quality.kinds)} cut alike")
    for measure, proposal in quality.kinds:
        if measure.kind is not proposal.kind:
            print(f"  {measure.id} {measure.kind}, proposed {proposal.kind}: {measure.text}")


def measure_time(tasks: Sequence[Task]) -> None:
    """Print what a million characters cost: of one sort, and of the plan's own words."""
    words = "".join(measure.text or "" for task in tasks for measure in task.measures)
    print("\na million characters of   seconds")
    for name, text in _LONG.items():
        body = (text or words) * (_MEGABYTE // len(text or words))
        begun = time.perf_counter()
        propose_measures(body)
        print(f"{name:24}{time.perf_counter() - begun:9.2f}")


if __name__ == "__main__":
    made_by_hand = shipped_tasks()
    measure_quality(hold_against(made_by_hand))
    measure_time(made_by_hand)
