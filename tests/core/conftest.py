"""Both of PyYAML's parsers, which must read every text alike."""

from typing import Any

import pytest
import yaml


@pytest.fixture(params=[yaml.CSafeLoader, yaml.SafeLoader], ids=["C", "Python"], scope="session")
def parser(request: pytest.FixtureRequest) -> Any:  # noqa: ANN401 - PyYAML's loaders are untyped
    return request.param
