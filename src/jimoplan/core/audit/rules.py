"""What an audit holds commits to: a rule's code, title, what it is for and what to do."""

from types import MappingProxyType
from typing import NamedTuple

from jimoplan.core.changes.changes import Change


class AuditRule(NamedTuple):
    """A rule in words: what is wrong, why it matters, an example, and what to do about it."""

    title: str
    why: str
    example: str
    remedy: str


class Violation(NamedTuple):
    """A rule that a commit breaks, by which change if by one, and what exactly is wrong."""

    code: str
    change: Change | None
    words: str


_ACCEPT = "jimoplan audit --accept 提交 --plan-reason 说明"
_SIGNED = "jimoplan audit --require-signed --accept 提交 --plan-reason 说明"
_UNDO = "撤销这处改动(本人 jimoplan undo,或督查 git revert)"

RULES: MappingProxyType[str, AuditRule] = MappingProxyType(
    {
        "A01": AuditRule(
            "疑似冒名",
            "提交的姓名或邮箱里有看不见的字符,或邮箱里有看着像英文字母、其实不是的字符。",
            "作者邮箱写成 zh<U+0430>ng@example.cn(第 3 个字符是西里尔字母)",
            f"向本人核实:确是本人的,由督查确认({_ACCEPT}),不是的由督查 git revert;"
            "本人改正 git config user.name、user.email",
        ),
        "A02": AuditRule(
            "姓名与邮箱不符",
            "人员名单上有这个邮箱,提交的姓名却是另一个。",
            "名单上是 张三 <zhang@example.cn>,提交写的是 李四 <zhang@example.cn>",
            f"向邮箱的主人核实:确是本人的,由督查确认({_ACCEPT}),不是的由督查 git revert;"
            "改了名字的,由督查更新人员名单",
        ),
        "A03": AuditRule(
            "提交没有签名",
            "要求签名(--require-signed)时,没有签名的提交不能证明是谁做的。",
            "用 jimoplan audit --require-signed 审计一个没有签名的提交",
            f"向本人核实后,由督查签名确认({_SIGNED});"
            "本人设置 git config commit.gpgSign true 和签名密钥",
        ),
        "A04": AuditRule(
            "签名不对",
            "签名与提交的内容对不上:签名以后提交被改过,或者签名是伪造的。",
            "把别人的签名抄到另一个提交上",
            "不要合并;向签名的人核实,查清提交的来历",
        ),
        "A05": AuditRule(
            "签名的密钥不认识",
            "签名用的密钥不在允许的名单(gpg.ssh.allowedSignersFile 或密钥环)里,不知道是谁的。",
            "用新生成的密钥签名,没有登记",
            "核实是谁的密钥,登记到名单里再审计;--allowed-signers 可以指明名单",
        ),
        "A06": AuditRule(
            "签名或密钥已过期",
            "签名的密钥已经过了有效期。提交写的时间由提交的人自己定,不算数:过期的密钥只认它过期以前就在历史里的提交,"
            "由督查用另一把有效的密钥、在它过期以前签名的后续提交来证明。",
            "密钥 2023年底到期,2024年还用它签名,提交的时间写成 2023年",
            f"向本人核实后,由督查签名确认({_SIGNED});本人换用有效的密钥",
        ),
        "A07": AuditRule(
            "签名的密钥已吊销",
            "签名的密钥已经声明作废,可能在别人手里。",
            "电脑遗失后吊销的密钥又出现在提交里",
            "不要合并;向本人核实",
        ),
        "A08": AuditRule(
            "签名人不是作者",
            "签名的是另一个人;代为提交的,作者和签名人都要有权做这些改动。",
            "作者写的是督查,签名用的是联络员自己的密钥",
            f"由作者本人撤销(jimoplan undo),再签自己的名重做,或由督查签名确认({_SIGNED})",
        ),
        "A11": AuditRule(
            "不在人员名单里",
            "提交以前的计划里,哪个部门的 people 都没有这个邮箱。",
            "外单位的人改了 8-1 的状态",
            f"由督查撤销(git revert),或核实后确认({_ACCEPT});应当有权的,先由督查加进人员名单",
        ),
        "A12": AuditRule(
            "超出本人职责",
            "联络员只填报本部门的事项,分管领导只审核、调整时限,其余由督查改。",
            "复议应诉科的联络员改了公证处的举措",
            f"{_UNDO},请有权的人来改;确该这样改的,由督查确认({_ACCEPT})",
        ),
        "A13": AuditRule(
            "只有督查能改",
            "公布的标题、次序和原文,编号,责任部门,分管领导和责任人,自有字段,部门表和人员名单,计划期间,"
            "口径(policy),立项日期,"
            "举措的类别、周期、成果、目标和指标口径,只由督查改;原来空着、后来补填的也一样。"
            "计划的结束日期改了,没有自己时限的事项,默认时限随之改变。",
            "联络员把自己部门的任务改到别的部门,把自己写成督查,或把目标值从 100 改成 95",
            f"{_UNDO};确需调整的,由督查改,并写明 --plan-reason",
        ),
        "A14": AuditRule(
            "合并带进了无权的改动",
            "合并进来的改动,按另一方的人员名单,做这处改动的人无权做,合并的人也无权。"
            "另一方已经从名单上删去的人,旧分支上原样再列上,不算有权;另一方已经销号的,销号以后超过倒填天数"
            "(policy: {backdate: 10})才提交的填报、意见、佐证材料,不再带进来。",
            "督查已经卸任,从旧提交上改了计划,再合并进来",
            "不要合并;已经合并的,由另一方名单上的督查撤销(git revert -m 1),"
            f"确属有效的由督查确认({_ACCEPT})",
        ),
        "A15": AuditRule(
            "填报的部门不实",
            "填报写着哪个部门的,提交的作者就要是那个部门的联络员;督查代录的,代录人要写督查本人。"
            "填报没有写部门的,算作牵头、责任部门的:提交的作者要是它们的联络员,或督查。",
            "复议应诉科的联络员提交的填报,部门写的是公证处",
            f"{_UNDO},由那个部门的联络员自己填报,或由督查代录:"
            "jimoplan update 编号 … --by 填报人 --dept 部门",
        ),
        "A16": AuditRule(
            "意见类别超出本人职责",
            "督查意见由督查写,批示由分管领导写(督查可以转记),提醒由名单上的任何人写;意见不算填报。",
            "复议应诉科的联络员给公证处的举措写了一条督查意见",
            f"{_UNDO};要提醒的,用 jimoplan remark 编号 文字 --kind 提醒",
        ),
        "A17": AuditRule(
            "意见不是本人提的",
            "意见写的提出人要就是提交的作者;督查转记批示的,写名单上的分管领导。",
            "张三提交的提醒,提出人写的是李四",
            f"{_UNDO},由本人用 jimoplan remark 提",
        ),
        "A18": AuditRule(
            "填报人不是本人",
            "填报写着填报人的,要就是提交的作者,按名单上的姓名认;督查替别人登记的,代录人写督查本人,"
            "或写明 Plan-Reason。填报没有写填报人的,不审这一条。",
            "张三提交的填报,填报人写的是李四",
            f"{_UNDO},由本人填报;督查代录的,用 jimoplan update 编号 … --by 填报人 --dept 部门",
        ),
        "A19": AuditRule(
            "日期倒填,或写成以后",
            "填报、意见、审核、时限调整、暂缓、恢复、提交的日期,比提交那天早,不超过口径里的倒填天数"
            "(policy: {backdate: 10},按日历天算);办结早、报得晚的,看提交日期(submitted)。"
            "也不比提交那天晚(各台机器的时钟不一,差一天的不问)。"
            "提交那天,取 git 记的作者时间和提交时间里晚的一个。"
            "隔了更久才撤回的恢复、办结,也按撤回的那天算。"
            "督查、分管领导写明 Plan-Reason 的除外。",
            "2024-05-06 提交的填报,填报日期写成 2024-03-15",
            f"{_UNDO},按实际的日期重填;确是当时办的、事后才登记,请督查加上 --plan-reason 依据 登记",
        ),
        "A21": AuditRule(
            "没有写明 Plan-Reason",
            "公布内容、编号、责任部门、分管领导和责任人、自有字段、部门表和人员,计划期间、口径、立项日期,"
            "举措的类别、周期、成果、目标和指标口径的改动,提交说明里要有依据;新增的举措自带的不算改动。",
            "提交说明里没有一行 Plan-Reason: 依据某次会议纪要",
            f"由督查补写依据:{_ACCEPT}",
        ),
        "A22": AuditRule(
            "审核人就是提交人",
            "谁报的已完成,谁就不能审核;按提交的作者、提交者和签名人的邮箱认。"
            "名单上同名的几个邮箱是一个人,名单上已经没有的邮箱按从前列的姓名认。",
            "张三报了 1-1 已完成,又自己销号",
            f"{_UNDO},请另一位同志审核",
        ),
        "A23": AuditRule(
            "审核记录的审核人、提交人不实",
            "审核记录写的审核人要就是提交的作者,写的提交人要就是事项上记的提交人。",
            "张三提交的审核记录里,审核人写的是李四",
            f"{_UNDO},请审核人自己运行 jimoplan review",
        ),
        "A24": AuditRule(
            "改了时限没有留下原时限",
            "完成时限改了,同一次提交里要有时限调整记录:原时限、原因和批准人。"
            "原来没有填时限、第一次填的,不晚于默认时限(任务的时限或计划结束日)就不用记录。",
            "手工把 due 从 2024-06-30 改成 2024-12-31",
            f"{_UNDO},再运行 jimoplan update 编号 --due 日期 --reason 原因 --approved-by 批准人",
        ),
        "A25": AuditRule(
            "没有审核就进出已销号",
            "已销号只能从已完成来,同一次提交里有一条销号的审核记录;离开已销号要有退回的记录,或由审核人撤销自己的审核。",
            "手工把状态从推进中改成已销号",
            f"{_UNDO},用 jimoplan review 审核",
        ),
        "A26": AuditRule(
            "审核、时限调整或暂缓记录被删改",
            "审核、时限调整、暂缓记录,取消的批准人,只增加,不删、不改、不调次序,填上恢复日期除外;"
            "别人的填报和意见,督查删去(连同事项删去的也一样)或改写,要写明 Plan-Reason。"
            "原样撤销带来记录的那一次改动,不算违规。",
            "删去一条退回的审核记录,或删去带着记录的举措",
            f"{_UNDO},记录就恢复了;不再办的事项改成已取消,不要删去",
        ),
        "A27": AuditRule(
            "批准人不对或没有写",
            "暂缓、取消、调整时限要由名单上的分管领导或督查批准;别人批准的,提交说明里要有依据。没有列人员的计划不问。",
            "暂缓记录的 approved_by 写的是联络员,或把状态改成暂缓而没有暂缓记录",
            f"{_UNDO},加上 --approved-by 批准人 重做;确是别人批准的,再加 --plan-reason 依据",
        ),
        "A28": AuditRule(
            "用过的编号没有停用,或又放出来",
            "编号用过就不再给别的事项;删去的、换掉的记在 retired 里,只有原样恢复原来的事项才去掉。"
            "没有列人员的计划,删去时不问。",
            "手工从 retired 里去掉 8-7,或手工把 8-7 的编号改成 8-9",
            f"{_UNDO};要删去的,用 jimoplan remove 编号;要恢复删去的事项,撤销删去它的那次改动",
        ),
        "A29": AuditRule(
            "时限过了以后才延期或暂缓",
            "原时限过了才延期的,由督查办,或由名单上的分管领导、督查批准;办结时算延期办结,不算按时;"
            "暂缓期间过的、恢复时调整的不在此列。"
            "原时限过了才提交,调整日期、暂缓日期却写成以前的,要有依据(Plan-Reason)。",
            "时限是 2024-06-30,分管领导 2024-07-10 才办延期,批准人写的不是名单上的人",
            f"{_UNDO},请督查办理;按时批准、事后才登记的,加上 --plan-reason 依据 重做",
        ),
        "A31": AuditRule(
            "提交以后计划读不出来",
            "计划有错误,据此审计和查询都可能遗漏。下一次读得出来时,与上一次读得出来的比较:"
            "其间的改动,弄坏的人和改好的人都要有权做,改好的人写明 Plan-Reason 的由他一人负责。",
            "提交里留有合并冲突标记",
            "改正后运行 jimoplan commit;jimoplan validate 列出全部问题",
        ),
        "A32": AuditRule(
            "计划文件被删去或移走",
            "计划文件在这次提交里没有了,以后的改动就不在原来的地方留痕。",
            "git mv plan.yaml 旧计划.yaml",
            "撤销这次提交(git revert),把文件放回原处",
        ),
        "A33": AuditRule(
            "计划登记了不止一次",
            "历史里另有一份凭空登记的计划,它的人员名单没有来历。"
            "用 --root 指明了登记计划的提交的,别的登记都是违规:整个历史被换掉(强制推送)"
            "也看得出来。",
            "从没有关联的分支(git merge --allow-unrelated-histories)合并进一份自己写的计划",
            "不要合并;以原来登记的计划为准",
        ),
        "A34": AuditRule(
            "计划不是普通文件",
            "计划变成了符号链接或子模块,内容在别处,改动不再留痕。",
            "把 plan.yaml 换成指向别处的符号链接",
            "撤销这次提交(git revert),换回普通文件",
        ),
        "A35": AuditRule(
            "看护计划的文件由督查以外的人改",
            "计划旁边的模板(templates/)、决定怎么合并的 .gitattributes、CI 的工作流,改了就能让报告"
            "少说、让审计不做;列了人员的,只由督查改,不动计划的提交也审。",
            "联络员把 .github/workflows/ci.yml 里审计那一步删去",
            "由督查撤销这次提交(git revert);确需改的,由督查来改",
        ),
        "A36": AuditRule(
            "无权确认",
            "确认违规的提交(Plan-Accept)要由违规人以外的督查做,督查自己的由另一位督查或分管领导做,"
            "写明 Plan-Reason;A21 少的依据,督查本人可以补写。登记本身的违规(A33、A37)不能确认。",
            "联络员自己确认了自己的越权改动",
            f"请有权的人另行确认({_ACCEPT}),再照样确认这个提交",
        ),
        "A37": AuditRule(
            "登记人不在自己的名单上",
            "第一次登记的内容不审,登记计划的人却要在这份计划自己的人员名单里;没有列人员的不问。"
            "用 --root 指明了登记计划的提交的,那一次登记不问。",
            "外人另建一个仓库,登记一份列着局里人员的计划,再推送上来",
            "查清这份历史从哪里来;确是局里登记的,用 --root 指明这次提交",
        ),
        "A41": AuditRule(
            "审核记录的佐证材料与提交不符",
            "销号时记下佐证材料的内容指纹:佐证材料是文件的,每一份都要记下;审核的提交里要有这个文件,"
            "内容要就是记下的那一份。",
            "审核记录写着 规则.pdf 的指纹,提交里的 规则.pdf 是另一份;"
            "或手工写了销号的记录,没有记下 规则.pdf",
            "由审核人撤销(jimoplan undo),提交佐证材料以后重新审核(jimoplan review)",
        ),
        "A42": AuditRule(
            "销号以后佐证材料被改动",
            "销号以前佐证材料可以随意更正;销号以后改了、删去的,销号就没有了依据。"
            "退回以后又可以改;原样移走的只提醒;督查可以改,提交说明里要有依据(Plan-Reason)。"
            "没有列人员的计划不问。",
            "联络员在 8-1 销号以后换掉 规则.pdf",
            "撤销这次提交(git revert),恢复原来的文件;确需更正的,退回后重新审核,"
            "或由督查改并写明 Plan-Reason",
        ),
    }
)
"""A0x who it was, A1x whether they may, A2x what has to be on record, A3x the file itself.

A4x are the files that the plan rests on.
"""

BEFOREHAND: MappingProxyType[str, str] = MappingProxyType(
    {
        "A01": "先改正 git config user.name、user.email",
        "A02": "先改正 git config user.name,写名单上的姓名;改了名字的,请督查更新人员名单",
        "A11": "请督查先把您加进人员名单",
        "A12": "请有权的人来改",
        "A13": "请督查来改",
        "A15": "由那个部门的联络员自己填报,或由督查代录:"
        "jimoplan update 编号 … --by 填报人 --dept 部门",
        "A16": "要提醒的,用 jimoplan remark 编号 文字 --kind 提醒;这一类请有权的人来提",
        "A17": "不写 --by,用自己的名义提",
        "A18": "不写 --by,用自己的名义填报;督查代录的,写明 --by 填报人 --dept 部门",
        "A19": "写实际填报的那一天;确是当时办的、事后才登记,请督查加上 --plan-reason 依据 登记",
        "A21": "加上 --plan-reason 依据 再运行一次",
        "A22": "请另一位同志审核",
        "A23": "请审核人自己运行 jimoplan review",
        "A24": "调整时限用 jimoplan update 编号 --due 日期 --reason 原因 --approved-by 批准人",
        "A25": "审核用 jimoplan review 编号",
        "A26": "记录要留着;不再办的事项改成已取消:"
        "jimoplan update 编号 --status 已取消 --reason 原因"
        ";少的只是别人的填报、意见的,督查加上 --plan-reason 依据",
        "A27": "--approved-by 写名单上的分管领导或督查;别人批准的,再加 --plan-reason 依据",
        "A28": "编号留在 retired 里:删去用 jimoplan remove 编号,恢复删去的用 jimoplan undo",
        "A29": "请督查办理;按时批准、事后才登记的,加上 --plan-reason 依据",
        "A41": "审核用 jimoplan review 编号,佐证材料的内容由它记下",
    }
)
"""What to do instead, for whoever is about to break a rule; where none is here, its remedy."""
