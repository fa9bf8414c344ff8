"""A page as a browser shows it."""

from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Page


class Visit(NamedTuple):
    """A page in the browser, with all that it asked for and all that the console said."""

    page: Page
    requests: list[str]
    messages: list[str]

    def tasks(self) -> list[str]:
        """The ids of the tasks on show, in their order."""
        found = self.page.locator("[data-light]:visible")
        return [
            id_.removeprefix("task-") for id_ in found.evaluate_all("all => all.map(e => e.id)")
        ]


Visits = Callable[..., Visit]
