"""What is said of a plan whose period is over: that it is, and what people want of it then."""

from jimoplan.core.views.answer import About


def is_over(about: About) -> bool:
    """Whether the plan's period has ended; all that is open is overdue then."""
    return about.end < about.as_of


def tell_what_comes_after(about: About) -> tuple[str, ...]:
    """That the period is over, since how many days, and the commands that serve then."""
    gone = (about.as_of - about.end).days
    told = (
        f"计划期间({about.start} 至 {about.end})已过{gone}天,没办结的都已逾期,这里不亮灯;想看",
        f"  期末那天的样子  jimoplan status --as-of {about.end}",
        f"  年度总结        jimoplan render annual --period {about.start.year} -o 年度总结.html",
        f"  下一年的计划    jimoplan rollover {about.end.year + 1}",
    )
    if about.is_begun:
        return told
    return (*told, "  用了一年的样子  jimoplan demo 示例(这份计划还没有一条填报)")
