"""How a plan was published: what stands around it, and how headings, items and owners are written.

A form is text with names in braces, which stand for what an item says. The forms that go without
saying are the 2024 plan's.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from jimoplan.core.plan.fields import Line, PlanPart, Text

HEADINGS = ("heading", *(f"heading_{level}" for level in range(2, 7)))
"""The forms of headings, by level."""

FORM_NAMES: dict[str, tuple[str, ...]] = {
    "front": ("title", "doc_no", "unit"),
    **dict.fromkeys(HEADINGS, ("number", "title", "text")),
    "task": ("number", "title", "text", "clause"),
    "measure": ("number", "title", "text", "clause"),
    "clause": ("owners",),
    "lead_words": ("departments",),
    "responsible_words": ("departments",),
    "support_words": ("departments",),
}
"""The names that may stand in braces in each form."""


class Numbering(StrEnum):
    """How far a printed number of a task must not come twice."""

    THROUGHOUT = "全文"
    IN_SECTION = "板块内"


class Published(PlanPart):
    """The form of the published document."""

    title: Annotated[Text | None, Field(title="文件标题", description="公布文件印的标题")] = None
    doc_no: Annotated[Line | None, Field(title="发文字号", description="如 某司发〔2024〕1号")] = (
        None
    )
    front: Annotated[
        str,
        Field(
            title="前文",
            description="总体思路之前的全部文字,含换行;{title}、{doc_no}、{unit} 代表标题等",
        ),
    ] = ""
    back: Annotated[
        str, Field(title="后文", description="最后一项之后的全部文字,含落款和末尾的换行")
    ] = ""
    between: Annotated[str, Field(title="段间", description="段落之间的文字,通常是一个换行")] = "\n"
    heading: Annotated[
        Text,
        Field(
            title="一级标题的写法",
            description="{number}、{title}、{text};下级没有写的,同上一级",
        ),
    ] = "{number}、{title}"
    heading_2: Annotated[
        Text | None, Field(title="二级标题的写法", description="不写就同一级标题")
    ] = None
    heading_3: Annotated[
        Text | None, Field(title="三级标题的写法", description="不写就同二级标题")
    ] = None
    heading_4: Annotated[
        Text | None, Field(title="四级标题的写法", description="不写就同三级标题")
    ] = None
    heading_5: Annotated[
        Text | None, Field(title="五级标题的写法", description="不写就同四级标题")
    ] = None
    heading_6: Annotated[
        Text | None, Field(title="六级标题的写法", description="不写就同五级标题")
    ] = None
    task: Annotated[
        Text,
        Field(
            title="任务的写法",
            description="{number}、{title}、{text}、{clause};{text} 后面接各项举措",
        ),
    ] = "{number}.{title}。{text}{clause}"
    measure: Annotated[
        Text, Field(title="举措的写法", description="{number}、{title}、{text}、{clause}")
    ] = "{text}"
    clause: Annotated[
        str, Field(title="责任条款的写法", description="{owners} 是各种角色的部门;不印的写空文字")
    ] = "(责任部门:{owners})"
    lead_words: Annotated[Text, Field(title="牵头的写法", description="{departments}")] = (
        "{departments}牵头"
    )
    responsible_words: Annotated[Text, Field(title="责任的写法", description="{departments}")] = (
        "{departments}"
    )
    support_words: Annotated[Text, Field(title="配合的写法", description="{departments}")] = (
        "{departments}配合"
    )
    separator: Annotated[str, Field(title="部门之间", description="通常是顿号")] = "、"
    roles: Annotated[str, Field(title="角色之间", description="通常是逗号")] = ","
    numbering: Annotated[
        Numbering | None,
        Field(title="序号不重复的范围", description="不写就不检查印出的序号是否重复"),
    ] = None

    def heading_form(self, level: int) -> str:
        """How headings of a level, counted from one, are written: as those above if not said."""
        said: list[str | None] = [getattr(self, key) for key in HEADINGS[1:level]]
        return next(filter(None, reversed(said)), self.heading)
