"""Letters as they are sent: whole files, a document for each notice, and nobody named."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jimoplan.core.changes.items import replace_items
from jimoplan.core.plan.items import Measure
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.words import Status
from jimoplan.render import render

Views = Callable[[Plan], dict[str, object]]

GOLDEN = Path(__file__).parent / "golden"
FORMATS = ["md", "html"]


@pytest.fixture(scope="module")
def late(shipped: Plan) -> Plan:
    """The shipped plan with a measure red for weeks, one red since Thursday, reports by 王五."""
    measures = {m.id: m for task in shipped.all_tasks() for m in task.measures}
    report = Update(date=date(2024, 5, 10), by="王五", progress=60, note="初稿已征求意见")
    changes: dict[str, dict[str, object]] = {
        "8-1": {"due": date(2024, 5, 31), "updates": (report,)},
        "8-2": {"due": date(2024, 6, 26)},
        "8-3": {"due": date(2024, 7, 5), "updates": (report,)},
    }
    changed: dict[str, Measure] = {
        id_: measures[id_].model_copy(update={"status": Status.IN_PROGRESS, **update})
        for id_, update in changes.items()
    }
    return replace_items(shipped, dict(changed))


def letter(name: str, form: str, plan: Plan, views: Views) -> str:
    return render(name, form, views(plan)[name], beside=None)


@pytest.mark.parametrize("form", FORMATS)
def test_notices_read_as_their_golden_file(
    form: str, late: Plan, views: Views, golden: Callable[[Path, str], None]
) -> None:
    golden(GOLDEN / f"supervision-late.{form}", letter("supervision", form, late, views))


@pytest.mark.parametrize("form", FORMATS)
def test_each_notice_is_a_document_of_its_own(form: str, late: Plan, views: Views) -> None:
    text = letter("supervision", form, late, views)
    first, second = text.split("特此通知。")
    assert ("8-2" in first, "8-1" in first) == (True, False)
    assert ("8-2" in second, "8-1" in second) == (False, True)
    for document in (first, second):
        assert "　　　〔2024〕　　　号" in document
        assert "复议应诉科：" in document
        assert "请于2024年7月5日前（5个工作日内）书面回复" in document


def with_red(shipped: Plan, count: int) -> Plan:
    """The shipped plan with so many measures of 复议应诉科 red since the same week."""
    due = {"due": date(2024, 6, 26), "status": Status.IN_PROGRESS}
    numbers = [f"8-{number}" for number in range(1, count + 1)]
    measures = {m.id: m for task in shipped.all_tasks() for m in task.measures}
    return replace_items(shipped, {id_: measures[id_].model_copy(update=due) for id_ in numbers})


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("count", "listed", "in_table"), [(1, 0, 0), (3, 3, 0), (4, 0, 4)])
def test_one_item_is_told_in_sentences_a_few_in_a_list_and_more_in_a_table(
    count: int, listed: int, in_table: int, form: str, shipped: Plan, views: Views
) -> None:
    text = letter("supervision", form, with_red(shipped, count), views)
    row, item = ("\n| 8-", ". 第8-") if form == "md" else ('<td class="id">8-', ". 第8-")
    assert (text.count(item), text.count(row)) == (listed, in_table)
    assert (text.count("<caption>") == 1) is (form == "html" and count > 3)
    assert ("的第8-1项（" in text) is (count == 1)
    assert ("完成时限2024年6月26日，逾期2个工作日，目前推进中，进度0%。" in text) is (count < 4)


@pytest.mark.parametrize("form", FORMATS)
def test_a_letter_s_title_and_number_say_whose_it_is_and_what_about(
    form: str, late: Plan, views: Views
) -> None:
    head = late.plan.model_copy(update={"doc_code": "即司督", "signer": "王五"})
    text = letter("supervision", form, late.model_copy(update={"plan": head}), views)
    assert "的催办通知" in text.replace("<wbr>", "").split("特此通知。")[1]
    assert text.count("即司督〔2024〕　　　号") == 2
    assert "签发人" not in text


@pytest.mark.parametrize("form", FORMATS)
def test_who_signs_stands_on_the_quarterly_table(form: str, late: Plan, views: Views) -> None:
    head = late.plan.model_copy(update={"signer": "王五"})
    assert "签发人：王五" in letter(
        "quarterly", form, late.model_copy(update={"plan": head}), views
    )
    assert "签发人" not in letter("quarterly", form, late, views)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["reminder", "supervision", "feedback"])
def test_no_half_width_colon_stands_between_chinese_words(
    name: str, form: str, late: Plan, views: Views
) -> None:
    assert re.findall(r"[\u4e00-\u9fff）]:.{5}", letter(name, form, late, views)) == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["reminder", "supervision", "feedback"])
def test_nobody_who_reported_is_named(name: str, form: str, late: Plan, views: Views) -> None:
    text = letter(name, form, late, views)
    assert "初稿已征求意见" in text
    assert "王五" not in text


@pytest.mark.parametrize("form", FORMATS)
def test_a_reminder_asks_for_a_reply_and_is_signed(form: str, late: Plan, views: Views) -> None:
    text = letter("reminder", form, late, views)
    assert "请于2024年7月3日前（3个工作日内）填报进展情况" in text
    assert (
        text.index("特此提醒。") < text.rindex("青岛市即墨区司法局") < text.rindex("2024年6月30日")
    )


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("reminder", "没有黄灯，不需要提醒。"),
        ("supervision", "没有红灯，不需要督办、催办。"),
        ("feedback", "没有需要填报的举措。"),
    ],
)
def test_nothing_to_write_is_said_in_words(
    name: str, said: str, form: str, shipped: Plan, views: Views
) -> None:
    text = letter(name, form, shipped.model_copy(update={"sections": ()}), views)
    assert said in text
    assert "〔2024〕" not in text


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["reminder", "supervision", "feedback"])
def test_what_the_sender_must_know_is_no_part_of_the_letter(
    name: str, form: str, late: Plan, views: Views
) -> None:
    view = views(late)[name]
    heading = view.heading._replace(notes=("节假日安排尚未公布",))  # type: ignore[attr-defined]
    text = render(name, form, view._replace(heading=heading), beside=None)  # type: ignore[attr-defined]
    letters = text.split('<article class="letter')[1:] if form == "html" else ()
    assert "节假日安排尚未公布" in text
    assert [letter for letter in letters if "节假日安排尚未公布" in letter] == []


@pytest.mark.parametrize("form", FORMATS)
def test_a_form_shows_how_to_report_by_command(form: str, late: Plan, views: Views) -> None:
    text = letter("feedback", form, late, views).replace("&#34;", '"')
    assert 'jimoplan update 8-1 --progress 60 --note "……"' in text
