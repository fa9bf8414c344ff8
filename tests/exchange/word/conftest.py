"""Plans and the views that documents are drawn from."""

from pathlib import Path

import pytest
from lively_plan import make_lively
from report_views import read_plan, views_of

from jimoplan.core.plan.model import Plan

REPOSITORY = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def shipped() -> Plan:
    return read_plan((REPOSITORY / "plan.yaml").read_bytes())


@pytest.fixture(scope="session")
def lively(shipped: Plan) -> Plan:
    return make_lively(shipped)


@pytest.fixture(scope="session")
def views(lively: Plan) -> dict[str, object]:
    """The view of each report on a plan with made-up progress."""
    return views_of(lively)
