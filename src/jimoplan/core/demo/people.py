"""Who works on the plan in the made-up year: nobody real."""

from typing import NamedTuple

from jimoplan.core.history.commits import Identity
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.person import Duty, Person


def _someone(name: str, mailbox: str) -> Identity:
    return Identity(name, f"{mailbox}@example.cn")


SUPERVISOR = _someone("赵督查", "zhao")
PARTY_LEADER = _someone("张分管", "zhang")
LAW_LEADER = _someone("刘分管", "liu")
POLITICS = _someone("王政工", "wang")
SECRETARY = _someone("陈秘书", "chen")
REVIEWS = _someone("周复议", "zhou")
ENFORCEMENT = _someone("郑执法", "zheng")
MEDIATION = _someone("何促法", "he")
SERVICES = _someone("林服务", "lin")
EDUCATION = _someone("李普法", "li")
EDUCATION_LATER = _someone("高普法", "gao")
CORRECTIONS = _someone("吴矫正", "wu")


class Post(NamedTuple):
    """A department with its liaison and its leader."""

    department: str
    liaison: Identity
    leader: Identity


POSTS = (
    Post("政治处", POLITICS, PARTY_LEADER),
    Post("机关党委", POLITICS, PARTY_LEADER),
    Post("律师行业党总支", SERVICES, PARTY_LEADER),
    Post("区委依法治区办秘书科", SECRETARY, LAW_LEADER),
    Post("复议应诉科", REVIEWS, LAW_LEADER),
    Post("行政执法监督科", ENFORCEMENT, LAW_LEADER),
    Post("人民参与和促进法治科", MEDIATION, LAW_LEADER),
    Post("法律服务管理科", SERVICES, LAW_LEADER),
    Post("法律援助中心", SERVICES, LAW_LEADER),
    Post("公证处", SERVICES, LAW_LEADER),
    Post("普法和宣传信息科", EDUCATION, PARTY_LEADER),
    Post("社区矫正工作科", CORRECTIONS, PARTY_LEADER),
    Post("各司法所", MEDIATION, LAW_LEADER),
)
_REPORTERS = {
    **dict.fromkeys(("1", "2", "3", "4", "20", "21"), POLITICS),
    **dict.fromkeys(("5", "6", "7"), SECRETARY),
    **dict.fromkeys(("8", "9", "11"), REVIEWS),
    **dict.fromkeys(("12", "13"), ENFORCEMENT),
    **dict.fromkeys(("14", "15", "18", "22"), MEDIATION),
    "16": SERVICES,
    "17": EDUCATION,
    "19": CORRECTIONS,
}
_OF_PARTY_LEADER = frozenset({"1", "2", "3", "4", "17", "19", "20", "21"})


def reporter_of(task: str) -> Identity:
    """The liaison who reports of a task at the beginning of the year."""
    return _REPORTERS[task]


def leader_of(task: str) -> Identity:
    """The leader who reviews a task."""
    return PARTY_LEADER if task in _OF_PARTY_LEADER else LAW_LEADER


def list_people(plan: Plan) -> Plan:
    """The plan with everybody in the departments they work for."""
    people = {
        post.department: (
            *((_listed(SUPERVISOR, Duty.SUPERVISOR),) if not number else ()),
            _listed(post.liaison, Duty.LIAISON),
            _listed(post.leader, Duty.LEADER),
        )
        for number, post in enumerate(POSTS)
    }
    return _with_people(plan, people)


def change_liaison(plan: Plan) -> Plan:
    """The plan with the liaison of 普法和宣传信息科 replaced."""
    (department,) = (d for d in plan.departments if d.name == "普法和宣传信息科")
    people = tuple(
        _listed(EDUCATION_LATER, Duty.LIAISON) if person.email == EDUCATION.email else person
        for person in department.people
    )
    return _with_people(plan, {department.name: people})


def _listed(who: Identity, duty: Duty) -> Person:
    return Person(name=who.name, email=who.email, role=duty)


def _with_people(plan: Plan, people: dict[str, tuple[Person, ...]]) -> Plan:
    departments = tuple(
        department.model_copy(update={"people": people[department.name]})
        if department.name in people
        else department
        for department in plan.departments
    )
    return plan.model_copy(update={"departments": departments})
