"""Words that say there is nothing, as forms are filled in with."""

import pytest

from jimoplan.core.input.nothing import says_nothing


@pytest.mark.parametrize("text", ["无", " 无。", "没有", "暂无", "/", "／", "无问题", "—", "None"])
def test_what_says_that_there_is_nothing_is_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["", "无人负责", "没有经费", "暂无场地", "资料不全"])
def test_what_says_that_something_is_missing_is_something(text: str) -> None:
    assert not says_nothing(text)
