"""docs/audit.md, written from the table of rules."""

from itertools import groupby

from jimoplan.core.audit.rules import RULES

_HEAD = """\
# 审计

`jimoplan audit` 逐个审计动过计划的提交,以及动过看护计划的文件、销号所据的佐证材料的提交:
谁改了什么,有没有权改,该留的记录在不在。有违规,退出码是 1。

```console
$ jimoplan audit                      # HEAD 的全部历史
$ jimoplan audit main..HEAD           # 这次要合并的提交
$ jimoplan audit 8-1                  # 8-1 的每一处改动:谁,以什么身份,可以还是违规,依据哪一条
$ jimoplan audit --since 2024-06-01 --author 张三 --dept 复议应诉科
$ jimoplan audit --require-signed --allowed-signers ../签名人.txt
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
  写着自己名字的填报可以撤回,可以更正(`jimoplan fix`):
  文字、数字不问隔了多久,日期改晚不超过倒填天数;改早的算倒填。填报写明是哪个部门的(`dept`),就要是本人的部门。
- **分管领导**:本部门牵头、责任的事项,审核(销号、退回),调整完成时限(留下原时限、原因、批准人);
  暂缓的事项恢复时要调整时限的,由分管领导连同恢复一起办。
- **督查**:全部;替部门登记填报的,写明代录人(`entered_by`)。
- 意见(`remarks`)不算填报:督查意见由督查写,批示由分管领导写或督查转记,提醒名单上的人都可以写,
  对任何没有销号的事项;写着自己名字的可以撤回。

暂缓、取消、调整时限,由名单上的分管领导或督查批准(`--approved-by`);别人批准的,写明 `--plan-reason`。
原时限过了才延期的,办结时算延期办结,由督查办,或由名单上的人批准。

公布的标题、次序和原文,编号,责任部门,分管领导和责任人,自有字段,部门表和人员名单,只由督查改,
提交说明里还要有一行 `Plan-Reason: 依据`(改动的命令加上 `--plan-reason 说明`)。

- 一个提交按它**父提交**的人员名单来审,谁也不能自己给自己加权。
  群组代表它的全部成员;举措没有写部门的,随任务。
- 合并提交只审它自己做的:各方分开以后谁也没有这样改过的,就是合并自己改的,例如丢掉另一方的改动。
  一边销号、一边退回的,状态取哪一边都行,双方的审核记录都要留着,少一条就是合并的人删的(A26)。
  各方交叉合并过、分开的地方不止一处的,先把那几处合并起来(和 git 一样),再与它比。
  带进来的改动,改的人或合并的人要按另一方的名单也有权。
  一方从名单上删去了人,另一方没有动的,合并以后就是删去了;又列上的,算合并自己改的。
  一方已经销号、另一方不知道时写的填报、意见、佐证材料,可以带进来:写的那次提交比销号晚不超过倒填天数。
  `main..HEAD` 与 main 已经分开时,按 main 的名单再看一遍。
- 只改注释和格式的提交,只审是谁提交的和签名。
- 计划没有列人员的,不审权限、不问依据,其余照审,并在结果里说明。
- 改计划的命令写入以前按同样的规则问一遍:审计会判违规的不写,
  说明是哪一条、可以怎么办、可以找谁;加 `--no-commit` 的也一样,
  只是依据可以留到提交时写,命令会提醒。
- 计划一时读不出来,下一次与上一次读得出来的比较,其间的改动算弄坏的人和改好的人两方的:
  两方都要有权做,或由改好的人写明 Plan-Reason,一人负责。
- 第一次登记的内容不审,登记人要在自己登记的名单上(A37)。
- 提交说明里的 Plan-Reason 写在哪一行都算,压缩合并(squash)、拣选(cherry-pick)以后照样认。
- 佐证材料是文件的,销号时记下内容;没有记下,或审核的提交里没有那一份,是违规(A41)。
  销号以前可以随意更正;销号以后改动、删去,是违规(A42),原样移走(`git mv`)只提醒。
  退回以后又可以改;督查可以改,写明 Plan-Reason。
- 看护计划的文件只由督查改(A35):计划旁边的 `templates/`,
  计划所在文件夹和上面各级的 `.gitattributes`(包括 `jimoplan git setup` 写的),CI 的工作流:
  `.github/workflows`、`.github/actions`、`.gitlab-ci.yml`、`.workflow`、`Jenkinsfile` 等。
  动这些文件的提交,不动计划也审。
- 历史按提交记的时间和姓名读;没有签名,姓名、邮箱和时间都可以伪造。要证明是谁,用 `--require-signed`。

## 撤销和了结

**撤销**就是把一次提交对一个事项做的改动原样退回去:它改过的每一处都回到它以前的样子,
连同它留下的记录和停用的编号,一处不多,一处不少;其间别人又动过同一处的,不算。
只拿掉记录、留着它的效果(或反过来),是违规。`jimoplan undo`、`git revert`、手工都一样,看的是内容。

- 自己的改动,自己可以撤销:越权的随时可以,不用有权,也不用写 Plan-Reason;
  本来有权做的,现在也要还有权做。撤销了的还可以再恢复,但恢复违规的改动又是违规。
- 别人违规的改动,督查可以撤销,不用写 Plan-Reason;别人没有违规的,督查写明 Plan-Reason 才可以。

**违规的了结**有两种,了结了的还列出来,写明由谁、哪一次提交了结,但不再算违规:

- **已纠正**:后来有权的人撤销了它;文件读不出来、被移走、不是普通文件的(A31、A32、A34),后来又好了;
  看护的文件、佐证材料(A35、A42)原样恢复了。
- **已确认**:违规人以外的督查说明依据,对它负责;督查自己的,由另一位督查或分管领导确认,
  少写的依据(A21)可以自己补。确认是一次什么也不改的提交:

```console
$ jimoplan audit --accept 提交 --plan-reason 局长办公会已定
```

审计一个范围时,只认范围里的了结。

## 历史从哪里来

一份历史可以整个造出来,人员名单、提交人、时间都由造的人写。登记计划的是哪个提交,要从历史以外知道:

```console
$ jimoplan audit --format json        # root 就是登记计划的提交,向登记的人核对一次
$ jimoplan audit --root 2f7b…(完整的编号)
```

用 `--root`(或环境变量 `JIMOPLAN_ROOT`)指明以后,别的提交登记了计划,都是违规(A33);放在 CI 的设置里,
强制推送换掉整个历史也看得出来。不指明的,以最早的登记为准。

审计过的结论记在 `.git/jimoplan.cache`,再审时快得多。要求签名时,在 CI 里(环境变量 `CI`),
以及 `jimoplan ci weekly`,都不用它,每个提交从头审;写 `env CI=true jimoplan audit` 也是这样。
git 的设置(`git config`)、替代的提交(`git replace`)、`.mailmap`、提交图(commit-graph)都不改变结论;
签名只认下面说的密钥。

## 签名

签名由 git 核对(`git log --show-signature`)。
ssh 签名认 `--allowed-signers` 或 git 设置的 gpg.ssh.allowedSignersFile,
格式同 ssh-keygen 的 ALLOWED SIGNERS:一行一把密钥,邮箱可以写几个,用逗号隔开,可以用 `*`、`?`,
前面写 `!` 的除外;`valid-after`、`valid-before` 没有写 Z 的按北京时间。gpg 签名认密钥环,
密钥在密钥环里就算数,它的每一个没有吊销的 user id 都是它的邮箱:更新密钥以前看清楚。
签名人要是作者本人;别人代为提交的,两个人都要有权。ssh 密钥吊销(gpg.ssh.revocationFile)的,
git 只说签名不对,归在 A04。

密钥的有效期按审计的时候看,不按提交写的时间:提交的时间可以随意写。ssh 密钥过期以前的提交,
有督查后来的提交证明的才认:那个提交用另一把密钥有效地签了名,时间在过期以前。gpg 密钥过期以后,
它的提交都不认,延长同一把密钥的有效期即可。ssh 证书(cert-authority)的有效期只有 ssh 自己核对,
按提交写的时间;签发的密钥过期以后,它的证书都不认。

名单、吊销列表和核对签名的程序不能放在被审计的仓库里,链接到里面、从里面链接出来的也不行:
被审的提交自己就能改。审计一个范围时,仓库里的名单与范围起点里的一样,可以用。

由网页合并(squash)的提交,签名人是网站,不是作者;要求签名时请在本地合并。
`jimoplan review` 逐项审核时先按同样的规则问一遍,自己报的、别人审核的不列,说明为什么。
审核人与提交人按作者、签名人、提交者的邮箱比较;两次只有提交者相同(网站或维护人代为提交)不算同一个人。

## 在 CI 里

检出时取全部历史;范围里有没取下来的提交,审计不做,退出码 3。

```console
$ git fetch --unshallow
$ jimoplan audit origin/main..HEAD --require-signed --allowed-signers ../签名人.txt --format github
```

`--format` 还有 json 和 sarif;行号是事项现在在 plan.yaml 里的位置。现成的工作流见 docs/ci.md。

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
