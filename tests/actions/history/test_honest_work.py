"""People who do what the plan lets them, in clones and branches: audit has nothing to say of it."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from chance import SeededChance
from laws import share_of
from role_play import Office, Way

from jimoplan.actions.history.audit import Demands, audit
from jimoplan.core.history.commits import BEIJING

_STEPS = 15
_CROSSING = 8
"""How many steps where lines cross: for each merge git merges all places where they parted."""
_FEWER = 0.6
"""How much of that is played for 200 examples."""


@pytest.mark.law
@pytest.mark.parametrize("way", Way)
def test_no_honest_history_is_told_of(tmp_path: Path, examples: int, way: Way) -> None:
    """For 20000 examples 40 of each way in which work is brought together."""
    steps = (_CROSSING if way is Way.CROSS else _STEPS) * (1 if examples > 200 else _FEWER)
    for number in range(share_of(40, examples)):
        office = Office(tmp_path / str(number), SeededChance(f"{way} {number}"), way)
        office.play(round(steps))
        now = datetime(2026, 1, 1, tzinfo=BEIJING)
        found = audit(None, office.desks[0].work.folder, Demands(now))

        assert office.done.total() > 0
        assert found.violations == 0, (number, office.told)
        shutil.rmtree(tmp_path / str(number))
