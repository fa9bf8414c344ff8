"""What holds of owner clauses and deadlines whatever the text is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.importing.doubts import Inquiry
from jimoplan.core.importing.owners.deadlines import find_due, read_due
from jimoplan.core.importing.owners.names import Roster, read_names
from jimoplan.core.importing.owners.owner_clauses import find_owner_clauses, read_cell_owners
from jimoplan.core.plan.model import Department
from jimoplan.core.plan.words import OFFICE, Role

NAMES = (
    "政治处",
    "办公室",
    "复议应诉科",
    "人民参与和促进法治科",
    "普法和宣传信息科",
    "各科室",
    "各司法所",
    "市委依法治市办秘书科",
    "市工业和信息化局",
    "市交通委（市道运局）",
    "各县（市、区）政府",
    "团市委",
    "龙山",
    "国网供电公司",
    "法院执行局",
    "行政执法协调监督科",
    "行政复议与应诉科",
    "各基层党组织",
)
KNOWN = Roster(tuple(Department(name=name, kind=OFFICE) for name in NAMES))
PIECES = (
    *list("()（）【】〔〕[]《》“”、,，;；。:： \n各市局等和与及由"),
    *("责任单位", "牵头部门", "配合", "牵头", "会同", "分管领导", "责任人", "完成时限"),
    *("6月底前", "2024年", "每季度", "长期", "列第一位的为牵头单位", "按职责分工负责", "无", "12"),
    *NAMES,
)
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
rosters = st.sampled_from([Roster(()), KNOWN])
BRACKETS = (("(", ")"), ("（", "）"), ("【", "】"), ("〔", "〕"), ("[", "]"))
LABELS = {
    Role.LEAD: ("牵头单位", "牵头部门", "主办", "牵头", "牵头责任单位"),
    Role.RESPONSIBLE: ("责任单位", "责任科室", "承办部门", "责任"),
    Role.SUPPORT: ("配合单位", "协办", "参与部门", "配合"),
}
VERBS = {
    Role.LEAD: ("牵头", "牵头负责", "主办"),
    Role.RESPONSIBLE: ("负责", "按职责分工负责", "分别负责", "承办"),
    Role.SUPPORT: ("配合", "协办", "参与", "配合落实"),
}


@given(text=texts, roster=rosters, first=st.booleans())
@pytest.mark.law
def test_clauses_of_any_text_lie_in_it_and_apart_from_each_other(
    text: str, roster: Roster, *, first: bool
) -> None:
    clauses = find_owner_clauses(text, roster, Inquiry({}), "段", first_is_lead=first)
    for clause in clauses:
        assert 0 <= clause.start < clause.end <= len(text)
        for group in clause.groups:
            assert clause.start <= group.start < group.end <= clause.end
            assert group.names
    assert all(one.end <= next_one.start for one, next_one in pairwise(clauses))


@given(text=texts, roster=rosters, role=st.sampled_from(Role))
@pytest.mark.law
def test_any_cell_and_any_run_of_names_is_read(text: str, roster: Roster, role: Role) -> None:
    clause = read_cell_owners(text, role, roster, Inquiry({}), "格")
    assert (clause.start, clause.end) == (0, len(text))
    assert all(read_names(text, roster, Inquiry({}), "格"))


@given(text=texts, years=st.sampled_from([(2024, 2024), (2021, 2025)]))
@pytest.mark.law
def test_deadlines_of_any_text_lie_in_it_and_say_something(
    text: str, years: tuple[int, int]
) -> None:
    found = find_due(text, years)
    assert all(0 <= due.start < due.end <= len(text) for due in found)
    assert all(one.end <= next_one.start for one, next_one in pairwise(found))
    due = read_due(text, years)
    assert bool(due.due or due.due_text) == bool(text.strip())


@st.composite
def printed_clauses(draw: st.DrawFn) -> tuple[str, dict[Role, tuple[str, ...]]]:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True))
    cuts = sorted(draw(st.tuples(*[st.integers(0, len(names))] * 2)))
    owners = dict(
        zip(
            Role,
            map(tuple, (names[: cuts[0]], names[cuts[0] : cuts[1]], names[cuts[1] :])),
            strict=True,
        )
    )
    between = draw(st.sampled_from(["、", "和", " ", "/"]))
    has_labels = draw(st.booleans())
    said = []
    for role, of_role in owners.items():
        run = between.join(of_role)
        if of_role and has_labels:
            colon = draw(st.sampled_from([":", "："]))
            said.append(f"{draw(st.sampled_from(LABELS[role]))}{colon}{run}")
        elif of_role:
            said.append(f"{run}{draw(st.sampled_from(VERBS[role]))}")
    marks = [";", "；", ",", "，", "。"] if has_labels else [";", "；", ",", "，"]
    opening, closing = draw(st.sampled_from(BRACKETS))
    inside = draw(st.sampled_from(marks)).join(said)
    before = draw(st.sampled_from(["", "推进村(社区)普法。"]))
    behind = draw(st.sampled_from(["", "。"]))
    return f"{before}{opening}{inside}{closing}{behind}", owners


@given(printed=printed_clauses())
@pytest.mark.law
def test_a_clause_printed_in_any_form_is_read_back_without_a_doubt(
    printed: tuple[str, dict[Role, tuple[str, ...]]],
) -> None:
    text, owners = printed
    inquiry = Inquiry({})
    (clause,) = find_owner_clauses(text, KNOWN, inquiry, "段")
    assert (clause.lead, clause.responsible, clause.support) == tuple(owners.values())
    assert not inquiry.doubts
