"""An answer that was given before, given again without reading the plan for its meaning.

What an answer depends on makes its key: the bytes of the file, the days, the question, and the
program as it is installed. Only what can be relied on was ever kept: a plan with errors has no
answer, and a day in the past is a matter of history.
"""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from jimoplan.actions.plan.whereabouts import find_path
from jimoplan.core.views.answer import About, Answer, Table
from jimoplan.system.files import read_bytes
from jimoplan.system.kept import keep, key_of, read_kept


class Asked(NamedTuple):
    """Which plan is asked, from where, as of which day, and what today is.

    `data` is what its file says, None where that has not been read.
    """

    file: Path | None
    start: Path
    as_of: date
    today: date
    data: bytes | None = None


def give_again(
    asked: Asked, question: object, make: Callable[[Asked], Answer], *, with_data: bool
) -> Answer:
    """The answer to a question, made only where it has not been given before.

    `question` is all that was asked, as values ready for JSON. What is made is made of the bytes
    that it is kept under, whoever writes meanwhile. Without data, `data` is empty. Raises what
    `make` does.
    """
    if asked.as_of < asked.today:
        return make(asked)
    data = read_bytes(find_path(asked.file, asked.start))
    text = json.dumps([question, with_data, asked.as_of, asked.today], default=str)
    key = key_of(text.encode(), data)
    kept = read_kept(key)
    if kept is not None:
        return _decode(kept)
    answer = make(asked._replace(data=data))
    keep(key, _encode(answer, with_data=with_data))
    return answer


def _encode(answer: Answer, *, with_data: bool) -> bytes:
    from jimoplan.core.views.codes import with_codes

    tables = [[*map(_encode_part, table)] for table in answer.tables]
    values = {
        "question": answer.question,
        "about": answer.about._asdict(),
        "sentences": answer.sentences,
        "tables": tables,
        "data": with_codes(answer.data) if with_data else {},
        "closing": answer.closing,
    }
    return json.dumps(values, ensure_ascii=False, default=str).encode()


def _encode_part(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


def _decode(data: bytes) -> Answer:
    values: dict[str, Any] = json.loads(data)
    return Answer(
        values["question"],
        _decode_about(values["about"]),
        tuple(values["sentences"]),
        tuple(map(_decode_table, values["tables"])),
        values["data"],
        tuple(values["closing"]),
    )


def _decode_about(values: dict[str, Any]) -> About:
    read = date.fromisoformat
    return About(
        values["unit"],
        values["title"],
        read(values["start"]),
        read(values["end"]),
        read(values["as_of"]),
        tuple(values["notes"]),
        values["is_begun"],
    )


def _decode_table(values: list[Any]) -> Table:
    title, labels, rows, wide, counts, plain, days, figures = values
    return Table(
        title,
        tuple(labels),
        tuple(map(tuple, rows)),
        frozenset(wide),
        frozenset(counts),
        tuple(map(tuple, plain)),
        frozenset(days),
        frozenset(figures),
    )
