"""A plan with fields of its bureau's own."""

OWN = """\
schema: 1
plan:
  unit: 某区司法局
  title: 2024年工作要点
  period: {start: 2024-01-01, end: 2024-12-31}
  fields:   # 局办公会定的
    - {name: 优先级, type: 选项, options: [高, 中, 低]}
    - {name: 资金(万元), type: 数字}
    - {name: 上会日期, type: 日期}
    - {name: 来源}
departments:
  - {name: 法治科, kind: 科室}
tasks:
  - id: '1'
    title: 规范行政应诉
    responsible: [法治科]
    fields: {优先级: 高, 来源: 市局部署}
    status: 推进中
    measures:
      - id: 1-1
        kind: 一次性
        title: 制发应诉规则
        fields:
          资金(万元): 120.5   # 不含上年结余
          优先级: 中
        status: 推进中
      - {id: 1-2, kind: 一次性, title: 编印案例, fields: {优先级: 低, 上会日期: 2024-03-01}}
      - {id: 1-3, kind: 一次性, title: 旁听庭审}
"""
