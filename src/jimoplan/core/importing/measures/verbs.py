"""The words by which the body of a task is read: its verbs, and what stands before them.

They are those of official Chinese at large, of no plan in particular.
"""

from jimoplan.core.importing.measures.wordlists import listed

ADVERBS = listed(
    "持续 不断 进一步 深入 全面 严格 切实 充分 积极 认真 大力 着力 全力 扎实 有效 稳妥 稳步 有序",
    "高效 高标准 高质量 高水平 全方位 多渠道 多层次 精准 准确 逐步 逐一 更加 努力 真正 常态化",
    "常态性 常态 经常性 定期 及时 主动 统一 科学 依法 规范 加快 抓紧 抓好 优先 重点 集中 适时 协同",
    "联合 共同 继续 始终 坚决 深度 最大限度 分层分类 分类 分级 分批 系统 探索性 按时 如期 全年",
    "同步 要 应 须 地 的 每年 每月 每季度 每季 每周 每半年 每两个月",
)
"""What says how something is done."""

AIDS = listed(
    "研究 探索 争取 力争 着手 牵头 组织 指导 协助 配合 会同 推动 支持 协调 抓好 计划 鼓励"
)
"""Verbs that only lead to another one: 研究制定, 牵头起草."""

PRODUCING = listed(
    "建立健全 建立完善 建立 制定 制订 制发 制作 编制 编印 编写 编纂 编辑 汇编 出台 印发 发布 起草",
    "修订 拟定 拟订 草拟 成立 组建 设立 建成 新建 搭建 打造 推出 开发 研发 绘制 汇总 撰写 提出",
    "构建 增设 开设 创设 建造 公布 刊发 形成 建设",
)
"""Verbs whose object is something that is there afterwards."""

FINISHING = listed(
    "举办 召开 申报 启动 完成 重组 升级 改造 明确 组成 评选 表彰 签订 签署 开通 上线 开工 竣工",
    "投用 投入使用 迁建 扩建 改建 撤销 合并 选派 选聘 招聘 招录 引进 采购 承办 验收 换届 挂牌",
    "取消 废止 撤并 关停 拆除 注销 移交 交付",
)
"""Verbs of something that is done once and over, without a thing that remains."""

CONTINUING = listed(
    "加强 强化 深化 推进 推动 落实 贯彻 执行 完善 健全 坚持 严格 提升 提高 优化 巩固 拓展 开展",
    "实施 推行 推广 实行 做好 做实 做优 做强 抓好 抓实 抓牢 规范 履行 发挥 运用 应用 加大 加快",
    "扩大 畅通 探索 邀请 组织 学习 办理 培育 培养 创新 统筹 整合 维护 支持 引导 督促 指导 关注",
    "关心 严厉 打击 整治 排查 化解 管理 保护 治理 改善 稳定 促进 保持 唱响 宣传 弘扬 传承 争取",
    "争创 创建 聘请 整改 排摸 摸排 走访 调研 配备 配齐 落细 对接 盘活 压减 压降 支撑 保障 防范",
    "防控 丰富 鼓励 吸引 配合 深入 高效 严肃 严查 修复 清理 发展 发放 培训 改革 理顺 增加 增强",
    "建好 用好 管好 守好 办好 讲好 树立 遵守 筹备 提供",
    "归集 修缮 壮大 遴选 选树 推介 开放 帮助 查处 监测 回访 梳理 摸清 储备 兑现 公开 受理 调处",
    "巡查 检查 抽查 评估 评价 考核 监督 监管 审核 审查 审计 评议 慰问 救助 帮扶 扶持 谋划 布局",
    "招引 挖掘 联系 更新 维修 养护 绿化 种植 繁育 采集 普及 防治 管控 守护 传播 征集 解读 回应",
    "答复 集聚 深耕 精简 清退 收回 追缴",
)
"""Verbs of what goes on all year."""

MEANS = frozenset(
    listed(
        "加强 强化 加大 加快 优化 坚持 整合 统筹 规范 理顺 深化 提升 提高 增强 完善 健全 发挥 创新",
        "拓展 用好 明确",
    )
)
"""Verbs that, bare and short, only lead up to what follows: 强化协调联动,成立…"""

EFFECTS = frozenset(listed("提升 提高 增强 形成 促进 保障 防范 推动 扩大 树立 争取 力争"))
"""Verbs that, after a comma, say what the measure before it is good for."""

EFFECT_ADVERBS = listed("更加 逐步 有效 努力 真正 最大限度 进而 从而 最终")
"""What before any verb says the same."""

LASTING = listed("持续 常态 经常 不断 继续 坚持 长期")
"""What makes a measure that goes on even of a verb of production."""

THINGS = listed(
    "标准 细则 办法 制度 方案 清单 规则 规范 指南 手册 指引 规划 计划 意见 目录 台账 白皮书 报告",
    "名录 数据库 平台 中心 基地 协会 系统 图谱 汇编 导则 章程 预案 阵地 品牌 站 点 馆 园 场 厂",
    "学校 校区 医院 道路 公路 桥 管网 读本 教材 课程 画册 短片 简报 年鉴 地图",
)
"""What can be handed in or shown."""

LISTS = listed("台账 清单 名录 数据库 档案库 项目库 人才库")
"""Things that are there even where they are only kept up: 完善台账."""

INTANGIBLE = listed(
    "机制 体系 格局 模式 氛围 合力 环境 关系 队伍 流程 生态 高地 铁军 特色 局面 优势 能力 理念",
    "意识 经验 网络 链条 体制 方式 文化 形象 防线 屏障 闭环 共识 态势 保障 支撑",
)
"""What no one can hand in."""

EVENTS = listed(
    "大讨论 大会 大赛 竞赛 比赛 论坛 讲座 仪式 宣传周 宣传月 评选 普查 运动会 晚会 博览会 研讨会",
    "推介会 招聘会 培训班 艺术节 文化节 签约 竞选 换届 招考 第三方评估",
)
"""What takes place once."""
