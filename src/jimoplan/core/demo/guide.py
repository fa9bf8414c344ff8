"""What the demo's own README says."""

GUIDE = """\
# 示例数据

这个仓库由 `jimoplan demo` 生成,供试用和培训。任务和举措取自公布的2024年工作要点;
人员、进展、问题、时限、审核**全部是编造的示例数据**,与任何单位和个人的实际工作无关。
每次生成都完全一样,可以放心改动,改坏了重新生成一份。

## 可以试试

看一看(不改动任何内容):

```sh
jimoplan status                                        # 全局情况
jimoplan status --dept 复议应诉科 --as-of 2025-01-20   # 一个科室
jimoplan show 8-1                                      # 一条举措:逾期、退回、重报、销号
jimoplan log 8-1                                       # 谁在什么时候改了什么
jimoplan log 18-4                                      # 一次时限调整的来龙去脉
jimoplan blame 19-6                                    # 每个字段最后是谁填的
jimoplan diff --since 2024-06-01 --until 2024-06-30     # 六月份的全部改动
jimoplan audit                                         # 每次提交有没有权改
jimoplan validate                                      # 计划有没有问题
```

回到某一天的台账:

```sh
git checkout "$(git rev-list -1 --before=2024-06-15 main)"
jimoplan status --as-of 2024-06-14
git checkout main
```

记一笔(先扮成名单上的人):

```sh
git config user.name 周复议
git config user.email zhou@example.cn
jimoplan update 8-5 --progress 70 --note "与法院会商一次" --date 2025-01-24
jimoplan undo
```

## 里面有什么

- 一年的填报、佐证材料、审核和销号,每种状态、每类举措都有。
- 逾期后办结的(1-3、8-1、13-7 等)、到年底仍未办结的(8-5、19-6、21-2)。
- 退回后重报的(2-6、8-1、15-1、17-7),调整时限的(4-7、8-3、11-6、17-6、18-4、19-6)。
- 暂缓后恢复的(20-3)、仍在暂缓的(16-5)、取消的(6-5)、始终没有启动的(18-11)。
- 普法和宣传信息科五月下旬至九月上旬没有填报,换了联络员、收到提醒函后补报。
"""
