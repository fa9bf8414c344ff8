"""Which plan is asked, and as of which day: what every question is asked with."""

from datetime import date
from pathlib import Path

from jimoplan.actions.plan.given import Asked
from jimoplan.cli.shared.options import find_today


def read_asked(as_of: str | None, file: Path | None) -> Asked:
    """Which plan is asked from here, as of the day that was typed; raises UsageError."""
    return Asked(file, Path.cwd(), *read_as_of(as_of, file))


def read_as_of(written: str | None, file: Path | None = None) -> tuple[date, date]:
    """The day that is asked about, and today in Beijing; raises UsageError."""
    today = find_today()
    if written is None:
        return today, today
    from jimoplan.cli.shared.typed import read_recent_date

    return read_recent_date(written, file), today
