"""What `init` and `rollover` tell programs of the plan that they have begun."""

from jimoplan.actions.init import Begun
from jimoplan.cli.shared.envelope import write_envelope
from jimoplan.system.files import shown_path


def write_begun(begun: Begun | None) -> None:
    """Write the envelope; None for a plan that was not begun. Raises OutputError."""
    data = {
        "files": [str(shown_path(file)) for file in begun.files] if begun else [],
        "commit": begun.commit if begun else None,
        "new_repository": begun is not None and begun.is_new,
    }
    why_not = begun.why_not if begun else "没有写入"
    write_envelope("begin", data, notes=[why_not] if why_not else [])
