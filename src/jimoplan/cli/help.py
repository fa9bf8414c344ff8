"""`jimoplan help`."""

import re
from typing import Annotated

import typer

from jimoplan.cli.shared import complete
from jimoplan.cli.shared.commands import ENTRIES, Area
from jimoplan.cli.shared.draw import draw_help, draw_page
from jimoplan.cli.shared.help import describe_command, find_command
from jimoplan.cli.shared.pager import write_long
from jimoplan.cli.shared.topics import ALL, TOPICS
from jimoplan.core.input.characters import even_out
from jimoplan.errors import UnknownNameError
from jimoplan.system.files import shipped_docs

_CODE = re.compile(r"[A-Z]\d{1,4}", re.ASCII)
_CODE_IN_A_TITLE = re.compile(r"[A-Z]\d{2,3}")
_CODE_PAGES = ("problems.md", "audit.md")


def run(
    about: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[主题]",
            help="专题、命令、问题代码(如 E014、A16),或“全部”;不写,列出有哪些专题",
            autocompletion=complete.offer_words((*TOPICS, ALL, *ENTRIES)),
        ),
    ] = None,
) -> None:
    """Print the page on a topic, a command or a code; raises UnknownNameError."""
    words = tuple(map(even_out, about or ()))
    command = tuple(word.lower() for word in words)
    code = "".join(words).upper()
    if not words:
        write_long(_list_topics())
    elif words == (ALL,):
        write_long(_list_commands())
    elif command[0] in ENTRIES:
        write_long(_describe(command))
    elif _CODE.fullmatch(code):
        write_long(draw_page(_find_code(code)))
    else:
        write_long(draw_page(_read(TOPICS[_find_topic(" ".join(words))].page)))


def _list_topics() -> str:
    rows = tuple((name, topic.about) for name, topic in TOPICS.items())
    return draw_help(
        "用法:jimoplan help 主题", "随 jimoplan 一起装好的说明,不用联网。", (("主题", rows),)
    )


def _list_commands() -> str:
    """All commands there are, each with its help, by what people come for."""
    areas = [(str(area), area) for area in Area] + [("由别的程序调用,或只用一次", "")]
    parts = [
        (heading, tuple((name, e.help) for name, e in ENTRIES.items() if e.area == area))
        for heading, area in areas
    ]
    return draw_help("用法:jimoplan 命令 [选项]", "全部命令。", parts)


def _describe(words: tuple[str, ...]) -> str:
    """The help page of a command; raises UnknownNameError for a subcommand there is not."""
    command, context = find_command(words)
    return draw_help(*describe_command(command, context))


def _find_topic(written: str) -> str:
    """The topic meant, by a part of its name or its page's name; raises UnknownNameError."""
    sought, by_name = written.casefold(), {name.casefold(): name for name in TOPICS}
    found = [
        name
        for key, name in by_name.items()
        if sought in {key, TOPICS[name].page, TOPICS[name].page[:-3]}
    ]
    found = found or [name for key, name in by_name.items() if sought in key]
    if len(found) != 1:
        known = (*TOPICS, ALL)
        raise UnknownNameError("主题", written, (*known, *ENTRIES), near=found, listed=known)
    return found[0]


def _find_code(code: str) -> str:
    """The section on a code of a problem or a rule; raises UnknownNameError."""
    sections = {
        each: section
        for page in _CODE_PAGES
        for section in re.split(r"(?m)^(?=#{2,3} )", _read(page))
        for each in _CODE_IN_A_TITLE.findall(section.partition("\n")[0])
    }

    def distance(other: str) -> tuple[bool, int]:
        return not other.startswith(code), abs(int(other[1:]) - int(code[1:]))

    alike = sorted((each for each in sections if each[0] == code[0]), key=distance)
    meant = next((each for each in alike if int(each[1:]) == int(code[1:])), "")
    if not meant:
        raise UnknownNameError("问题代码", code, sections, near=alike[:3])
    return sections[meant]


def _read(page: str) -> str:
    return (shipped_docs() / page).read_text("utf-8")
