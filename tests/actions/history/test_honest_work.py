"""People who do what the plan lets them, in clones and branches: audit has nothing to say of it."""

from datetime import datetime
from pathlib import Path

import pytest
from chance import SeededChance
from role_play import Office, Way

from jimoplan.actions.history.audit import Demands, audit
from jimoplan.core.history.commits import BEIJING

_STEPS = 15


@pytest.mark.law
def test_no_honest_history_is_told_of(tmp_path: Path, examples: int) -> None:
    """Twelve of them for 2000 examples, evenly over the ways in which work is brought together."""
    ways = list(Way)
    for number in range(max(2, min(12, examples // 160))):
        office = Office(tmp_path / str(number), SeededChance(number), ways[number % len(ways)])
        office.play(_STEPS)
        now = datetime(2026, 1, 1, tzinfo=BEIJING)
        found = audit(None, office.desks[0].work.folder, Demands(now))

        assert office.done.total() > 0
        assert found.violations == 0, (number, office.told)
