"""`jimoplan audit --accept`: what was accepted of a commit, and what is left of it."""

from typing import Any

from jimoplan.actions.changing.accept import Accepting, accept
from jimoplan.cli.shared.envelope import write_envelope
from jimoplan.cli.shared.streams import say, write
from jimoplan.core.audit.verdicts import Breach
from jimoplan.core.display.cells import reveal_line
from jimoplan.errors import ExitCode


def tell_accepted(accepting: Accepting, *, as_json: bool) -> int:
    """Accept what is wrong with a commit and tell of it; raises what accepting it does."""
    if not as_json:
        for breach in accepting.accepted:
            write(reveal_line(f"确认 {_name(breach)}") + "\n")
    done = accept(accepting)
    if as_json:
        data = {
            "accepted": [_breach_data(breach) for breach in accepting.accepted],
            "left": [_breach_data(breach) for breach in accepting.left],
            "commit": done.commit,
        }
        write_envelope("audit", data, notes=done.notes)
        return ExitCode.FINE
    subject = accepting.message.partition("\n")[0]
    left = [f"还有违规没有确认:{b.code} {b.rule.title}" for b in accepting.left]
    notes = [f"提交 {(done.commit or '')[:9]}:{subject}", *left, *done.notes]
    say("".join(f"{reveal_line(line)}\n" for note in notes for line in note.splitlines()))
    return ExitCode.FINE


def _name(breach: Breach) -> str:
    what = f" {breach.record.words}" if breach.record else ""
    return f"{breach.code} {breach.rule.title}{what}"


def _breach_data(breach: Breach) -> dict[str, Any]:
    record = breach.record
    return {
        "rule": breach.code,
        "title": breach.rule.title,
        "words": record.words if record else None,
    }
