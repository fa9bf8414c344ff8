"""All commands by name, with their help; each is imported when it is called."""

from enum import StrEnum

from jimoplan.cli.shared.group import CommandEntry


class Area(StrEnum):
    """What people come for; a command without one is called by other programs, or once."""

    ASK = "查看"
    REPORT = "填报"
    REVIEW = "审核"
    SHARE = "共享"
    HISTORY = "历史与审计"
    RENDER = "报告"
    BEGIN = "开始与设置"


_ADDITIONS = {
    "task": CommandEntry("jimoplan.cli.changing.add", "登记一项任务。", "add_task"),
    "measure": CommandEntry(
        "jimoplan.cli.changing.add", "在一项任务下登记一条举措。", "add_measure"
    ),
    "section": CommandEntry("jimoplan.cli.changing.add", "登记一个板块。", "add_section"),
    "dept": CommandEntry(
        "jimoplan.cli.changing.add_department", "登记一个部门或群组。", "add_department"
    ),
    "group": CommandEntry(
        "jimoplan.cli.changing.add_department", "登记一个群组和它代表的部门。", "add_group"
    ),
    "person": CommandEntry(
        "jimoplan.cli.changing.add_person", "把一个人加进一个部门的人员名单。", "run"
    ),
}

_RENAMINGS = {
    "dept": CommandEntry(
        "jimoplan.cli.changing.rename",
        "给一个部门改名:写着它的地方都跟着改,旧名称留作别名。",
        "rename_department",
    ),
    "group": CommandEntry(
        "jimoplan.cli.changing.rename", "给一个群组改名,同部门一样。", "rename_department"
    ),
    "section": CommandEntry(
        "jimoplan.cli.changing.rename", "改一个板块的标题;序号不变。", "rename_section"
    ),
}

_GIT = {
    "setup": CommandEntry(
        "jimoplan.cli.merging.git", "让 git 按编号和字段合并计划,用计划的话显示差异。", "setup"
    ),
    "status": CommandEntry("jimoplan.cli.merging.git", "看合并驱动和差异显示装好没有。", "status"),
}

_CI = {
    "weekly": CommandEntry(
        "jimoplan.cli.reports.ci", "检查、审计、生成各周周报和目录页,供每周定时运行。", "weekly"
    ),
}

_EXPORTS = {
    "ics": CommandEntry(
        "jimoplan.cli.reports.export",
        "时限、节点、应报的期写成日历(.ics),导进手机和办公软件。",
        "ics",
    ),
}

_TEMPLATES = {
    "list": CommandEntry(
        "jimoplan.cli.reports.templates", "列出有哪些模板,哪些已由计划旁边的代替。", "list_"
    ),
    "eject": CommandEntry(
        "jimoplan.cli.reports.templates", "复制一个模板,在它的基础上改。", "eject"
    ),
}

_FORMS = {
    "list": CommandEntry(
        "jimoplan.cli.forms.forms", "看发给了哪些部门、谁交了、谁还没有交。", "overview"
    ),
    "send": CommandEntry(
        "jimoplan.cli.forms.forms", "给部门做填报表(.xlsx),先列欠着的和亮灯的。", "send"
    ),
    "receive": CommandEntry(
        "jimoplan.cli.forms.forms", "收填好的表:列出改了什么,问过再写,一份一次提交。", "receive"
    ),
}

ENTRIES = {
    "status": CommandEntry(
        "jimoplan.cli.plan.status",
        "看进展:全局,或一个部门的任务(--dept 复议应诉科)。",
        area=Area.ASK,
        word="看进展",
    ),
    "list": CommandEntry(
        "jimoplan.cli.plan.listing",
        "按条件列出任务或举措,条件可以叠加。",
        area=Area.ASK,
        word="列事项",
    ),
    "show": CommandEntry(
        "jimoplan.cli.plan.show",
        "看一项任务或举措的全部情况,或一个板块的任务。",
        area=Area.ASK,
        word="看一项",
    ),
    "search": CommandEntry(
        "jimoplan.cli.plan.search",
        "找字:标题、原文、填报、意见、佐证材料里的,几个词先后不论。",
        area=Area.ASK,
        word="找字",
    ),
    "inbox": CommandEntry(
        "jimoplan.cli.desk.inbox",
        "看等着您办的:审核、填报、催办,按您在名单上的职责。",
        area=Area.ASK,
        word="等我办的",
    ),
    "compare": CommandEntry(
        "jimoplan.cli.plan.compare",
        "比较两年的计划:结转、本年新增、没有结转、改了什么。",
        area=Area.ASK,
        word="比两年",
    ),
    "validate": CommandEntry(
        "jimoplan.cli.plan.validate",
        "检查计划文件,列出全部问题;从不改动文件。",
        area=Area.ASK,
        word="检查文件",
    ),
    "report": CommandEntry(
        "jimoplan.cli.desk.report",
        "逐项填报:先列出欠着的,填完一次提交;或从文件读许多项。",
        area=Area.REPORT,
        word="逐项填报",
    ),
    "forms": CommandEntry(
        "",
        "发填报表给部门、收填好的表、看谁还没有交。",
        entries=_FORMS,
        usual="list",
        area=Area.REPORT,
        word="填报表",
    ),
    "update": CommandEntry(
        "jimoplan.cli.changing.update",
        "记一笔进展:状态、进度、进展情况、时限,随即提交。",
        area=Area.REPORT,
        word="记一笔",
    ),
    "fix": CommandEntry(
        "jimoplan.cli.desk.fix",
        "更正自己的一次填报:文字、数字、日期,不用编辑器;日志里记作更正。",
        area=Area.REPORT,
        word="更正填报",
    ),
    "remark": CommandEntry(
        "jimoplan.cli.changing.remark",
        "记一条督查意见、批示或提醒;不算填报,不动进度。",
        area=Area.REPORT,
        word="提意见",
    ),
    "add": CommandEntry(
        "",
        "登记新的板块、任务、举措、部门、群组或人员。",
        entries=_ADDITIONS,
        area=Area.REPORT,
        word="登记",
    ),
    "edit": CommandEntry(
        "jimoplan.cli.changing.edit",
        "在编辑器里改一项,检查通过才写入。",
        area=Area.REPORT,
        word="编辑",
    ),
    "rename": CommandEntry(
        "",
        "给部门、群组或板块改名,历史连着,一次提交。",
        entries=_RENAMINGS,
        area=Area.REPORT,
        word="改名",
    ),
    "move": CommandEntry(
        "jimoplan.cli.changing.move",
        "把任务移到别的板块,或调整先后。",
        area=Area.REPORT,
        word="移动",
    ),
    "remove": CommandEntry(
        "jimoplan.cli.changing.remove", "删去一项任务、举措或部门。", area=Area.REPORT, word="删去"
    ),
    "fmt": CommandEntry(
        "jimoplan.cli.changing.fmt", "整理键的先后和引号,注释照留。", area=Area.REPORT, word="整理"
    ),
    "commit": CommandEntry(
        "jimoplan.cli.changing.commit",
        "检查并提交手工改过的 plan.yaml,不带别的文件。",
        area=Area.REPORT,
        word="提交手工改动",
    ),
    "undo": CommandEntry(
        "jimoplan.cli.changing.undo",
        "撤销以前的一次改动,撤销本身也留痕。",
        area=Area.REPORT,
        word="撤销",
    ),
    "review": CommandEntry(
        "jimoplan.cli.desk.review",
        "审核已完成的事项:销号或退回;不写编号就一项一键。不能审核自己报的。",
        area=Area.REVIEW,
        word="销号、退回",
    ),
    "sync": CommandEntry(
        "jimoplan.cli.sharing.sync",
        "收下别人的改动,送出自己的;要人定的逐处问。",
        area=Area.SHARE,
        word="同步",
    ),
    "resolve": CommandEntry(
        "jimoplan.cli.merging.resolve",
        "逐处取舍合并留下的冲突,全部取舍完就暂存。",
        area=Area.SHARE,
        word="取舍冲突",
    ),
    "git": CommandEntry(
        "", "装上和检查 git 的合并驱动。", entries=_GIT, area=Area.SHARE, word="合并驱动"
    ),
    "log": CommandEntry(
        "jimoplan.cli.history.log",
        "谁在什么时候改了什么:按提交列出计划的每一处改动。",
        area=Area.HISTORY,
        word="谁改了什么",
    ),
    "diff": CommandEntry(
        "jimoplan.cli.history.diff",
        "两个版本、两个日期之间,或尚未提交的,改了什么。",
        area=Area.HISTORY,
        word="差异",
    ),
    "blame": CommandEntry(
        "jimoplan.cli.history.blame",
        "每个字段最后是谁、在哪一次提交里填的。",
        area=Area.HISTORY,
        word="谁填的",
    ),
    "audit": CommandEntry(
        "jimoplan.cli.history.audit",
        "审计提交:谁改了什么、有没有权改、该留的记录在不在。",
        area=Area.HISTORY,
        word="审计",
    ),
    "render": CommandEntry(
        "jimoplan.cli.reports.render",
        "生成报告:周报、月通报、总览、督办通知单等,网页、Markdown、Word 或 Excel。",
        area=Area.RENDER,
        word="出报告",
    ),
    "remind": CommandEntry(
        "jimoplan.cli.reports.remind",
        "写出该提醒各部门的话:文字、邮件正文,企业微信、钉钉机器人的消息;不发送。",
        area=Area.RENDER,
        word="写提醒",
    ),
    "export": CommandEntry(
        "",
        "把计划交给别的程序:日历。",
        entries=_EXPORTS,
        area=Area.RENDER,
        word="导出日历",
    ),
    "templates": CommandEntry(
        "", "看有哪些报告模板,复制一个来改。", entries=_TEMPLATES, area=Area.RENDER, word="报告模板"
    ),
    "init": CommandEntry(
        "jimoplan.cli.plan.init",
        "从头建一份计划:写好空的计划文件,放进 git 仓库。",
        area=Area.BEGIN,
        word="新建",
    ),
    "import": CommandEntry(
        "jimoplan.cli.plan.importing",
        "把公布的文件(.docx、.xlsx、.ods、.csv、.txt)变成计划,疑点逐处列出。",
        area=Area.BEGIN,
        word="导入公布的文件",
    ),
    "rollover": CommandEntry(
        "jimoplan.cli.plan.rollover",
        "从这一年的计划建下一年的:没办完的结转过去,原计划不动。",
        area=Area.BEGIN,
        word="结转下一年",
    ),
    "demo": CommandEntry(
        "jimoplan.cli.demo",
        "建一个示例仓库:2024年工作要点和编造的一年进展。",
        area=Area.BEGIN,
        word="示例",
    ),
    "merge": CommandEntry("jimoplan.cli.merging.merge", "合并一份计划的两个版本;平时由 git 调用。"),
    "ci": CommandEntry("", "无人值守地生成和发布报告。", entries=_CI),
    "schema": CommandEntry(
        "jimoplan.cli.plan.schema", "输出 plan.yaml 的 JSON Schema,供编辑器补全和检查。"
    ),
    "completion": CommandEntry("jimoplan.cli.completion", "输出命令行自动补全脚本。"),
    "textconv": CommandEntry(
        "jimoplan.cli.plan.textconv", "逐字段写出一份计划,供 git diff 用。", hidden=True
    ),
    "doctor": CommandEntry(
        "jimoplan.cli.sharing.doctor",
        "体检:git、身份、合并驱动、计划、共享,缺什么怎么补。",
        area=Area.BEGIN,
        word="体检",
    ),
    "help": CommandEntry(
        "jimoplan.cli.help",
        "看一条命令、一个专题、一个问题代码的说明,或全部命令。",
        area=Area.BEGIN,
        word="说明",
    ),
}
