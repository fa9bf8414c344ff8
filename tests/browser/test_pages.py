"""The pages as they are written, before any browser sees them."""

import re
from collections.abc import Mapping

import pytest
from browser_pages import NAMES
from tinyhtml5.parser import HTMLParser


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_html5_without_a_parse_error(pages: Mapping[str, str], name: str) -> None:
    parser = HTMLParser()
    parser.parse(pages[name])

    assert parser.errors == []


@pytest.mark.parametrize("name", NAMES)
def test_every_id_is_unique_and_everything_named_is_there(
    pages: Mapping[str, str], name: str
) -> None:
    ids = re.findall(r' id="?([\w-]+)', pages[name])
    named = re.findall(
        r'href="?#([\w-]+)(?![\w=-])|url\(#([\w-]+)\)|labelledby="([^"]+)"', pages[name]
    )

    assert len(ids) == len(set(ids))
    assert {name for found in named for part in found for name in part.split()} <= set(ids)


@pytest.mark.parametrize("name", sorted({*NAMES} - {"annual"}))
def test_a_page_with_the_full_plan_and_its_history_stays_below_300_kilobytes(
    pages: Mapping[str, str], name: str
) -> None:
    assert len(pages[name].encode()) < 300_000
