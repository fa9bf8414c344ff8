"""Branches brought together by the driver, 200 for 20000 examples: merged, rebased, picked."""

from pathlib import Path

import pytest
from branches import join_branches, make_work
from laws import share_of


@pytest.mark.parametrize("seed", range(2), ids=lambda seed: f"seed {seed}")
def test_every_result_is_a_plan_or_has_markers_nothing_is_lost_and_fewer_conflict(
    tmp_path: Path, seed: int, examples: int
) -> None:
    count = max(10, share_of(100, examples))

    tally = join_branches(make_work(tmp_path / "work", seed), count, seed)

    assert tally.faults == []
    assert tally.joined == count
    assert tally.conflicts < tally.plain_conflicts
