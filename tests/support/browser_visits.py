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
        return self._ids("task")

    def measures(self) -> list[str]:
        """The ids of the measures on show, in their order."""
        return self._ids("measure")

    def _ids(self, kind: str) -> list[str]:
        found = self.page.locator(f"tr.{kind}:visible").evaluate_all("all => all.map(e => e.id)")
        return [id_.replace(f"{kind}-", "", 1) for id_ in found]


Visits = Callable[..., Visit]
