"""Two hundred branches brought together by the driver: merged, rebased and picked in turn."""

from pathlib import Path

import pytest
from branches import join_branches, make_work


@pytest.mark.parametrize("seed", range(4), ids=lambda seed: f"fifty branches, seed {seed}")
def test_every_result_is_a_plan_or_has_markers_nothing_is_lost_and_fewer_conflict(
    tmp_path: Path, seed: int
) -> None:
    tally = join_branches(make_work(tmp_path / "work", seed), count=50, seed=seed)

    assert tally.faults == []
    assert tally.joined == 50
    assert tally.conflicts < tally.plain_conflicts
