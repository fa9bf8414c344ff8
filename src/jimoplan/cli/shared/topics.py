"""The pages that `jimoplan help` prints, which come with jimoplan."""

from typing import NamedTuple

ALL = "全部"


class Topic(NamedTuple):
    """A page of docs and what it is about."""

    page: str
    about: str


TOPICS = {
    "命令": Topic("commands.md", "每条命令的选项和例子"),
    "列名": Topic("fields.md", "list 的列、排序的键、log 的字段,中文和英文"),
    "计划文件": Topic("plan.md", "计划文件的每个键是什么意思"),
    "填报": Topic("reporting.md", "一次填报许多项,在终端里或从文件里"),
    "填报表": Topic("forms.md", "发填报表给不用终端的科室,收回来写进计划"),
    "写法": Topic("typing.md", "怎样写日期、期次、数字、状态和编号"),
    "口径": Topic("figures.md", "每一个数字、每一盏灯怎样算出来"),
    "问题": Topic("problems.md", "每一种问题的代码、例子和改法"),
    "审计": Topic("audit.md", "审计规则、例子和怎么办"),
    "共享": Topic("sharing.md", "几个人共享一份计划,送不出去时怎么办"),
    "导入": Topic("importing.md", "把公布的文件变成计划"),
    "模板": Topic("templates.md", "改报告的样子"),
    "自动周报": Topic("ci.md", "无人值守地每周出周报,各平台怎么装"),
    "JSON": Topic("json.md", "--format json 的信封和每个键"),
    "安装": Topic("install.md", "不联网的电脑、统信 UOS、麒麟、Windows 怎么装,单文件程序怎么做"),
    "Windows": Topic("windows.md", "在 Windows 上做了什么,什么还没有验证"),
}
