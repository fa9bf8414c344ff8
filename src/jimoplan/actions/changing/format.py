"""fmt: a plan's text in canonical form."""

from pathlib import Path

from jimoplan.actions.changing.proposal import Proposal
from jimoplan.actions.plan.open import Reading
from jimoplan.actions.plan.workplace import find_workplace
from jimoplan.core.text.reading.load import Loaded
from jimoplan.core.text.writing.apply import RewriteError
from jimoplan.core.text.writing.canonical import canonical_text
from jimoplan.core.text.writing.in_turn import read_closed


def propose_format(file: Path | None, start: Path) -> Proposal:
    """The text in canonical form, saying the same plan; raises BrokenPlanError."""
    workplace = find_workplace(file, start)
    reading = workplace.read()
    return Proposal(
        workplace=workplace,
        reading=reading,
        changes=(),
        written=_tidy(reading),
        remake=_tidy,
        subject=f"整理 {workplace.file.name} 的格式",
    )


def _tidy(reading: Reading) -> Loaded:
    again = read_closed(canonical_text(reading.loaded.document, reading.plan), reading.plan)
    if again.plan != reading.plan:
        raise RewriteError
    return again
