"""Others' work that an edit by hand would take away: whether it stays is asked, item by item."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from jimoplan.actions.changing.others import OthersWork
from jimoplan.cli.shared.asking import ask_or_leave, is_somebody_there
from jimoplan.cli.shared.streams import say
from jimoplan.core.display.cells import reveal_line

DeleteOthers = Annotated[
    bool,
    typer.Option(
        "--delete-others", help="手工改动会去掉的别人的内容,真的去掉;不写则放回去(终端里逐条问)"
    ),
]


def choose_kept(others: Sequence[OthersWork], *, delete: bool, ask: bool) -> tuple[OthersWork, ...]:
    """What stays of others' work: all of it, unless it is let go, one by one or all at once."""
    if delete:
        return ()
    asks = ask and is_somebody_there()
    return tuple(work for work in others if not asks or _stays(work))


def tell_kept(kept: Sequence[OthersWork], done: str) -> Iterator[str]:
    """What stays of others' work, with what is `done` with it; nothing where nothing does."""
    if kept:
        yield f"别人的内容 {len(kept)} 处,{done}(真的要去掉,加上 --delete-others):"
    yield from (f"  {work.whose}:{work.what}" for work in kept)


def _stays(work: OthersWork) -> bool:
    say(f"{reveal_line(f'这次手工改动会去掉 {work.whose} 的:{work.what}')}\n")
    answer = ask_or_leave("保留还是去掉?[保留/去掉](直接回车就保留):")
    return answer not in {"去掉", "删去", "2"}
