"""The words by which a form that has to be filled in is told that there is nothing: 无, 暂无, /."""

from jimoplan.core.input.characters import fold_text

_NOTHING = frozenset(
    {"无", "没有", "暂无", "没", "暂时没有", "暂没有", "/", "-", "--", "none", "n/a"}
    | {"无问题", "没有问题", "暂无问题", "暂时没有问题", "无存在问题", "不存在问题", "未发现问题"}
)
_END = "。.!;,、 "


def says_nothing(written: str) -> bool:
    """Whether a text says that there is nothing, and is therefore not one to be kept."""
    return fold_text(written).strip(_END) in _NOTHING
