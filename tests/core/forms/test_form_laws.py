"""A form reads the same however its sheet is laid out, and exactly what was filled in is read."""

import pytest
from form_sheets import Sheet, compare, form_of, lay_out, read_plan
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.forms.columns import NAMES
from jimoplan.core.forms.form import FormRow
from jimoplan.core.input.nothing import says_nothing

PLAN = read_plan()
FORM = form_of(PLAN)
IDS = [row.id for row in FORM.rows]
RENAMED = {
    "id": ["举措编号", "编 号"],
    "status": ["当前状态", "状态(请选)"],
    "figure": ["进度", "完成进度(%)", "进度/数值:"],
    "note": ["5月工作进展情况", "*进展"],
    "problem": ["存在的问题"],
    "next": ["下步打算", "下一步"],
    "evidence": ["佐证"],
}


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    names = {
        field: draw(st.sampled_from([NAMES[field], *others])) for field, others in RENAMED.items()
    }
    return Sheet(
        draw(st.permutations(range(len(FORM.rows)))),
        draw(st.permutations(range(len(FORM.columns)))),
        draw(st.lists(st.integers(0, 20), max_size=2)),
        names,
        draw(st.booleans()),
    )


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n=+-@\"',；｜"), max_size=12
)
NOTES = TEXT.map(str.strip).filter(lambda text: bool(text) and not says_nothing(text))


@pytest.mark.law
@given(sheets())
def test_a_form_that_nobody_filled_in_changes_nothing_however_it_lies(sheet: Sheet) -> None:
    found = compare(lay_out(FORM, sheet, {}), PLAN)
    assert (found.changes, found.conflicts, found.unreadable) == ((), (), ())


@pytest.mark.law
@given(
    sheets(),
    st.dictionaries(
        st.tuples(st.sampled_from(IDS), st.sampled_from(["note", "problem", "next"])), NOTES
    ),
)
def test_exactly_the_words_that_were_filled_in_are_read(
    sheet: Sheet, said: dict[tuple[str, str], str]
) -> None:
    found = compare(lay_out(FORM, sheet, said), PLAN)
    read = {
        (change.item.id, field): text
        for change in found.changes
        for field in ("note", "problem", "next")
        if (text := getattr(change.report, field))
    }
    assert read == said
    assert (found.conflicts, found.unreadable) == ((), ())


@pytest.mark.law
@given(sheets(), st.sampled_from(FORM.rows), TEXT, st.sampled_from(["status", "figure"]))
def test_whatever_stands_for_a_status_or_a_figure_is_read_or_named(
    sheet: Sheet, row: FormRow, text: str, field: str
) -> None:
    found = compare(lay_out(FORM, sheet, {(row.id, field): text}), PLAN)
    sent = row.cells[field]
    says_something = text.strip() and not says_nothing(text)
    places = [each.place for each in found.changes]
    places += [each.place for each in found.unreadable]
    if says_something and (field == "status" or sent not in {text.strip(), ""}):
        assert len(places) == (text.strip() != sent)
    assert all(place.startswith("甲科!") for place in places)
