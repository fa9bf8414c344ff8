"""`jimoplan completion`."""

from enum import StrEnum
from typing import Annotated

import typer

from jimoplan.cli.shared import complete
from jimoplan.cli.shared.streams import write
from jimoplan.cli.tab.scripts import SCRIPTS
from jimoplan.core.plan.vocabulary import find_word


class Shell(StrEnum):
    """The shells that completion scripts are there for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def run(
    shell: Annotated[
        str,
        typer.Argument(
            metavar="终端",
            help="用的是哪一种:bash、zsh、fish 或 powershell",
            autocompletion=complete.offer_words(Shell),
        ),
    ],
) -> None:
    """Write a shell's completion script; installing it is left to the person."""
    write(SCRIPTS[find_word(shell, Shell, "终端")])
