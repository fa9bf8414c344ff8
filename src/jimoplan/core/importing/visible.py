"""Characters that nobody sees, which no plan may hold: left out of a document, and listed."""

from jimoplan.core.display.cells import INVISIBLE, reveal
from jimoplan.core.importing.blocks import Block, LeftOut, Source


def leave_out_invisible(source: Source) -> Source:
    """The document without the characters that nobody sees; each place that had some is listed."""
    blocks = tuple(map(_cleaned, source.blocks))
    left_out = tuple(
        LeftOut(old.place, reveal("".join(INVISIBLE.findall(old.text + old.end))), "看不见的字符")
        for old, new in zip(source.blocks, blocks, strict=True)
        if old is not new
    )
    return source._replace(blocks=blocks, left_out=(*source.left_out, *left_out))


def _cleaned(block: Block) -> Block:
    if (block.text + block.end).isprintable() or not INVISIBLE.search(block.text + block.end):
        return block
    cells = tuple(
        cell._replace(
            text=INVISIBLE.sub("", cell.text),
            start=cell.start - len("".join(INVISIBLE.findall(block.text[: cell.start]))),
        )
        for cell in block.cells
    )
    text, end = INVISIBLE.sub("", block.text), INVISIBLE.sub("", block.end)
    return block._replace(text=text, end=end, cells=cells)
