"""The body of a task cut into measures, with what each of them is."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from proposed import hold_against, shipped_tasks

from jimoplan.core.display.cells import cell_width
from jimoplan.core.importing.measures.proposals import Proposal, propose_measures
from jimoplan.core.plan.items import Measure
from jimoplan.core.plan.words import Cadence, Direction, Kind

ENOUGH_OF_CUTS, ENOUGH_OF_KINDS, ENOUGH_OF_DELIVERABLES = 0.85, 0.9, 0.7


def propose_one(body: str) -> Proposal:
    (proposal,) = propose_measures(body)
    assert proposal.text == body
    return proposal


@pytest.mark.parametrize(
    "stretches",
    [
        ["加强师资培训。", "改善办学条件。"],
        ["出台产业扶持办法;", "持续优化营商环境。"],
        ["出台产业扶持办法;", "推广“一窗受理”服务。\n", "办好民生实事。"],
        ["持续深化校地合作，", "成立人工智能学院，", "组建科研团队。"],
        ["一是出台数字教育方案;", "二是开展教师轮岗;", "三是完善评价办法。"],
        ["一是出台数字教育方案，", "二是开展教师轮岗，", "三是完善评价办法"],
        ["(一)编制规划。", "(二)推进改革。"],
        ["(1)编制规划;", "(2)推进改革。"],
        ["①编制规划", "②推进改革"],
        ["——坚持问题导向。\n", "——坚持结果导向。"],
        ["1.1 完成立项。", "1.2 编制规划。"],
        ["重点抓好两件事:一是编制规划;", "二是推进改革。"],
        ["编制规划。(责任部门:办公室;完成时限:3月)", "推进改革。(责任部门:政治处)"],
        ["以项目为抓手\r\n制定计划\r\n", "成立行业协会\r\n"],
        ["制定年度计划\n", "举办运动会\n", "加强监督检查"],
        ["学院要牵头制定培养方案，", "教务处要组织开展教学检查。"],
        ["Publish a plan. ", "Support parks, e.g. the Green; ", "hold a fair"],
        ["1.1 Develop a strategy\n", "1.2 Hold a forum\n\n", "Support towns\n", "- Run a fair"],
        ["办公室负责起草规划，", "教务处负责组织开展教学检查。"],
        ["持续开展技能培训，", "及时发放就业补贴，", "如期完成校舍加固。"],
        ["出台产业扶持办法.", "改善办学条件."],
    ],
)
def test_a_new_measure_begins_where_a_sentence_or_an_item_does(stretches: list[str]) -> None:
    assert [one.text for one in propose_measures("".join(stretches))] == stretches


@pytest.mark.parametrize(
    "body",
    [
        "以创建文明城市为抓手,推进背街小巷整治。",
        "坚持就业优先,开展技能培训。",
        "加大宣传力度,推广节水器具。",
        "根据上级要求,开展专项检查。",
        "开展技能培训,不断提升就业能力。",
        "实施强校工程,促进教育公平。",
        "强化部门联动,建立会商制度。",
        "完善《教师法》配套办法,特别是考核办法。",
        "推广《甲办法。乙》、“丙,推进丁。”(戊;己)做法",
        "编制国土空间规划,并报市政府审批。",
        "经费不少于1,200万元。",
    ],
)
def test_what_leads_up_to_a_measure_or_follows_from_it_is_part_of_it(body: str) -> None:
    propose_one(body)


def test_a_mark_that_is_never_closed_hides_no_full_stop() -> None:
    texts = [one.text for one in propose_measures("推进“示范校创建。开展(对口帮扶。办好《校报。")]
    assert texts == ["推进“示范校创建。", "开展(对口帮扶。", "办好《校报。"]


@pytest.mark.parametrize(
    ("body", "deliverables"),
    [
        ("印发《学校食堂管理办法》。", ("《学校食堂管理办法》",)),
        ("制定并印发《食堂办法》《采购细则》。", ("《食堂办法》", "《采购细则》")),
        ("研究制定贯彻《条例》的实施方案。", ("贯彻《条例》的实施方案",)),
        ("6月底前编制乡村建设规划和村庄分类目录。", ("乡村建设规划", "村庄分类目录")),
        ("搭建智慧教育平台,", ("智慧教育平台",)),
        ("成立县乡村振兴协会。", ("县乡村振兴协会",)),
        ("在乡镇建立就业服务站。", ("就业服务站",)),
        ("制定危化品、建筑、消防等重点行业检查标准。", ("重点行业检查标准",)),
        ("打造省级示范村10个。", ("省级示范村",)),
        ("建立部门联动机制。", ()),
        ("举办全县运动会。", ()),
        ("申报国家级示范区。", ()),
        ("将心理健康纳入必修课程。", ()),
        ("开展解放思想大讨论。", ()),
        ("加快推进县医院迁建项目,年底前竣工投用。", ()),
        ("Publish an updated Local Plan by June.", ("updated Local Plan",)),
        ("Adopt and launch the new housing strategy, with partners.", ("new housing strategy",)),
        ("Hold two public consultations.", ()),
    ],
)
def test_verbs_of_production_are_one_off_and_their_object_is_delivered(
    body: str, deliverables: tuple[str, ...]
) -> None:
    proposal = propose_one(body)
    assert (proposal.kind, proposal.deliverables) == (Kind.ONE_OFF, deliverables)


@pytest.mark.parametrize(
    "body",
    [
        "深入学习贯彻《义务教育法》。",
        "严格执行《会计准则》。",
        "全面落实《河湖长制实施意见》。",
        "持续打造过硬干部队伍。",
        "打造一流营商环境。",
        "加强师德师风建设。",
        "提升公共服务水平。",
        "坚持五育并举。",
        "推动2023年度项目提质。",
        "推广“1+2+X”模式和12345热线。",
        "为2000名老人提供居家服务。",
        "实现24小时自助服务。",
        "做好上半年统计分析。",
        "坚持定期调研与专题研究相结合。",
        "Continue to support local businesses.",
        "Maintain the town's parks, e.g. the Green.",
    ],
)
def test_what_goes_on_is_continuous_and_documents_only_carried_out_are_no_deliverables(
    body: str,
) -> None:
    proposal = propose_one(body)
    assert (proposal.kind, proposal.deliverables) == (Kind.CONTINUOUS, ())


@pytest.mark.parametrize(
    ("body", "cadence"),
    [
        ("每周调度项目进展。", Cadence.WEEKLY),
        ("每月召开一次例会。", Cadence.MONTHLY),
        ("实行月通报制度。", Cadence.MONTHLY),
        ("建立双月通报机制。", Cadence.BIMONTHLY),
        ("每两个月研判一次舆情。", Cadence.BIMONTHLY),
        ("按季度公布检查结果。", Cadence.QUARTERLY),
        ("每半年开展一次评估。", Cadence.HALF_YEARLY),
        ("每年组织一次述职。", Cadence.YEARLY),
        ("按月报送信息不少于3篇。", Cadence.MONTHLY),
        ("定期通报进展情况。", None),
        ("Publish quarterly performance reports.", Cadence.QUARTERLY),
        ("Meet residents' groups every month.", Cadence.MONTHLY),
    ],
)
def test_what_is_reported_again_and_again_is_periodic(body: str, cadence: Cadence | None) -> None:
    proposal = propose_one(body)
    assert (proposal.kind, proposal.cadence) == (Kind.PERIODIC, cadence)


LEAST, MOST = Direction.AT_LEAST, Direction.AT_MOST


@pytest.mark.parametrize(
    ("body", "target", "unit", "direction"),
    [
        ("力争“四率”实现100%。", "100", "%", LEAST),
        ("举办招聘会不少于20场。", "20", "场", LEAST),
        ("举办招聘会不少于三场。", "3", "场", LEAST),
        ("举办招聘会不少于二十五场。", "25", "场", LEAST),
        ("参训率达到９５％以上。", "95", "%", LEAST),
        ("失业率控制在5.5%以内。", "5.5", "%", MOST),
        ("投诉量不超过10件。", "10", "件", MOST),
        ("办理时限压缩至3个工作日。", "3", "个工作日", MOST),
        ("新增5个口袋公园。", "5", "个", LEAST),
        ("新增公办学位3,000个。", "3000", "个", LEAST),
        ("固定资产投资增长5%-6%。", "5", "%", LEAST),
        ("科研经费突破3亿元。", "3", "亿元", LEAST),
        ("Plant at least 1,500 trees.", "1500", "trees", LEAST),
        ("Reduce emissions by 20% by 2030.", "20", "%", LEAST),
        ("Reduce empty homes to 3 per cent.", "3", "%", MOST),
        ("Deliver 150 affordable homes by 2026.", "150", "affordable homes", LEAST),
        ("We will maintain 95% of roads in good condition.", "95", "%", LEAST),
        ("完成造林1.2万亩。", "1.2", "万亩", LEAST),
        ("Keep turnaround below 20 days.", "20", "days", MOST),
    ],
)
def test_a_figure_to_be_reached_is_an_indicator(
    body: str, target: str, unit: str, direction: Direction
) -> None:
    proposal = propose_one(body)
    assert proposal.kind is Kind.INDICATOR
    assert (proposal.target, proposal.unit) == (Decimal(target), unit)
    assert proposal.direction is direction


def test_a_target_that_is_no_number_is_kept_in_words() -> None:
    proposal = propose_one("居民收入增长与经济增长同步。")
    assert (proposal.kind, proposal.target) == (Kind.INDICATOR, None)
    assert proposal.target_text == "与经济增长同步"


def test_a_figure_with_a_subject_of_its_own_is_a_measure_of_its_own() -> None:
    first, second = propose_measures("开展就业走访,毕业去向落实率达到92%。")
    assert (first.kind, second.kind) == (Kind.CONTINUOUS, Kind.INDICATOR)


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("(一)制定《考核办法》,", "制定《考核办法》"),
        ("以项目为抓手,\n成立行业协会。", "成立行业协会"),
        (
            "严格落实安全生产、消防、食品、校车等各项管理制度和措施。",
            "落实安全生产等各项管理制度和措施",
        ),
        ("。。。", "。。。"),
        (
            "Launch a community grants scheme for villages and towns.",
            "Launch a community grants scheme",
        ),
    ],
)
def test_the_title_is_short_and_made_of_the_text(body: str, title: str) -> None:
    assert propose_one(body).title == title


@pytest.mark.parametrize("body", ["", " ", "\n\u3000\t"])
def test_a_blank_body_has_no_measures(body: str) -> None:
    assert propose_measures(body) == ()


WORDS = [
    *[
        "制定",
        "持续",
        "推进",
        "加强",
        "每月",
        "通报",
        "不少于",
        "达到",
        "20",
        "95%",
        "场",
        "等",
        "的",
    ],
    *[
        "《",
        "》",
        "“",
        "”",
        "(",
        ")",
        "（",
        "）",
        "一是",
        "(1)",
        "①",
        "——",
        "1.1",
        "、",
        "和",
        "以",
    ],
    *[
        "，",
        ",",
        "。",
        ".",
        ";",
        ":",
        "\n",
        " ",
        "\u3000",
        "\r\n",
        "至少三十",
        "为抓手",
        "Publish ",
    ],
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=40).map("".join)))
@example("①" * 50 + ",制定办法")
@example("PUBLISH  \r")
@example("\x1c不少于十十十个\u2028")
def test_any_text_is_cut_into_measures_that_joined_are_the_text(body: str) -> None:
    proposals = propose_measures(body)
    if body.strip():
        assert "".join(proposal.text for proposal in proposals) == body
    for number, proposal in enumerate(proposals, 1):
        assert cell_width(proposal.title) <= 40
        Measure(id=f"1-{number}", **proposal._asdict())


def test_measures_made_by_hand_are_found_again() -> None:
    quality = hold_against(shipped_tasks())
    assert min(quality.cuts.precision, quality.cuts.recall) >= ENOUGH_OF_CUTS
    assert quality.kinds_right >= ENOUGH_OF_KINDS
    found = quality.deliverables
    assert min(found.precision, found.recall) >= ENOUGH_OF_DELIVERABLES
