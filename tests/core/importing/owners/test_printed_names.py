import pytest

from jimoplan.core.importing.doubts import Inquiry
from jimoplan.core.importing.owners.names import Roster, read_names
from jimoplan.core.plan.model import Department
from jimoplan.core.plan.words import OFFICE

UNKNOWN = Roster(())
KNOWN = Roster(
    (
        *(
            Department(name=name, kind=OFFICE)
            for name in (
                "政治处",
                "公证处",
                "人民参与和促进法治科",
                "普法和宣传信息科",
                "市经信局",
                "市科技局",
                "市交通委(市道运局)",
                "省工业和信息化厅",
            )
        ),
        Department(name="复议应诉科", kind=OFFICE, aliases=("复议科", "应诉科")),
        Department(name="各司法所", kind=OFFICE, aliases=("司法所",)),
    )
)


def _read(text: str, roster: Roster) -> tuple[tuple[str, ...], list[str]]:
    inquiry = Inquiry({})
    names = read_names(text, roster, inquiry, "第1段")
    return names, [doubt.code for doubt in inquiry.doubts]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("政治处、公证处", ("政治处", "公证处")),
        ("政治处和公证处以及复议应诉科", ("政治处", "公证处", "复议应诉科")),
        ("人民参与和促进法治科和普法和宣传信息科", ("人民参与和促进法治科", "普法和宣传信息科")),
        ("复议科、应诉科", ("复议应诉科",)),
        ("政治处,政治处", ("政治处",)),
        ("市经信局市科技局", ("市经信局", "市科技局")),
        ("政治处 公证处/市科技局", ("政治处", "公证处", "市科技局")),
        ("市交通委（市道运局）", ("市交通委(市道运局)",)),
        ("公证处和司法所", ("公证处", "各司法所")),
    ],
)
def test_known_names_are_found_by_longest_match_and_raise_no_doubt(
    text: str, names: tuple[str, ...]
) -> None:
    assert _read(text, KNOWN) == (names, [])


@pytest.mark.parametrize(
    ("text", "names", "asked"),
    [
        ("政治处、办公室", ("政治处", "办公室"), []),
        ("市交通委（市道运局）、市气象局", ("市交通委（市道运局）", "市气象局"), []),
        ("市工业和信息化局、市发展和改革委", ("市工业和信息化局", "市发展和改革委"), []),
        ("各市、县人民政府", ("各市、县人民政府",), []),
        ("公证处和各司法所", ("公证处", "各司法所"), ["joined-names"]),
        ("人民参与和促进法治科", ("人民参与和促进法治科",), ["joined-names"]),
        ("各科室、司法所", ("各科室", "各司法所"), ["left-out-every"]),
        ("市公安局、市民政局等", ("市公安局", "市民政局"), ["incomplete-names"]),
        ("市公安局等15个部门", ("市公安局",), ["incomplete-names"]),
        ("市经信局市科技局", ("市经信局", "市科技局"), ["run-together"]),
        ("省科技厅、工业和信息化厅", ("省科技厅", "工业和信息化厅"), ["left-out-area"]),
        ("省委组织部、宣传部", ("省委组织部", "宣传部"), ["left-out-area"]),
        ("办 公 室", ("办公室",), ["spaced-names"]),
        ("张三", ("张三",), ["unlikely-department"]),
    ],
)
def test_without_a_list_what_is_unsure_is_asked(
    text: str, names: tuple[str, ...], asked: list[str]
) -> None:
    assert _read(text, UNKNOWN) == (names, asked)


def test_a_name_that_is_not_on_the_list_is_asked_about_with_the_nearest_one() -> None:
    inquiry = Inquiry({})
    assert read_names("复议应诉处", KNOWN, inquiry, "第1段") == ("复议应诉处",)
    (doubt,) = inquiry.doubts
    assert [choice.answer for choice in doubt.choices] == ["复议应诉处", "复议应诉科"]


def test_a_shortened_name_is_the_full_one_where_the_list_has_that() -> None:
    inquiry = Inquiry({})
    names = read_names("市科技局、省委办公厅、工业和信息化厅", KNOWN, inquiry, "第1段")
    assert names[-1] == "省工业和信息化厅"
    assert inquiry.doubts[-1].words == "工业和信息化厅"


@pytest.mark.parametrize(
    ("answers", "names"),
    [
        ({"joined-names:政治处和办公室": "政治处和办公室"}, ("政治处和办公室",)),
        ({"joined-names:政治处和办公室": "政治处、市局办公室"}, ("政治处", "市局办公室")),
        ({}, ("政治处", "办公室")),
    ],
)
def test_an_answer_decides_what_the_names_are(
    answers: dict[str, str], names: tuple[str, ...]
) -> None:
    inquiry = Inquiry(answers)
    assert read_names("政治处和办公室", UNKNOWN, inquiry, "第1段") == names
    assert len(inquiry.doubts) == (not answers)
