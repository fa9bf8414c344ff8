"""A task without measures is carried out and reported itself, and stands as a measure would."""

from datetime import date, timedelta
from typing import Any

from assessed import YEAR, assessed, measure
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.plan.words import Cadence

START = date.fromisoformat(YEAR["start"])
DAYS = st.integers(0, 400).map(lambda n: START + timedelta(days=n))


@st.composite
def leaves(draw: st.DrawFn) -> dict[str, Any]:
    """What a measure of each kind may say, with reports that its kind can have."""
    kind = draw(st.sampled_from(["一次性", "常态化", "周期性", "指标"]))
    fields: dict[str, Any] = {
        "kind": kind,
        "status": draw(st.sampled_from(["未启动", "推进中", "已完成", "已销号", "暂缓", "已取消"])),
        "reason": "等上级文件",
    }
    if draw(st.booleans()):
        fields["due"] = str(draw(DAYS))
    if draw(st.booleans()):
        fields["since"] = str(draw(DAYS))
    if kind == "指标":
        fields |= {"target": 100, "direction": draw(st.sampled_from(["不低于", "不高于"]))}
    if kind == "周期性":
        fields["cadence"] = str(draw(st.sampled_from(list(Cadence))))
    fields["updates"] = [draw(reports(kind)) for _ in range(draw(st.integers(0, 3)))]
    return fields


@st.composite
def reports(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    figure = {"一次性": "progress", "指标": "value", "周期性": "period"}.get(kind)
    said: dict[str, Any] = {"date": str(draw(DAYS)), "note": "有进展"}
    if figure:
        said[figure] = draw(st.integers(1, 100))
    if draw(st.booleans()):
        said["problem"] = "缺人手"
    return said


@given(fields=leaves(), day=DAYS)
def test_it_stands_as_its_only_measure_would(fields: dict[str, Any], day: date) -> None:
    alone = assessed(str(day), **fields).items["8"]
    as_measure = assessed(str(day), measure(**fields)).items["8-1"]

    assert alone._replace(id="") == as_measure._replace(id="")


def test_it_is_silent_when_nobody_reports() -> None:
    bare = assessed("2024-02-15", policy={"behind": 100}).items["8"]

    assert bare.words == "黄:一直未填报(45天)"


def test_its_progress_is_what_was_reported_of_it() -> None:
    reported = assessed("2024-02-15", updates=[{"date": "2024-02-01", "progress": 40}])

    assert reported.items["8"].progress.words == "40%"


def test_with_measures_what_it_says_itself_counts_no_more() -> None:
    said = {"updates": [{"date": "2024-02-01", "progress": 90, "problem": "缺人手"}]}
    with_measure = assessed("2024-02-15", measure(), **said).items["8"]

    assert with_measure.progress.percent == 0
    assert with_measure.said == ()
