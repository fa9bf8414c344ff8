"""compare: two years' plans."""

from datetime import date
from pathlib import Path

from jimoplan.actions.plan.workplace import open_plan
from jimoplan.core.views.two_years import TwoYears, compare_years


def compare_plans(old: Path, new: Path, start: Path, as_of: date) -> TwoYears:
    """What became of one plan's items in another.

    Raises JimoplanError where one cannot be read, BrokenPlanError where it has errors.
    """
    before, after = (open_plan(file, start).rely() for file in (old, new))
    return compare_years(before, after, as_of)
