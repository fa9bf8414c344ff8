"""The words that owner clauses are made of: labels before a colon, verbs behind the names."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from jimoplan.core.plan.words import Role

_LEAD, _RESPONSIBLE, _SUPPORT = (Role.LEAD,), (Role.RESPONSIBLE,), (Role.SUPPORT,)
ROLE_WORDS: dict[str, tuple[Role, ...]] = {
    "主责": (Role.LEAD, Role.RESPONSIBLE),
    **dict.fromkeys(("牵头", "主办"), _LEAD),
    **dict.fromkeys(("责任", "负责", "承办", "实施", "落实", "执行"), _RESPONSIBLE),
    **dict.fromkeys(
        ("配合", "协办", "协助", "协同", "参与", "参加", "会同", "支持", "协作"), _SUPPORT
    ),
}
"""The roles that a word means, in a label (牵头单位:) or as a verb (甲牵头)."""

_ROLE = "|".join(ROLE_WORDS)
_BODY = (
    "单位|部门|科室|处室|股室|机构|主体|院系|学院|系部|镇街|街镇|乡镇|街道|委办局|部室"
    "|方|科|处|股|室|局|院"
)
_DEGREE = r"(?:主要|第一|具体|共同|联合|直接|各|总|市级?|区级?|县级?|省级?|局)*+"
_AND = r"(?:和|及|与|、|/|兼)?"
_ROLES_NAMED = rf"{_DEGREE}(?:{_ROLE})(?:{_AND}(?:{_ROLE}))*+"
_NOUNED = rf"{_ROLES_NAMED}(?>{_BODY})(?:{_AND}(?:(?:{_ROLE})+)?(?>{_BODY}))*+"
_ALONE = "牵头|责任|配合|主办|协办|承办|主责"
_HEAD = r"(?:领导|局长|主任|校长|院长|市长|县长|区长|镇长|书记|厅长|处长)"
_LEADER = (
    rf"(?:分管|主管|责任|牵头|包抓|包保|包联|挂钩|联系|带队|督办|市级|县级|区级)[副市县区局校院委镇]{{0,3}}{_HEAD}"
    r"|[市县区校局院厅委]?领导|分管负责人"
)
_CONTACT = (
    r"(?:主要|第一|直接|具体|牵头|项目|科室|部门|总)?(?:责任人员?|负责人员?|牵头人|联系人|联络员|经办人员?|承办人员?"
    r"|责任同志|负责同志)"
)
_DUE = (
    r"(?:完成|办结|办理|落实|整改|工作|推进)?(?:时限|期限|时间节点|时间要求)(?:要求)?"
    r"|(?:计划|预计|拟)?(?:完成|办结|截止|结束|落实|整改|实施|推进)(?:时间|日期)|时间|时间安排|时间进度|进度安排|进度要求"
)


class LabelKind(Enum):
    """What the words behind a label are: departments, people, a deadline."""

    OWNERS = "owners"
    UNKNOWN = "unknown"
    LEADER = "leader"
    CONTACT = "contact"
    DUE = "due"
    OTHER = "other"


class Label(NamedTuple):
    """A label as printed and what it means; `roles` are empty where that has to be asked."""

    words: str
    kind: LabelKind
    roles: tuple[Role, ...] = ()


class LabelAt(NamedTuple):
    """A label in a text: where it begins, and where the words behind it do."""

    start: int
    end: int
    label: Label


_KINDS = (
    (re.compile(r"[\u4e00-\u9fff]{0,5}领导|" + _LEADER), LabelKind.LEADER),
    (re.compile(_CONTACT), LabelKind.CONTACT),
    (re.compile(_DUE), LabelKind.DUE),
    (re.compile(r"(?:联系|办公)?电话|手机|邮箱|备注|注"), LabelKind.OTHER),
)
_DIVISION = r"(?:责任|职责|任务|工作)分工|分工"
_OWNERS = re.compile(rf"{_NOUNED}|{_ROLES_NAMED}|{_DIVISION}")
_ROLES = re.compile(_ROLE)
_HINT = re.compile(rf"{_ROLE}|抓落实|推进|办理|完成")
_UNKNOWN_OWNERS = re.compile(
    r"[\u4e00-\u9fff、/()]{1,14}(?:单位|部门|科室|处室|股室|机构|主体)"
    r"(?:及|和|、|/)?[\u4e00-\u9fff]{0,4}"
)
_PLAIN_NOUNS = frozenset({"单位", "部门", "科室", "处室", "股室", "机构"})
_LEADS_AND_ANSWERS = re.compile(rf"{_DEGREE}(?:牵头|主办)(?:责任|负责|落实|实施|承办)(?:{_BODY})")
_LONGEST_LABEL = 20
SENTENCE_LABEL = re.compile(
    rf"(?P<own>\(\s*(?:{_NOUNED}|{_ALONE})\s*\):?)|(?:^|(?<=[。;!?,\n()\s—]))\s{{0,8}}(?P<label>"
    rf"(?:{_NOUNED}|{_ALONE}|{_DIVISION}|{_LEADER}"
    rf"|(?:完成|办结|落实|整改)(?:时限|期限|时间)|完成日期|时限)\s*:|(?P<plain>{_NOUNED}为))"
)
"""A label that begins a clause without brackets about it, at the beginning or behind a mark."""
BRACKETED_LABEL = re.compile(
    rf"\(\s*(?P<label>{_NOUNED}|{_ALONE}|{_LEADER}|{_CONTACT}|{_DUE})\s*\)\s*:?"
)
"""A label that stands in brackets of its own, before the names."""
BARE_LABEL = re.compile(rf"(?P<label>{_NOUNED})(?:为|是| |—|-)*")
"""A label with no colon behind it."""
_HOW = (
    r"(?:(?:按照?|依据|根据|结合)(?:各自|本|部门|单位|法定|有关|相关|任务|工作|管理|的"
    r"|职责|职能|权限|分工|要求)++)?"
    r"(?:依法|总|分工|分别|各自|共同|具体|统一|联合|密切|积极|主动|统筹|(?<!党)组织|抓好|做好|全程)*"
)
_DOING = r"抓总|抓落实|组织|具体|协调|推进|抓好|推动|办理|完成|做好"
_VERBS = rf"(?:{_ROLE}|抓落实|推进|办理|完成)(?:{_DOING}|{_ROLE})*"
VERB = re.compile(
    rf"(?:{_HOW}(?P<verb>{_VERBS})(?:工作)?"
    rf"|(?:作为|为|是)(?P<label>{_ROLES_NAMED}(?:{_BODY})?))[ .]*$"
)
"""What the departments before it do, at the end of a part of a clause."""
TOGETHER_WITH = re.compile(r"(?:由|并|再|和|,)*(?:会同|协同)")
"""What makes the departments behind it supporters."""
CUT = re.compile(
    r"(?<=牵头|主办|主责|负责)(?!$|人|同|的|单位|部门|科室|处室|股室|方|领导|为)"
    rf"(?!{_DOING}|{_ROLE}|\))|(?=会同)"
)
"""Where a new part begins although no mark stands between."""
FIRST_LEADS = re.compile(
    r"[^、]{0,12}(?:第一|首|第1)[位个名家]?[^、]{0,10}(?:牵头|主办|主责)[^、]{0,8}|首位牵头|第一位牵头"
)
"""The sentence that makes the first of the responsible departments the leading one."""
ASIDE = re.compile(r"(?:以?下同|下略|略)")
"""What says nothing about the owners."""
ROLE_MARK = re.compile(rf"\((?P<words>(?:{_ROLE})(?:{_BODY})?)\)$")
"""A role in brackets behind one name: 政治处(牵头)."""


def read_label(words: str) -> Label | None:
    """What a folded label means; None where it is no label known."""
    stem = words.strip()
    for form, kind in _KINDS:
        if form.fullmatch(stem):
            return Label(stem, kind)
    if _OWNERS.fullmatch(stem) is None:
        return None
    return Label(stem, LabelKind.OWNERS, _label_roles(stem))


def unknown_label(words: str, *, before_names: bool) -> Label | None:
    """A label that speaks of departments without saying what they do; None for others.

    单位: and 科室: are one only before what may be names.
    """
    stem = words.strip()
    is_one = _UNKNOWN_OWNERS.fullmatch(stem) or (before_names and stem in _PLAIN_NOUNS)
    return Label(stem, LabelKind.UNKNOWN) if is_one else None


def verb_roles(verb: str) -> tuple[Role, ...]:
    """The roles that a verb gives to those before it: leading before supporting before the rest."""
    meant = [ROLE_WORDS[word] for word in _ROLES.findall(verb)]
    for roles in (ROLE_WORDS["主责"], _LEAD, _SUPPORT):
        if roles in meant:
            return roles
    return _RESPONSIBLE


def label_ends(run: str) -> Iterator[tuple[int, Label]]:
    """Known labels that a run before a colon ends with, the longest first, and where they begin."""
    for start in range(max(0, len(run) - _LONGEST_LABEL), len(run)):
        label = read_label(run[start:]) if not run[start].isspace() else None
        if label is not None:
            yield start, label


def _label_roles(words: str) -> tuple[Role, ...]:
    """No roles where several are named, but for 牵头责任单位, which is one that leads."""
    meant = dict.fromkeys(ROLE_WORDS[word] for word in _ROLES.findall(words)) or [_RESPONSIBLE]
    if len(meant) == 1:
        return next(iter(meant))
    return _LEAD if _LEADS_AND_ANSWERS.fullmatch(words) else ()


def may_be_clause(folded: str, start: int, end: int) -> bool:
    """Whether a label's colon or a word for a role stands there, without reading any further."""
    return folded.find(":", start, end) >= 0 or _HINT.search(folded, start, end) is not None
