"""Three examples of each command, as its help page and docs/commands.md show them."""

EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "status": (
        ("status", "全局到哪一步了"),
        ("status --dept 复议应诉科", "一个科室的任务"),
        ("status --as-of 2024-06-30", "半年那天是什么样"),
    ),
    "list": (
        ("list --measures --light 红", "亮红灯的举措:谁的、时限、逾期几天、原因"),
        ("list -m --dept 公证处 --status 推进中", "一个部门在办的举措"),
        ("list -m --due-before 2024-07-01 --sort due --format csv", "上半年到期的,交给别的程序"),
    ),
    "show": (
        ("show 8-1", "一项举措的来龙去脉"),
        ("show 8", "一项任务和它的举措"),
        ("show 三", "一个板块的任务"),
    ),
    "search": (
        ("search 应诉 初稿", "两个词都有的地方,先后不论"),
        ("search [2024]5号 --dept 复议应诉科", "一个部门的事项里的文号,括号怎么写都行"),
        ("search 初稿 --history", "连历史里已经改去、删去的"),
    ),
    "inbox": (
        ("inbox", "等着我审核、填报、催办的"),
        ("inbox --dept 复议应诉科", "一个部门的,逐项列出"),
        ("inbox --as-of 2024-06-30 --format json", "那一天的,交给别的程序"),
    ),
    "compare": (
        ("compare plan.yaml 2025/plan.yaml", "两年之间结转、新增、没有结转的"),
        ("compare plan.yaml 2025/plan.yaml --format md", "写成 Markdown"),
        ("compare plan.yaml 2025/plan.yaml --format json", "交给别的程序"),
    ),
    "validate": (
        ("validate", "检查当前的计划"),
        ("validate --source 公布文本.txt", "与公布的文件逐字核对"),
        ("validate --format github", "在 CI 里标在行上"),
    ),
    "report": (
        ("report", "列出该报的,一项一项问"),
        ("report --from 进展.txt", "一行一项,先看改什么再写入"),
        ("report --from 进展.csv --date 2024-06-14 --yes", "表格里的,不再提问"),
    ),
    "forms list": (
        ("forms", "发给了谁,谁交了,谁还没有交"),
        ("forms list --format json", "交给别的程序"),
        ("forms list --format xlsx -o 收表情况.xlsx", "一张表"),
    ),
    "forms send": (
        ("forms send --all", "每个有事项要报的部门一份,写在 填报表 文件夹里"),
        ("forms send --dept 复议应诉科 --period 2024-11", "一个科室的,表名写明报 11 月的"),
        ("forms send --all -o 11月", "写在别的文件夹里"),
    ),
    "forms receive": (
        ("forms receive 填报表", "收一个文件夹里的,先列出来看"),
        ("forms receive 复议应诉科.xlsx --dry-run", "只看改了什么"),
        ("forms receive 复议应诉科.xlsx --by 周复议", "表里没有写填报人的"),
    ),
    "update": (
        ("update 8-1 --progress 40 --note 初稿已征求意见", "记一笔进展"),
        ("update 8-1 --status 已完成 --evidence 即司发〔2024〕5号", "报已完成,附佐证材料"),
        ("update 8-1 --due 2024-09-30 --reason 原因 --approved-by 批准人", "调整完成时限"),
    ),
    "fix": (
        ("fix 8-1", "挑一次自己的填报,在原来的文字上改"),
        ("fix 8-1 --progress 45", "最近一次填报的进度写错了"),
        ("fix 8-1 --entry 2024-06-14 --note 初稿已征求意见", "改那一天那次的进展情况"),
    ),
    "remark": (
        ("remark 8-1 请抓紧 --kind 督查意见", "提一条督查意见"),
        ("remark 8-1 8-2 请月底前报初稿 --kind 提醒", "提醒两项"),
        ("remark 8-1 已阅 --kind 批示 --by 分管领导", "记下批示"),
    ),
    "add": (
        ("add measure 8 --title 名称", "任务 8 下加一条举措"),
        ("add task --section 三 --title 名称 --responsible 复议应诉科", "加一项任务"),
        ("add dept 名称 --alias 简称", "加一个部门"),
    ),
    "add task": (
        ("add task --section 三 --title 名称 --responsible 复议应诉科", "板块三里加一项任务"),
        ("add task --title 名称 --lead 政治处 --support 各科室", "写明牵头和配合"),
        (
            "add task --section 三 --title 名称 --responsible 公证处 --due 2024-10",
            "写明时限,10月底",
        ),
    ),
    "add measure": (
        ("add measure 8 --title 名称", "任务 8 下加一条一次性举措"),
        ("add measure 8 --title 名称 --kind 周期性 --cadence 双月", "两个月报一期"),
        ("add measure 8 --title 名称 --kind 指标 --target 100 --unit 件", "有目标的指标"),
    ),
    "add section": (
        ("add section 八 综合保障", "加一个板块"),
        ("add section (一) 标题 --section 八 --id 八.一", "板块下加一级"),
        ("add section 八 综合保障 --dry-run", "只看看要改什么"),
    ),
    "add dept": (
        ("add dept 办公室", "加一个科室"),
        ("add dept 办公室 --alias 综合科", "带上简称"),
        ("add dept 潮海司法所 --kind 司法所", "写明是哪一类"),
    ),
    "add group": (
        ("add group 法律服务单位 --members 公证处,法律援助中心", "加一个群组"),
        ("add group 法律服务单位 --members 公证处 --alias 服务单位", "带上简称"),
        ("add group 法律服务单位 --members 公证处 --dry-run", "只看看要改什么"),
    ),
    "add person": (
        ("add person 王芳 wangfang@example.cn --dept 复议应诉科 --role 联络员", "加一位联络员"),
        ("add person 李强 liqiang@example.cn --dept 政治处 --role 分管领导", "加一位分管领导"),
        ("add person 王芳 wangfang@example.cn --dept 公证处 --dry-run", "只看看要改什么"),
    ),
    "edit": (
        ("edit 8-1", "在编辑器里改一项举措"),
        ("edit 8", "改一项任务"),
        ("edit 8-1 --plan-reason 会议纪要", "改公布内容,写明依据"),
    ),
    "rename": (
        ("rename dept 复议应诉科 行政复议应诉科", "部门改名,旧名称留作别名"),
        ("rename group 各科室 机关各科室", "群组改名"),
        ("rename section 三 新标题", "改板块的标题"),
    ),
    "rename dept": (
        ("rename dept 复议应诉科 行政复议应诉科", "写着它的地方都跟着改"),
        ("rename dept 公证处 区公证处 --dry-run", "只看看要改什么"),
        ("rename dept 公证处 区公证处 --plan-reason 三定方案", "写明依据"),
    ),
    "rename group": (
        ("rename group 各科室 机关各科室", "群组改名"),
        ("rename group 各科室 机关各科室 --dry-run", "只看看要改什么"),
        ("rename group 各科室 机关各科室 --plan-reason 会议纪要", "写明依据"),
    ),
    "rename section": (
        ("rename section 三 新标题", "改板块的标题"),
        ("rename section 三 新标题 --dry-run", "只看看要改什么"),
        ("rename section 三 新标题 --plan-reason 会议纪要", "写明依据"),
    ),
    "move": (
        ("move 9 --to 四", "任务移到板块四"),
        ("move 公证处 --before 法律援助中心", "部门调整先后"),
        ("move 9 --outside", "移出板块"),
    ),
    "remove": (
        ("remove 8-7", "删去一条举措,编号停用"),
        ("remove 8-7 --dry-run", "只看看会去掉什么"),
        ("remove 公证处 --plan-reason 机构调整", "删去部门,写明依据"),
    ),
    "fmt": (
        ("fmt", "整理键的先后和引号"),
        ("fmt --check", "只检查"),
        ("fmt --dry-run", "只看看要改什么"),
    ),
    "commit": (
        ("commit", "检查并提交手工改过的 plan.yaml"),
        ("commit --yes", "不再提问"),
        ("commit --plan-reason 会议纪要", "改了公布内容,写明依据"),
    ),
    "undo": (
        ("undo", "撤销自己最近一次"),
        ("undo 3", "撤销自己的倒数第三次"),
        ("undo --dry-run", "只看看会改回什么"),
    ),
    "review": (
        ("review", "逐项看等待销号的,一项按一个键"),
        ("review 8-1 8-2 --approve", "核实无误,销号"),
        ("review 8-1 --return --reason 缺佐证材料", "退回"),
    ),
    "sync": (
        ("sync", "取下别人的改动,合并,检查,推上去"),
        ("sync --dry-run", "只看看会进来什么、出去什么"),
        ("sync --format json", "交给别的程序"),
    ),
    "resolve": (
        ("resolve", "逐处取舍合并留下的冲突"),
        ("resolve --ours", "全部保留我方"),
        ("resolve --format json", "看有哪几处,不动"),
    ),
    "git": (
        ("git setup", "装上合并驱动,先显示要写什么"),
        ("git setup --yes", "不再提问"),
        ("git status", "看装好没有"),
    ),
    "git setup": (
        ("git setup", "先显示要写什么,再问"),
        ("git setup --yes", "不再提问"),
        ("git setup --file 2025/plan.yaml", "另一份计划"),
    ),
    "git status": (
        ("git status", "看装好没有"),
        ("git status --file 2025/plan.yaml", "另一份计划"),
        ("git status --format json", "交给别的程序"),
    ),
    "log": (
        ("log 8", "任务 8 连同它的举措,谁在什么时候改了什么"),
        ("log --since 2024-03-01 --until 2024-06-30", "某段时间里的改动"),
        ("log --dept 复议应诉科 --field 状态 --limit 10", "一个科室最近十次状态变化"),
    ),
    "diff": (
        ("diff", "还没有提交的改动"),
        ("diff --since 2024-03-01", "那时到现在变了什么"),
        ("diff HEAD~3 HEAD --by-dept", "两个版本之间,按部门分开"),
    ),
    "blame": (
        ("blame 8-1", "每个字段最后是谁填的"),
        ("blame 8", "任务的"),
        ("blame 8-1 --format json", "交给别的程序"),
    ),
    "audit": (
        ("audit", "审计动过计划的全部提交"),
        ("audit 8-1", "一件事从头到尾谁改过、凭什么"),
        ("audit origin/main..HEAD --format github", "在 CI 里审新的提交"),
    ),
    "render": (
        ("render weekly -o 周报.html", "本周的周报"),
        ("render monthly --period 2024-06", "六月的月通报"),
        ("render reminder --all-departments -o 函件/", "每个部门一份提醒函"),
    ),
    "remind": (
        ("remind --dept 复议应诉科", "先看看该提醒一个部门什么"),
        ("remind --format wecom -o 提醒/", "企业微信机器人的消息,一个部门一个文件"),
        ("remind --dept 复议应诉科 --format html -o 提醒.html", "邮件正文"),
    ),
    "export": (
        ("export ics -o 时限.ics", "全部时限写成日历"),
        ("export ics --dept 复议应诉科 -o 复议应诉科.ics", "一个部门的"),
        ("export ics --file 2025/plan.yaml -o 2025.ics", "另一份计划的"),
    ),
    "export ics": (
        ("export ics -o 时限.ics", "全部时限写成日历"),
        ("export ics --dept 复议应诉科 -o 复议应诉科.ics", "一个部门的"),
        ("export ics --as-of 2024-06-30 -o 时限.ics", "按那一天的计划"),
    ),
    "templates": (
        ("templates list", "有哪些模板,哪些换成了自己的"),
        ("templates eject weekly --format html", "复制周报的网页模板来改"),
        ("templates eject weekly --format md", "Markdown 的"),
    ),
    "templates list": (
        ("templates list", "有哪些模板,哪些换成了自己的"),
        ("templates list --file 2025/plan.yaml", "另一份计划的"),
        ("templates list --format json", "交给别的程序"),
    ),
    "templates eject": (
        ("templates eject weekly --format html", "复制周报的网页模板来改"),
        ("templates eject weekly --format md", "Markdown 的"),
        ("templates eject weekly --file 2025/plan.yaml", "放到另一份计划旁边"),
    ),
    "init": (
        ("init 工作要点 --unit 某区司法局 --yes", "新建一份空的计划"),
        ("init 工作要点 --departments 名单.txt", "带上部门,一行一个"),
        ("init 工作要点", "逐样问"),
    ),
    "import": (
        ("import 工作要点.docx --departments 部门.txt -o plan.yaml", "逐处问疑点"),
        ("import 任务分解表.xlsx", "只看看认出了什么,不写入"),
        ("import 工作要点.txt -o plan.yaml --yes", "疑点按第 1 种办"),
    ),
    "rollover": (
        ("rollover 2025", "没办完的结转到 2025/plan.yaml"),
        ("rollover 2025 --all", "办完的常态化、周期性举措也带过去"),
        ("rollover 2025 --yes", "不再提问"),
    ),
    "demo": (
        ("demo 示例", "建一个用了一年的示例仓库"),
        ("demo 示例 && cd 示例 && jimoplan status --as-of 2024-06-14", "看年中是什么样"),
        ("demo 示例 && cd 示例 && jimoplan render weekly --period 2024-W24", "看一期周报"),
    ),
    "merge": (
        ("merge 祖先.yaml 我方.yaml 对方.yaml", "按编号和字段合并"),
        ("help 全部", "平时用哪些命令"),
        ("git setup", "让 git 自己调用"),
    ),
    "ci": (
        ("ci weekly --out public", "检查、审计、生成各周周报"),
        ("ci weekly --out public --as-of 2024-06-14", "按那一天"),
        ("help 自动周报", "各平台怎么装"),
    ),
    "ci weekly": (
        ("ci weekly --out public", "检查、审计、生成各周周报"),
        ("ci weekly --out public --as-of 2024-06-14", "按那一天"),
        ("ci weekly --out public --format json", "交给别的程序"),
    ),
    "schema": (
        ("schema", "输出 plan.yaml 的 JSON Schema"),
        ("schema > plan.schema.json", "放在计划旁边,编辑器就能补全"),
        ("help 字段", "每个键的意思"),
    ),
    "completion": (
        ("completion bash >> ~/.bashrc", "bash"),
        ("completion zsh >> ~/.zshrc", "zsh"),
        ("completion powershell >> $PROFILE", "PowerShell"),
    ),
    "doctor": (
        ("doctor", "逐项检查,不对的说怎么改"),
        ("doctor --offline", "不连远程仓库"),
        ("doctor --format json", "交给别的程序"),
    ),
    "help": (
        ("help", "有哪些专题"),
        ("help 审计", "一个专题"),
        ("help E014", "一种问题或审计规则"),
    ),
}
