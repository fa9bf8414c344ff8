"""What has been typed so far, read by the table of commands beside this module.

commands.txt is written from the commands (tests/support/tab_table.py), which take much longer to
import than a shell may wait. A command's row is its words and its help; below it, one space in,
stand its options and arguments: names (1 is an argument, * any number of them), value, help. A
value is - for an option that takes none, words behind a =, or the name of a function in
cli/shared/complete.py; where there is none, the shell offers files.
"""

_TABLE = "commands.txt"
_ALWAYS = (("--help", "显示这份说明"), ("-h", "显示这份说明"))
FLAG = "-"


class Command:
    """What a command takes: its options by each of their names, the values of its arguments."""

    def __init__(self, meaning: str) -> None:
        self.meaning = meaning
        self.names: dict[str, str] = dict(_ALWAYS)
        """Each name of an option, with the help."""
        self.values: dict[str, str] = {}
        """What the value of an option is, by each of its names."""
        self.full_names: dict[str, str] = {}
        """The first name of an option, by each."""
        self.arguments: list[str] = []
        self.takes_more = False

    def add(self, names: str, value: str, meaning: str) -> None:
        """Take in a row below that of the command."""
        if not names.startswith("-"):
            self.arguments.append(value)
            self.takes_more = names == "*"
            return
        first, *_ = each = names.split(" ")
        for name in each:
            self.names[name], self.values[name], self.full_names[name] = meaning, value, first

    def argument(self, place: int) -> str:
        """What the argument at a place is, from 0."""
        last = len(self.arguments) - 1
        if place > last and not self.takes_more:
            return FLAG
        return self.arguments[min(place, last)]


class Typed:
    """The command that was typed, the values of its options, its arguments, and what is awaited."""

    def __init__(self, words: list[str], commands: dict[str, Command]) -> None:
        self.commands = commands
        self.name = ""
        self.options: dict[str, str] = {}
        self.arguments: list[str] = []
        self.awaited = ""
        """The option whose value comes next."""
        for word in words:
            self._take(word)

    @property
    def command(self) -> Command:
        """The command that was typed, the program itself where there is none yet."""
        return self.commands[self.name]

    def subcommands(self) -> dict[str, str]:
        """The names of what may follow, with their help."""
        start = f"{self.name} ".lstrip()
        return {
            name[len(start) :]: command.meaning
            for name, command in self.commands.items()
            if name.startswith(start) and name != self.name and " " not in name[len(start) :]
        }

    def _take(self, word: str) -> None:
        command = self.command
        longer = f"{self.name} {word}".lstrip()
        if self.awaited:
            self.options[command.full_names[self.awaited]] = word
            self.awaited = ""
        elif word.startswith("-"):
            name, equals, value = word.partition("=")
            if equals and name in command.full_names:
                self.options[command.full_names[name]] = value
            elif command.values.get(name, FLAG) != FLAG:
                self.awaited = name
        elif longer in self.commands and not self.arguments:
            self.name = longer
        else:
            self.arguments.append(word)


def read_table() -> dict[str, Command]:
    """All commands by their words; '' is the program itself."""
    commands: dict[str, Command] = {}
    command = Command("")
    path = f"{__file__.rpartition('typed')[0]}{_TABLE}"
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - pathlib would cost more than all
        for line in file:
            names, value, meaning = line.rstrip("\n").split("\t")
            if names.startswith(" "):
                command.add(names[1:], value, meaning)
            else:
                command = commands[names] = Command(meaning)
    return commands
