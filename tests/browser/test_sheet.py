"""A page with all that a report can have in it, before any browser sees it."""

import re
from collections.abc import Mapping

from tinyhtml5.parser import HTMLParser

from jimoplan.core.model import Plan
from lively_plan import make_histories


def test_it_is_html5_without_a_parse_error(pages: Mapping[str, str]) -> None:
    parser = HTMLParser()
    parser.parse(pages["sheet"])

    assert parser.errors == []


def test_every_id_in_it_is_unique_and_everything_named_is_there(pages: Mapping[str, str]) -> None:
    ids = re.findall(r' id="([^"]+)"', pages["sheet"])
    named = re.findall(r'href="#([^"]+)"|url\(#([\w-]+)\)|labelledby="([^"]+)"', pages["sheet"])

    assert len(ids) == len(set(ids))
    assert {name for found in named for part in found for name in part.split()} <= set(ids)


def test_the_full_plan_with_a_years_history_stays_below_300_kilobytes(
    pages: Mapping[str, str], lively: Plan
) -> None:
    assert sum(map(len, make_histories(lively).values())) > 600
    assert len(pages["sheet"].encode()) < 300_000
