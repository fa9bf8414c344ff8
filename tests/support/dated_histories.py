"""Histories of a small plan as repositories: what came from what, when, and under which name."""

import subprocess
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st
from plan_histories import History, histories, write
from repositories import Work

from jimoplan.core.history.commits import BEIJING

_BEGIN = datetime(2024, 3, 1, 9, tzinfo=BEIJING)
_ANY_DAY = st.datetimes(datetime(2023, 6, 1), datetime(2025, 6, 1)).map(  # noqa: DTZ001 - given one
    lambda time: time.replace(tzinfo=BEIJING)
)


class Form(StrEnum):
    """How the plan lies in a commit."""

    PLAIN = "plan.yaml"
    ELSEWHERE = "old.yaml"
    LINK = "a link to data.yaml"
    GONE = "nowhere"


class Dated(NamedTuple):
    """A history with the time and form of each of its steps; the last step is HEAD."""

    history: History
    times: tuple[datetime, ...]
    forms: tuple[Form, ...]

    def own_line(self) -> list[int]:
        """The places of HEAD and of the first parents that led to it."""
        line = [len(self.history) - 1]
        while parents := self.history[line[-1]].parents:
            line.append(parents[0])
        return line

    def days(self) -> list[date]:
        """The days of the commits and those beside them."""
        each = {time.date() + timedelta(days=by) for time in self.times for by in (-1, 0, 1)}
        return sorted(each)


@st.composite
def dated_histories(draw: st.DrawFn, *, orderly: bool) -> Dated:
    """Any history, mostly under one name.

    In an orderly one no child is older than its parents, HEAD has the plan, and it has but one
    name: whether git takes another file for the same one depends on how much they have in common.
    """
    history = _joined(draw(histories()))
    time, times, forms = _BEGIN, list[datetime](), list[Form]()
    for _ in history:
        time += timedelta(hours=draw(st.integers(0, 60)))
        odd = not orderly and draw(st.integers(0, 3)) == 0
        times.append(draw(_ANY_DAY) if odd else time)
        rare = [form for form in Form if not (orderly and form is Form.ELSEWHERE)]
        forms.append(draw(st.sampled_from((*[Form.PLAIN] * 5, *rare))))
    if orderly:
        forms[-1] = draw(st.sampled_from((Form.PLAIN, Form.PLAIN, Form.LINK)))
    return Dated(history, tuple(times), tuple(forms))


def _joined(history: History) -> History:
    """The history with one beginning: what would be another one comes from the step before."""
    return tuple(
        step if step.parents or not place else step._replace(parents=(place - 1,))
        for place, step in enumerate(history)
    )


def make_dated(folder: Path, dated: Dated) -> tuple[Work, list[str]]:
    """The repository of a history, checked out, and the ids of its commits."""
    folder.mkdir(parents=True)
    work = Work(folder)
    work.git("init", "--quiet", "--initial-branch=main", "--template=")
    stream = b"".join(_write_step(dated, place) for place in range(len(dated.history)))
    last = f"reset refs/heads/main\nfrom :{len(dated.history)}\n\n".encode()
    subprocess.run(
        ["git", "fast-import", "--quiet", "--export-marks=marks"],
        cwd=folder,
        input=stream + last,
        check=True,
    )
    marks = dict(line.split(" ") for line in (folder / "marks").read_text().splitlines())
    (folder / "marks").unlink()
    work.git("reset", "--quiet", "--hard")
    return work, [marks[f":{place + 1}"] for place in range(len(dated.history))]


def _write_step(dated: Dated, place: int) -> bytes:
    step, form = dated.history[place], dated.forms[place]
    who = f"张三 <zhang@example.cn> {int(dated.times[place].timestamp())} +0800"
    first, *others = [f":{parent + 1}" for parent in step.parents] or [""]
    head = (
        f"commit refs/steps/{place}\nmark :{place + 1}\nauthor {who}\ncommitter {who}\n"
        f"data 1\nx\n{f'from {first}' if first else ''}\n"
    )
    merged = "".join(f"merge {other}\n" for other in others)
    return f"{head.rstrip()}\n{merged}deleteall\n".encode() + _write_files(
        form, write(step.state).encode(), str(place).encode()
    )


def _write_files(form: Form, text: bytes, note: bytes) -> bytes:
    files = [(b"100644", b"note", note)]
    match form:
        case Form.LINK:
            files += [(b"120000", b"plan.yaml", b"data.yaml"), (b"100644", b"data.yaml", text)]
        case Form.PLAIN | Form.ELSEWHERE:
            files.append((b"100644", form.encode(), text))
    return b"".join(
        b"M %b inline %b\ndata %d\n%b\n" % (mode, name, len(data), data)
        for mode, name, data in files
    )
