"""Clauses that do not stand on their own: 以…为抓手, 坚持分类指导, 加大宣传力度, 特别是…."""

import re

from jimoplan.core.importing.measures.wordlists import listed

_TIME = r"[上下]半年|年内|年底前?|\d{1,2}月份?|第?[一二三四1-4]季度|全年|今年"
_OPENINGS = "|".join(
    (
        *listed(
            "从(?!严|优|快|重) 按照 按(?![时期月季周年]) 根据 依据 依托 围绕 聚焦 紧扣 针对",
            "通过(?!率|验收) 结合 本着 立足 对照 突出 瞄准 随着 鉴于 利用 借助 紧紧围绕 牢牢把握",
            "锚定 对标 贯穿 紧盯 坚持(?!和|不懈) 以(?![及案赛评考])",
        ),
        "(?:整合|统筹)(?!推进|开展|做好|抓好)",
        "为(?:了|进一步|深入|更好|全面|切实|加快|贯彻|落实|做好|推动)",
        "在.*(?:[上下中前后时]|方面|之际|期间|过程|以来)$",
        rf"(?:\d{{4}}年)?(?:{_TIME})[底末前内]*$",
    )
)
_HOW = "采用|采取|运用|利用|以|从|通过|按|在|本着"
_ENDINGS = "|".join(
    listed(
        "方式 形式 手段 原则 力度 入手 基础上 前提下 框架下 背景下 综合用力 契机 抓手 载体 主线",
        "导向 牵引 引领 目标 突破口 主题 依托 重点 核心 要求 思路",
    )
)
INTRODUCTION = re.compile(
    rf"(?:{_OPENINGS})|.*(?:入手|力度|综合用力|基础上|前提下|背景下)$|.*?(?:{_HOW}).*(?:{_ENDINGS})$"
)
"""The words of a clause that only leads up to the next."""

NEW_INTRODUCTION = re.compile(
    rf"以.*为.*(?:{_ENDINGS})$|从.*入手$"
    "|突出|围绕|聚焦|紧扣|针对|结合|依托|立足|根据|锚定|对标|紧盯|坚持"
)
"""Those of one that, after a comma, begins something new."""

ATTACHED = re.compile(
    "|".join(
        listed(
            "以及 特别是 尤其是 其中 同时 包括 做到 达到 使得 且 或 由 并(?![轨购联]) 和(?![谐平])",
            "及(?![时早]) 等(?![级候]) 如(?![期实]) 即(?![时将])",
        )
    )
)
"""How a clause begins that only adds to the one before."""
