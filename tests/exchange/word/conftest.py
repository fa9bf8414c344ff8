"""Plans and the views that documents are drawn from."""

import pytest
from lively_plan import make_lively
from report_views import read_shipped_plan, views_of

from jimoplan.core.plan.model import Plan


@pytest.fixture(scope="session")
def shipped() -> Plan:
    return read_shipped_plan()


@pytest.fixture(scope="session")
def lively(shipped: Plan) -> Plan:
    return make_lively(shipped)


@pytest.fixture(scope="session")
def views(lively: Plan) -> dict[str, object]:
    """The view of each report on a plan with made-up progress."""
    return views_of(lively)
