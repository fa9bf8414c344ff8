"""The shipped plan's views, and a plan of hostile words."""

from collections.abc import Callable

import pytest
from report_views import hostile_plan, read_shipped_plan, views_of

from jimoplan.core.plan.model import Plan

Views = Callable[[Plan], dict[str, object]]


@pytest.fixture(scope="session")
def shipped() -> Plan:
    return read_shipped_plan()


@pytest.fixture(scope="session")
def views() -> Views:
    return views_of


@pytest.fixture(scope="session")
def hostile() -> Plan:
    return hostile_plan()
