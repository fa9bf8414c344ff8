"""docs/audit.md, written from the table of rules."""

from itertools import groupby

from jimoplan.core.audit.rules import RULES

_HEAD = """\
# 审计

`jimoplan audit` 逐个审计动过计划的提交:谁改了什么,有没有权改,该留的记录在不在。有违规,退出码是 1。

```console
$ jimoplan audit                      # HEAD 的全部历史
$ jimoplan audit main..HEAD           # 这次要合并的提交
$ jimoplan audit --require-signed --allowed-signers 签名人.txt
```

## 谁可以改什么

人员列在 plan.yaml 的部门下面,按 git 提交的邮箱认,大小写不分;一个人可以列几次,权限相加。

```yaml
departments:
  - name: 复议应诉科
    kind: 科室
    people:
      - {name: 张三, email: zhang@example.cn, role: 联络员}
      - {name: 王五, email: wang@example.cn, role: 分管领导}
  - name: 督查室
    kind: 科室
    people:
      - {name: 李四, email: li@example.cn, role: 督查}
```

- **联络员**:本部门牵头、责任的事项,填报进展,改状态(已销号除外)、原因、佐证材料,提交人只写本人。
  办结日期、暂缓记录随状态写,单独不改;立项日期、口径(`policy`)、停用编号(`plan.retired`)只由督查改。
  本部门配合的事项,只填报进展;第一次报进度,举措随之启动。举措启动,任务随之启动。
  写着自己名字的填报可以撤回。填报写明是哪个部门的(`dept`),就要是本人的部门。
- **分管领导**:本部门牵头、责任的事项,审核(销号、退回),调整完成时限(留下原时限、原因、批准人);
  暂缓的事项恢复时要调整时限的,由分管领导连同恢复一起办。
- **督查**:全部;替部门登记填报的,写明代录人(`entered_by`)。
- 意见(`remarks`)不算填报:督查意见由督查写,批示由分管领导写或督查转记,提醒名单上的人都可以写,
  对任何没有销号的事项;写着自己名字的可以撤回。

暂缓、取消、调整时限,由名单上的分管领导或督查批准(`--approved-by`);别人批准的,写明 `--plan-reason`。
原时限过了才延期的,办结时算延期办结,由督查办,或由名单上的人批准。

公布的标题、次序和原文,编号,责任部门,部门表和人员名单,只由督查改,
提交说明里还要有一行 `Plan-Reason: 依据`(改动的命令加上 `--plan-reason 说明`)。

- 一个提交按它**父提交**的人员名单来审,谁也不能自己给自己加权。
  群组代表它的全部成员;举措没有写部门的,随任务。
- 合并提交只审它自己做的:各方分开以后谁也没有这样改过的,就是合并自己改的,例如丢掉另一方的改动。
  带进来的改动,改的人或合并的人要按另一方的名单也有权。
  `main..HEAD` 与 main 已经分开时,按 main 的名单再看一遍。
- 只改注释和格式的提交,只审是谁提交的和签名。
- 计划没有列人员的,不审权限、不问依据,其余照审,并在结果里说明。
- 改计划的命令写入以前按同样的规则问一遍:审计会判违规的不写,
  说明是哪一条、可以怎么办、可以找谁;加 `--no-commit` 的只提醒。
- 计划一时读不出来,下一次与上一次读得出来的比较,其间的改动算弄坏的人和改好的人两方的:
  两方都要有权做,或由改好的人写明 Plan-Reason,一人负责。第一次登记的内容不审。
- 提交说明里的 Plan-Reason 写在哪一行都算,压缩合并(squash)、拣选(cherry-pick)以后照样认。
- 佐证材料是文件的,销号时记下内容;审核的提交里没有那一份,是违规。
  后来移走、改动的,只提醒:文件可以更正,动它的也不是计划的提交。
- 历史按提交记的时间和姓名读;没有签名,姓名、邮箱和时间都可以伪造。要证明是谁,用 `--require-signed`。

## 撤销和了结

**撤销**就是把一次提交对一个事项做的改动原样退回去:它改过的每一处都回到它以前的样子,
连同它留下的记录和停用的编号,一处不多,一处不少;其间别人又动过同一处的,不算。
只拿掉记录、留着它的效果(或反过来),是违规。用 `jimoplan undo`、`git revert` 或手工都一样,看的是内容。

- 自己的改动,自己可以撤销:越权的随时可以,不用有权,也不用写 Plan-Reason;
  本来有权做的,现在也要还有权做。撤销了的还可以再恢复,但恢复违规的改动又是违规。
- 别人违规的改动,督查可以撤销,不用写 Plan-Reason;别人没有违规的,督查写明 Plan-Reason 才可以。

**违规的了结**有两种,了结了的还列出来,写明由谁、哪一次提交了结,但不再算违规:

- **已纠正**:后来有权的人撤销了它;文件读不出来、被移走、不是普通文件的(A31、A32、A34),后来又好了。
- **已确认**:违规人以外的督查说明依据,对它负责;督查自己的,由另一位督查或分管领导确认,
  少写的依据(A21)可以自己补。确认是一次什么也不改的提交:

```console
$ jimoplan audit --accept 提交 --plan-reason 局长办公会已定
```

审计一个范围时,只认范围里的了结。

## 签名

签名由 git 核对(`git log --show-signature`)。ssh 签名认 `--allowed-signers` 或 git 设置的
gpg.ssh.allowedSignersFile,一行一个邮箱;gpg 签名认密钥环,密钥在密钥环里就算数。
签名人要是作者本人;别人代为提交的,两个人都要有权。
ssh 密钥吊销(gpg.ssh.revocationFile)的,git 只说签名不对,归在 A04。

由网页合并(squash)的提交,签名人是网站,不是作者;要求签名时请在本地合并。
审核人与提交人按作者、签名人、提交者的邮箱比较;两次只有提交者相同(网站或维护人代为提交)不算同一个人。

## 在 CI 里

检出时取全部历史;范围里有没取下来的提交,审计不做,退出码 3。

```console
$ git fetch --unshallow
$ jimoplan audit origin/main..HEAD --require-signed --allowed-signers 签名人.txt --format github
```

`--format` 还有 json 和 sarif;行号是事项现在在 plan.yaml 里的位置。
签名人名单放在仓库外面,不能由被审的提交来改。

<!-- 本页由 tests/support/audit_page.py 生成,不要手改;改了规则,运行 pytest --update-golden -->
"""
_GROUPS = {
    "A0": "是谁提交的",
    "A1": "有没有权",
    "A2": "该留的记录",
    "A3": "文件本身",
    "A4": "依据的文件",
}


def build_page() -> str:
    """The page, one section for each rule."""
    parts = [_HEAD]
    for group, rules in groupby(RULES.items(), key=lambda item: item[0][:2]):
        parts.append(f"## {group}x {_GROUPS[group]}\n")
        parts += [
            f"### {code} {rule.title}\n\n{rule.why}\n\n"
            f"例:{rule.example}。\n\n怎么办:{rule.remedy}。\n"
            for code, rule in rules
        ]
    return "\n".join(parts)
