"""A plan as bureaus keep their tables: each item with its 分管领导 and 责任人."""

LED = """\
schema: 1
plan:
  unit: 某区司法局
  title: 2024年工作要点
  period: {start: 2024-01-01, end: 2024-12-31}
departments:
  - {name: 法治科, kind: 科室, leader: 王五, contact: 张三}
  - {name: 公证处, kind: 科室, leader: 赵六}
  - {name: 办公室, kind: 科室}
tasks:
  - id: '1'
    title: 规范行政应诉
    lead: [法治科]
    support: [公证处]
    status: 推进中
    measures:
      - {id: 1-1, kind: 一次性, title: 制发应诉规则, due: 2024-06-28, status: 推进中}
      - {id: 1-2, kind: 一次性, title: 办理应诉公证, responsible: [公证处], due: 2024-09-30}
      - {id: 1-3, kind: 一次性, title: 编印案例, leader: 孙七, due: 2024-09-30}
  - id: '2'
    title: 推进公证改革
    responsible: [法治科, 公证处]
    contact: 李四、周八
    measures:
      - {id: 2-1, kind: 一次性, title: 拟订方案, due: 2024-06-28}
  - id: '3'
    title: 整理档案   # 还没有分管领导
    responsible: [办公室]
    measures:
      - {id: 3-1, kind: 一次性, title: 移交档案, due: 2024-11-29}
"""
