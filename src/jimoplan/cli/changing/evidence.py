"""Asks for the evidence without which an item cannot be reported as done."""

from pathlib import Path

from jimoplan.actions.plan.evidence import check_evidence
from jimoplan.actions.plan.workplace import find_workplace
from jimoplan.cli.shared.asking import ask_or_leave
from jimoplan.cli.shared.streams import say
from jimoplan.core.workflow.record import EvidenceMissingError
from jimoplan.errors import UsageError


def ask_for_evidence(file: Path | None, missing: EvidenceMissingError) -> str:
    """The evidence the person gives; raises the error that asked for it if there is none."""
    workplace = find_workplace(file, Path.cwd())
    while True:
        answer = ask_or_leave("佐证材料(仓库里的文件、文号或网址;直接回车就不报):")
        if not answer:
            raise missing
        try:
            return check_evidence(workplace, Path.cwd(), answer)
        except UsageError as wrong:
            say(f"{wrong.message};{wrong.remedy}\n")
