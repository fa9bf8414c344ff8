"""What docs/templates.md says in words: how templates work, and what is not said in the model.

A field is looked up as Type.name, then by its name alone. Those of the plan have their titles.
"""

HEAD = """\
# 报告模板

`jimoplan render` 的每种报告、每种格式各有一个 [Jinja](https://jinja.palletsprojects.com/) 模板,
名字是“报告.格式.j2”,如 `weekly.md.j2`;名字以 `_` 开头的是几个模板共用的部分。

```console
$ jimoplan templates list                     # 有哪些模板,哪些已由计划旁边的代替
$ jimoplan templates eject weekly             # 复制到 templates/weekly.md.j2,在它的基础上改
$ jimoplan templates eject weekly --with-shared   # 用到的共用部分也一起复制
$ jimoplan render weekly                      # 计划旁边有,就用计划旁边的
$ jimoplan render --template my.md.j2 weekly  # 用任意一个模板文件,取周报的数据
```

## 哪个模板算数

- 计划旁边 `templates/` 里的同名文件代替随 jimoplan 安装的那一个;没有的,仍用安装的。
  共用部分也一样:只放一个 `_style.css.j2`,各种网页报告就都换了样式。
- `--template` 用一个模板文件,放在哪里都行;格式看文件名(`my.md.j2`、`my.html.j2`、`my.txt.j2`),
  数据看报告名(不写为 overview)。它可以引用计划旁边和安装的模板
  (`{% extends "_layout.html.j2" %}`、`{% import "_macros.md.j2" as m %}`)。
- 引用只认 `templates/` 里面的名字;`..`、绝对路径、指向外面的链接都不行。
- `eject` 从不覆盖已有的文件。复制出来的模板不随 jimoplan 升级;
  只改一处的,改共用部分或用 `extends` 更省事。

## 写法

模板只有一个变量 `view`,是这种报告的数据,见下。空行和缩进:`{% %}` 独占的一行不留空行。

- md:每个值自动转义,不会变成标题、链接或标签;放进表格的多行文字用 `cell`。
- html:每个值自动转义,看不见的字符写成 `<U+200B>` 的样子。网页带严格的 Content-Security-Policy,
  样式只能写在 `<style>` 里,用 `_layout.html.j2` 就都有了。
- txt:原样;只是看不见的字符写成 `<U+200B>` 的样子(source 除外)。
- 数据里没有的值是 none,显示为空。写错的名字是错误,不会变成空白。
- 出错时一句话说清是哪个模板、第几行,退出码是 3,什么都不写出。

## 限度

模板可能来自别人,所以在沙箱里、在单独的进程里运行:只能读数据,碰不到文件、网络和程序内部。
随 jimoplan 安装的模板没有这些限度。
"""
TAIL = """\

<!-- 本页由 tests/templates_page.py 从数据的类型生成,不要手改;改了类型,
先在 tests/template_meanings.py 写明意思,
再运行 pytest --update-golden -->
"""

TYPES = {
    "PeriodicReport": "一期报告的全部内容;事项都按 `heading.as_of` 那一天评定。",
    "Overview": "整个计划一览,按板块、按部门。",
    "DutyList": "一个部门的任务:自己的,另列经群组承担的。",
    "Plan": "整份计划,即 plan.yaml 的内容。",
    "Heading": "报告的抬头:谁的计划,截至哪一天。",
    "Header": "计划本身的说明。",
    "Period": "计划期间,首尾两天都算。",
    "Origin": "报告依据什么:读得出几项,最后由哪个提交写定。",
    "Commit": "一个 git 提交;时间都是北京时间。",
    "Identity": "git 里记的一个人。",
    "ReportingPeriod": "一期:一周(周一到周日,按 ISO 8601 编号),或公历年里的几个月。",
    "Department": "一个部门,或代表其成员的群组。",
    "Person": "代表部门提交改动的人。",
    "Counts": "事项按状态、按灯的数目。",
    "SectionView": "一个板块和它的任务。",
    "Section": "公布的一个板块。",
    "Task": "公布的一项任务。",
    "DueChange": "一次时限调整。",
    "Review": "一次审核。",
    "Measure": "任务下的一条举措;没有写部门的,随任务。",
    "Update": "一次填报。",
    "TaskView": "一项任务和它的举措,都已评定。",
    "Row": "一项任务或举措,连同评定的结果。",
    "ItemAssessment": "一项事项在截至日的评定。",
    "Progress": "进度和它是怎么算的。",
    "Owners": "一项事项的部门,按角色。",
    "DepartmentCounts": "一个部门自己的任务的数目。",
    "TaskAlert": "红灯或黄灯的任务,和其中红灯、黄灯的举措。",
    "Alert": "红灯或黄灯的一项,连同它从几期以前就是这样。",
    "Cleared": "上期红灯或黄灯、现在已解除的一项。",
    "TaskProgress": "一项任务和本期对它的填报。",
    "Reported": "本期的一次填报。",
    "StatusChange": "本期一项事项的状态变化。",
    "DeadlineChange": "本期一次时限调整。",
    "Unreported": "本期未报送的部门。",
    "DepartmentOutcomes": "一个部门的事项,按办结与否、按时与否。",
    "CommittedRecord": "一处改动和它的提交。",
    "Record": "一处改动。",
    "Ref": "改动的是哪一项。",
    "StatusPoint": "某一天任务按状态的数目。",
    "HistoryEntry": "一项事项的一处历史改动。",
    "Policy": "亮灯和改动计划的口径。",
}

ENUMS = {
    "Cadence": "周期",
    "Role": "角色",
    "Status": "状态",
    "Light": "灯",
    "Kind": "举措类别",
    "Direction": "达标方向",
    "DepartmentKind": "部门类别",
    "Duty": "人员职责",
    "Verdict": "审核结果",
    "Outcome": "办结情况",
    "Subject": "改动的对象",
    "Commits": "是否自动提交",
    "EvidenceRule": "是否必须有佐证材料",
}

FIELDS = {
    "heading": "抬头",
    "row": "事项",
    "commit": "由哪个提交带来;git 里查不到为 none",
    "department": "部门",
    "measures": "举措",
    "tasks": "任务",
    "section": "板块",
    "elapsed": "序时进度,百分数",
    "tasks()": "全部任务,按计划的次序",
    "by_role()": "三种角色各有哪些部门,按牵头、责任、配合的次序",
    "by_status": "各种状态各几项",
    "words": "合成一句话",
    "PeriodicReport.period": "哪一期",
    "PeriodicReport.issue": "期号",
    "PeriodicReport.department": "限于哪个部门;全局的报告为 none",
    "PeriodicReport.through_groups": "另有几项任务经群组到这个部门,不在报告里",
    "PeriodicReport.overview": "总体情况",
    "PeriodicReport.before": "上期末红灯、黄灯各几项任务;第一期为 none",
    "PeriodicReport.alerts": "红灯的任务,然后是黄灯的",
    "PeriodicReport.cleared": "已解除的",
    "PeriodicReport.reported": "本期的填报,按任务",
    "PeriodicReport.problems": "提出了问题的填报(需协调事项)",
    "PeriodicReport.status_changes": "本期的状态变化",
    "PeriodicReport.deadline_changes": "本期的时限调整",
    "PeriodicReport.due_next": "到下期末应完成、还没有完成的举措",
    "PeriodicReport.carried": "本期应完成而没有完成的举措",
    "PeriodicReport.unreported": "本期未报送的部门",
    "PeriodicReport.outcomes": "各部门的办结情况",
    "PeriodicReport.changes": "本期 git 里的全部改动",
    "PeriodicReport.statuses": "一年来各个时点的状态",
    "PeriodicReport.histories": "各项的历史改动,按编号,新的在前",
    "PeriodicReport.reports": "本期的全部填报,不分任务",
    "Overview.tasks": "任务的数目",
    "Overview.measures": "举措的数目",
    "Overview.sections": "各板块",
    "Overview.departments": "各部门",
    "DutyList.own": "自己的任务",
    "DutyList.through_groups": "经群组承担的任务",
    "DutyList.tasks": "自己的任务的数目",
    "DutyList.measures": "自己的举措的数目",
    "DutyList.only_through_groups": "只经群组承担、自己并没有的任务有几项",
    "Heading.plan": "计划的说明",
    "Heading.as_of": "截至哪一天",
    "Heading.notes": "读者必须知道的,如日期早于计划开始、有读不出来的任务",
    "Heading.origin": "依据什么;没有查过为 none",
    "Heading.line": "单位、标题和截至日期合成一行",
    "Origin.readable": "读得出来的任务数",
    "Origin.tasks": "全部任务数",
    "Origin.commit": "写定计划的提交;不在 git 里为 none",
    "Origin.uncommitted": "文件里另有几处没有提交的改动",
    "Commit.id": "完整的提交号",
    "Commit.parents": "父提交的提交号",
    "Commit.author": "作者",
    "Commit.authored": "写成的时间",
    "Commit.committer": "提交者",
    "Commit.committed": "提交的时间",
    "Commit.subject": "提交说明的第一行",
    "Commit.trailers": "提交说明末尾的各行,名称和内容",
    "Commit.short": "提交号的前9位",
    "Commit.day": "写成的那一天",
    "Identity.name": "姓名",
    "Identity.email": "邮箱",
    "ReportingPeriod.cadence": "多久一期",
    "ReportingPeriod.year": "年",
    "ReportingPeriod.number": "这一年的第几期",
    "ReportingPeriod.start": "第一天",
    "ReportingPeriod.end": "最后一天",
    "ReportingPeriod.key": "命令行和文件名里的写法:2024-W24、2024-06、2024-Q2",
    "ReportingPeriod.words": "平常的叫法:2024年第24周、2024年6月、2024年第二季度",
    "ReportingPeriod.days": "起止:6月10日至6月16日",
    "ReportingPeriod.this": "本周、本月、本季度",
    "ReportingPeriod.following": "下周、下月、下季度",
    "ReportingPeriod.previous": "上一期",
    "ReportingPeriod.next": "下一期",
    "Counts.total": "一共几项",
    "Counts.by_light": "各种灯各几项",
    "Counts.progress": "平均进度,百分数;已取消的不计",
    "SectionView.counts": "数目",
    "DepartmentCounts.own": "自己的任务的数目",
    "DepartmentCounts.through_groups": "另有几项经群组承担",
    "Row.task": "任务",
    "Row.measure": "举措;这一行是任务时为 none",
    "Row.assessment": "评定的结果",
    "Row.owners": "部门;举措没有写的,是任务的",
    "Row.role": "所问部门的角色;没有问部门为 none",
    "Row.via": "经哪个群组到所问的部门;自己的为 none",
    "Row.part": "只在几条举措里有份的,是哪几条",
    "Row.item": "举措;这一行是任务时是任务",
    "ItemAssessment.id": "编号",
    "ItemAssessment.light": "灯",
    "ItemAssessment.reasons": "原因,一句一条,不带灯的名称",
    "ItemAssessment.progress": "进度",
    "ItemAssessment.due": "时限",
    "ItemAssessment.due_is_default": "时限是不是默认时限",
    "ItemAssessment.overdue_days": "逾期几个工作日;没有逾期为 0",
    "ItemAssessment.last_update": "最近一次填报的日期;没有填报过为 none",
    "ItemAssessment.words": "灯和原因,如 红:逾期3个工作日",
    "Progress.percent": "百分数,0到100",
    "Progress.how": "怎么算出来的",
    "TaskAlert.task": "任务",
    "Alert.issues": "连续第几期列出,连这一期",
    "Alert.was": "上期末的灯;上期不是红灯、黄灯的为 none",
    "Alert.or_more": "更早的查不到了,期数是“至少”",
    "Alert.trend": "新增、持续第3期、持续第3期,由黄转红",
    "Cleared.was": "上期末的灯",
    "TaskProgress.reports": "填报,按举措、按日期",
    "Reported.update": "填报的内容",
    "Reported.late": "填报日期在本期之前,是补报",
    "StatusChange.old": "原来的状态",
    "StatusChange.new": "现在的状态",
    "StatusChange.commit": "由哪个提交带来",
    "DeadlineChange.change": "调整的内容",
    "Unreported.department": "部门名称",
    "Unreported.rows": "它没有完成、本期没有填报的举措",
    "Unreported.last": "最近一次填报的日期;从来没有为 none",
    "DepartmentOutcomes.department": "部门名称",
    "DepartmentOutcomes.by_outcome": "各种情况各几项",
    "DepartmentOutcomes.done": "已办结几项",
    "DepartmentOutcomes.going_on": "办理中几项",
    "DepartmentOutcomes.total": "合计几项",
    "CommittedRecord.commit": "提交",
    "CommittedRecord.record": "改动",
    "Record.subject": "改动的是任务、举措还是别的",
    "Record.id": "编号",
    "Record.fields": "动了哪些字段",
    "Record.departments": "改动前后各责任部门,群组照写",
    "Record.phrase": "改了什么,如 状态 推进中→已完成",
    "Record.data": "改动的数据,键是英文",
    "Record.ref": "哪一项",
    "Record.words": "哪一项改了什么,如 8-1 状态 推进中→已完成",
    "Record.is_insertion": "是不是整项新增",
    "Ref.subject": "任务、举措还是别的",
    "Ref.id": "编号",
    "StatusPoint.day": "日期",
    "HistoryEntry.day": "日期",
    "HistoryEntry.who": "谁改的",
    "HistoryEntry.commit": "提交号的前9位",
    "HistoryEntry.words": "改了什么",
}

CALLS = {
    "owner_clause": "任务的责任条款,带括号,与公布的一字不差",
    "published_text": "整份计划的公布文本",
    "task_body": "任务的公布正文,即各条举措原文相接",
    "updates_until": "举措截至某一天的填报,最近的在最后",
    "batch": "把列表分成几个一行",
    "cell": "放进 Markdown 表格的一格,多行仍是多行",
    "csp_hash": "一段样式或脚本的 sha256,供 Content-Security-Policy 放行",
    "full_width": "标点换成全角;只用于 jimoplan 自己的话,公布的文字保持原样",
    "join": "把列表连成一段文字",
    "md": "转义成一行 Markdown;md 模板里的值已经自动这样做",
    "replace": "替换文字",
    "round": "四舍五入到几位",
    "slice": "把列表分成几份",
    "unbroken": "网页里 8-1 这样的编号不折行",
}
