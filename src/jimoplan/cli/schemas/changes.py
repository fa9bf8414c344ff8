"""The answers to `log`, `diff`, `blame`, `audit`, and to whatever changes the plan."""

from datetime import date, datetime
from typing import Annotated, Any, NotRequired

from typing_extensions import TypedDict

from jimoplan.cli.schemas.keys import code, one_of, told, word
from jimoplan.core.audit.verdicts import Ending
from jimoplan.core.changes.changes import Subject
from jimoplan.core.history.commits import Seal
from jimoplan.core.history.journal import EventKind
from jimoplan.core.views.codes import code_of


class Change(TypedDict):
    """A change of the plan. Which of the later keys there are depends on `change`."""

    change: Annotated[
        str,
        one_of(
            *("set", "insert", "remove", "move", "rename"),
            means="set 改一个字段,insert 新增,remove 删去,move 移动,rename 部门改名",
        ),
    ]
    subject: Annotated[str, word(Subject, "改的是什么")]
    subject_code: Annotated[str, code(Subject, "subject")]
    id: Annotated[str, told("编号或名称")]
    field: Annotated[NotRequired[str], told("计划文件里的键")]
    old: Annotated[NotRequired[Any], told("原来的值;没有是 null")]
    old_code: Annotated[NotRequired[str | None], told("old 是固定用词的,它的英文代码")]
    new: Annotated[NotRequired[Any], told("现在的值;去掉了是 null")]
    new_code: Annotated[NotRequired[str | None], told("new 是固定用词的,它的英文代码")]
    value: Annotated[NotRequired[Any], told("新增、删去、移动的内容")]
    before: Annotated[NotRequired[Any], told("在谁的前面;null 在最后")]
    from_: Annotated[NotRequired[Any], told("移动以前在哪里", key="from")]
    to: Annotated[NotRequired[Any], told("移到哪里")]
    in_: Annotated[NotRequired[Any], told("在哪一项里面", key="in")]


class ToldChange(Change):
    """A change of history."""

    departments: Annotated[list[str], told("涉及的部门")]
    words: Annotated[str, told("一句话")]


class ChangeAnswer(TypedDict):
    """Whatever changes the plan."""

    file: Annotated[str, told("计划文件")]
    changes: Annotated[list[Change], told("各处改动")]
    words: Annotated[list[str], told("各处改动,一句话一处")]
    written: Annotated[bool, told("写入没有;--dry-run 或没有变化的是 false")]
    commit: Annotated[str | None, told("最后一次提交的编号;没有提交是 null")]
    commits: Annotated[list[str], told("各次提交的编号")]


class Person(TypedDict):
    """Somebody as git knows them."""

    name: Annotated[str, told("姓名")]
    email: Annotated[str, told("邮箱")]


class Commit(TypedDict):
    """A commit."""

    commit: Annotated[str, told("提交编号")]
    parents: Annotated[list[str], told("上一次提交的编号;合并有几个")]
    author: Annotated[Person, told("改动人")]
    authored: Annotated[datetime, told("改动时间")]
    committer: Annotated[Person, told("提交人")]
    committed: Annotated[datetime, told("提交时间")]
    subject: Annotated[str, told("提交说明的第一行")]


class LogEvent(Commit):
    """What a commit did to the plan."""

    signature: Annotated[
        str,
        one_of(*map(code_of, Seal), means="签名;没有写 --signatures 的不核对,是 unverified"),
    ]
    signers: Annotated[list[str], told("签名的人")]
    event: Annotated[str, one_of(*map(code_of, EventKind), means="这次提交做了什么")]
    fault: Annotated[str | None, told("那时的计划读不出来,原因")]
    changes: Annotated[list[ToldChange], told("各处改动")]


class LogAnswer(TypedDict):
    """`log`."""

    events: Annotated[list[LogEvent], told("各次提交,新的在前")]


class DiffAnswer(TypedDict):
    """`diff`. The first state stands under `from`."""

    from_: Annotated[str, told("从哪个版本", key="from")]
    to: Annotated[str, told("到哪个版本")]
    changes: Annotated[list[ToldChange], told("各处改动")]


class FieldSetter(TypedDict):
    """Who set a field."""

    subject: Annotated[str, word(Subject, "改的是什么")]
    subject_code: Annotated[str, code(Subject, "subject")]
    id: Annotated[str, told("编号或名称")]
    field: Annotated[str, told("计划文件里的键")]
    value: Annotated[str | None, told("现在的值,照给人看的写")]
    or_earlier: Annotated[bool, told("更早的历史看不到,也许更早")]
    commit: Annotated[Commit | None, told("哪一次提交里填的;尚未提交是 null")]


class BlameAnswer(TypedDict):
    """`blame`."""

    fields: Annotated[list[FieldSetter], told("各个字段")]


class Breach(TypedDict):
    """A violation."""

    rule: Annotated[str, told("规则代码,见 docs/audit.md")]
    title: Annotated[str, told("规则")]
    commit: Annotated[str, told("提交编号")]
    author: Annotated[Person, told("改动人")]
    date: Annotated[date, told("提交日期")]
    subject: Annotated[str, told("提交说明的第一行")]
    change: Annotated[Change | None, told("哪一处改动;不是改动引起的是 null")]
    words: Annotated[str | None, told("那处改动,一句话")]
    reason: Annotated[str, told("为什么违规")]
    remedy: Annotated[str, told("怎么办")]
    line: Annotated[int | None, told("事项现在在计划文件的第几行;没有了是 null")]


class Ended(TypedDict):
    """How a violation ended."""

    how: Annotated[str, word(Ending, "怎样了结的")]
    how_code: Annotated[str, code(Ending, "how")]
    commit: Annotated[str, told("提交编号")]
    by: Annotated[Person, told("谁")]
    date: Annotated[date, told("提交日期")]
    reason: Annotated[str, told("依据")]


class SettledBreach(Breach):
    """A violation that has ended."""

    ended: Annotated[Ended, told("怎样了结的")]


class AuditedChange(TypedDict):
    """A change of the items asked about, and by what right it was made."""

    commit: Annotated[str, told("提交编号")]
    author: Annotated[Person, told("改动人")]
    date: Annotated[date, told("提交日期")]
    capacity: Annotated[str | None, told("以什么身份;没有人员名单的是 null")]
    change: Annotated[Change, told("改动")]
    words: Annotated[str, told("改动,一句话")]
    ground: Annotated[str | None, told("凭什么可以改")]
    rules: Annotated[list[str], told("违反的规则代码")]


class AcceptedBreach(TypedDict):
    """A violation that may be accepted."""

    rule: Annotated[str, told("规则代码,见 docs/audit.md")]
    title: Annotated[str, told("规则")]
    words: Annotated[str | None, told("改动,一句话;不是哪一处改动的是 null")]


class AcceptAnswer(TypedDict):
    """`audit --accept`."""

    accepted: Annotated[list[AcceptedBreach], told("这次确认的违规")]
    left: Annotated[list[AcceptedBreach], told("那次提交还没有确认的违规")]
    commit: Annotated[str | None, told("记下确认的提交")]


class AuditAnswer(TypedDict):
    """`audit`."""

    file: Annotated[str, told("计划文件")]
    range: Annotated[str, told("审计的范围")]
    root: Annotated[str | None, told("登记计划的提交")]
    fine: Annotated[bool, told("没有违规")]
    commits: Annotated[int, told("审计了几个动过计划的提交")]
    commits_without_people: Annotated[int, told("其中几个以前没有人员名单,没有审权限")]
    violations: Annotated[list[Breach], told("没有了结的违规")]
    changes: Annotated[list[AuditedChange], told("写了编号的,那些事项的改动")]
    settled: Annotated[list[SettledBreach], told("已经了结的违规")]
