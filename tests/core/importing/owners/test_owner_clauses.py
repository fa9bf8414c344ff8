import pytest
from command_line import SHIPPED_PLAN

from jimoplan.core.importing.doubts import Inquiry
from jimoplan.core.importing.owners.names import Roster
from jimoplan.core.importing.owners.owner_clauses import (
    OwnerClause,
    find_owner_clauses,
    read_cell_owners,
)
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.published import published_text
from jimoplan.core.plan.words import Role
from jimoplan.core.text.reading.load import load

UNKNOWN = Roster(())
PLACE = "第1段"


def _one(text: str, *, first_is_lead: bool = False) -> OwnerClause:
    (clause,) = find_owner_clauses(text, UNKNOWN, Inquiry({}), PLACE, first_is_lead=first_is_lead)
    return clause


@pytest.fixture(scope="module")
def plan() -> Plan:
    shipped = load(SHIPPED_PLAN.read_text("utf-8")).plan
    assert shipped is not None
    return shipped


@pytest.mark.parametrize("is_known", [True, False])
def test_every_clause_of_the_2024_plan_is_read_from_its_published_text(
    plan: Plan, *, is_known: bool
) -> None:
    roster = Roster(plan.departments if is_known else ())
    inquiry = Inquiry({})
    clauses = [
        clause
        for line in published_text(plan).splitlines()
        for clause in find_owner_clauses(line, roster, inquiry, PLACE)
    ]
    assert [(clause.lead, clause.responsible, clause.support) for clause in clauses] == [
        (task.lead, task.responsible, task.support) for task in plan.all_tasks()
    ]
    assert not (is_known and inquiry.doubts)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("推进普法(责任部门:政治处)。", "(责任部门:政治处)"),
        ("推进普法。【责任部门】政治处", "【责任部门】政治处"),
        ("推进普法。责任部门:政治处。 ", "责任部门:政治处。"),
        ("推进普法。责任部门:政治处。完成时限:6月底。", "责任部门:政治处。完成时限:6月底。"),
        ("推进普法。（责任部门:政治处", "（责任部门:政治处"),
        ("(试行)推进（责任部门:市交通委（市道运局）]", "（责任部门:市交通委（市道运局）]"),
    ],
)
def test_a_clause_is_its_brackets_or_its_whole_sentence(text: str, printed: str) -> None:
    clause = _one(text)
    assert text[clause.start : clause.end] == printed


def test_groups_tell_where_their_names_are_printed() -> None:
    text = "推进。(责任部门:政治处牵头,各科室、各司法所配合)"
    clause = _one(text)
    assert [(group.role, text[group.start : group.end]) for group in clause.groups] == [
        (Role.LEAD, "政治处"),
        (Role.SUPPORT, "各科室、各司法所"),
    ]


def test_several_clauses_of_a_paragraph_keep_their_order_and_their_deadlines() -> None:
    text = "推进甲。(责任部门:调研处。完成时间:3月)推进乙。(牵头部门:办公室;完成时间:10月)"
    clauses = find_owner_clauses(text, UNKNOWN, Inquiry({}), PLACE)
    assert [clause.due for clause in clauses] == ["3月", "10月"]
    assert [clause.responsible + clause.lead for clause in clauses] == [("调研处",), ("办公室",)]


@pytest.mark.parametrize(
    ("text", "leader", "contact", "due"),
    [
        (
            "(责任领导:张某;责任科室:普法科;责任人:李某;完成时限:11月30日)",
            "张某",
            "李某",
            "11月30日",
        ),
        ("(分管县领导:张某;责任单位:县司法局;联系人:李某)", "张某", "李某", None),
        ("(责任领导:张某 责任单位:市司法局 责任人:李某)", "张某", "李某", None),
        ("(责任部门:政治处,负责人:李某,联系电话:12345678)", None, "李某", None),
        ("(责任单位:市司法局,6月底完成)", None, None, "6月底"),
        ("(责任单位:市司法局,长期坚持)", None, None, "长期坚持"),
        ("(责任单位:市司法局,每季度末报送)", None, None, "每季度末报送"),
        ("(市司法局6月底前完成)", None, None, "6月底前"),
        ("(6月底前由市司法局完成)", None, None, "6月底前"),
        (
            "(责任单位:市司法局;时限:6月底前完成方案,12月底前全部完成)",
            None,
            None,
            "6月底前完成方案,12月底前全部完成",
        ),
        ("(责任单位:市司法局;时限:)", None, None, None),
    ],
)
def test_people_and_deadlines_of_a_clause_are_as_printed(
    text: str, leader: str | None, contact: str | None, due: str | None
) -> None:
    clause = _one(text)
    assert (clause.leader, clause.contact, clause.due) == (leader, contact, due)
    assert len(clause.responsible) == 1


@pytest.mark.parametrize(
    ("text", "first_is_lead"),
    [
        ("(责任单位:市司法局、市公安局、市民政局,列第一位的为牵头单位)", False),
        ("(责任单位:市司法局、市公安局、市民政局,排名第一的单位为牵头单位)", False),
        ("(责任单位:市司法局、市公安局、市民政局)", True),
    ],
)
def test_the_first_on_the_list_leads_where_that_is_said(text: str, *, first_is_lead: bool) -> None:
    clause = _one(text, first_is_lead=first_is_lead)
    assert (clause.lead, clause.responsible) == (("市司法局",), ("市公安局", "市民政局"))


def test_only_the_first_of_two_joined_names_leads(plan: Plan) -> None:
    inquiry = Inquiry({})
    text = "(责任部门:政治处和公证处、机关党委,列第一位的为牵头部门)"
    (clause,) = find_owner_clauses(text, Roster(plan.departments), inquiry, PLACE)
    assert (clause.lead, clause.responsible) == (("政治处",), ("公证处", "机关党委"))
    assert [text[group.start : group.end] for group in clause.groups] == [
        "政治处",
        "公证处、机关党委",
    ]
    assert not inquiry.doubts


def test_the_first_on_the_list_does_not_lead_beside_another_that_does() -> None:
    clause = _one("(牵头单位:政治处;责任单位:各科室)", first_is_lead=True)
    assert (clause.lead, clause.responsible) == (("政治处",), ("各科室",))


@pytest.mark.parametrize(
    "text",
    [
        "充分利用局网站等平台载体,及时推送信息。",
        "落实《中国共产党支部工作条例(试行)》",
        "推进村(社区)规范化",
        "推广试点县(市、区)所辖乡镇(街道)经验",
        "三年行动(2023—2025年)",
        "成立专班(6月底前)",
        "各责任单位要高度重视,牵头单位要抓好落实。",
        "要明确责任单位:一是市司法局。",
        "由办公室(张三)联系",
        "",
        "()（）【】",
    ],
)
def test_what_is_no_owner_clause_is_not_taken(text: str) -> None:
    inquiry = Inquiry({})
    assert not find_owner_clauses(text, UNKNOWN, inquiry, PLACE)
    assert not inquiry.doubts


def test_bare_names_in_brackets_are_sure_where_all_are_on_the_list(plan: Plan) -> None:
    inquiry = Inquiry({})
    (clause,) = find_owner_clauses(
        "推进普法。(政治处、公证处)", Roster(plan.departments), inquiry, PLACE
    )
    assert clause.responsible == ("政治处", "公证处")
    assert not inquiry.doubts


@pytest.mark.parametrize(
    ("text", "assumed"),
    [("推进甲(政治处),推进乙。", "责任"), ("推进甲(政治处、张三)", "不是责任条款")],
)
def test_bare_names_that_may_be_no_clause_are_asked_about(
    plan: Plan, text: str, assumed: str
) -> None:
    inquiry = Inquiry({})
    clauses = find_owner_clauses(text, Roster(plan.departments), inquiry, PLACE)
    assert len(clauses) == (assumed == "责任")
    assert [doubt.assumed for doubt in inquiry.doubts] == [assumed]


def test_a_person_may_say_that_bare_names_are_no_clause() -> None:
    inquiry = Inquiry({"bare-clause:没有标签的责任条款": "不是责任条款"})
    assert not find_owner_clauses("推进普法(普法科)。", UNKNOWN, inquiry, PLACE)


def test_an_unknown_label_is_what_a_person_says_it_is() -> None:
    text = "(督办单位:督查室;责任单位:司法局)"
    given = Inquiry({"unknown-label:督办单位": "配合"})
    (clause,) = find_owner_clauses(text, UNKNOWN, given, PLACE)
    assert (clause.responsible, clause.support) == (("司法局",), ("督查室",))
    assert not given.doubts


@pytest.mark.parametrize(
    ("text", "lead", "responsible", "support"),
    [
        ("市经信局市科技局", ("市经信局", "市科技局"), (), ()),
        ("政治处、\n办公室", ("政治处", "办公室"), (), ()),
        ("（政治处）", ("政治处",), (), ()),
        ("政治处牵头,各科室配合", ("政治处",), (), ("各科室",)),
        ("牵头单位:政治处\n配合单位:各科室", ("政治处",), (), ("各科室",)),
        ("", (), (), ()),
    ],
)
def test_the_heading_of_a_column_says_the_role_unless_the_cell_does(
    text: str, lead: tuple[str, ...], responsible: tuple[str, ...], support: tuple[str, ...]
) -> None:
    clause = read_cell_owners(text, Role.LEAD, UNKNOWN, Inquiry({}), PLACE)
    assert (clause.lead, clause.responsible, clause.support) == (lead, responsible, support)
    assert (clause.start, clause.end) == (0, len(text))
