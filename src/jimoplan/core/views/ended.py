"""What is said of a plan whose period is over: that it is, and what people want of it then."""

from jimoplan.core.views.views import Heading


def is_over(heading: Heading) -> bool:
    """Whether the plan's period has ended; all that is open is overdue then."""
    return heading.plan.period.end < heading.as_of


def tell_what_comes_after(heading: Heading) -> tuple[str, ...]:
    """That the period is over, since how many days, and the commands that serve then."""
    period = heading.plan.period
    gone = (heading.as_of - period.end).days
    told = (
        f"计划期间({period.start} 至 {period.end})已过{gone}天,没办结的都已逾期,这里不亮灯;想看",
        f"  期末那天的样子  jimoplan status --as-of {period.end}",
        f"  年度总结        jimoplan render annual --period {period.start.year} -o 年度总结.html",
        f"  下一年的计划    jimoplan rollover {period.end.year + 1}",
    )
    if heading.is_begun:
        return told
    return (*told, "  用了一年的样子  jimoplan demo 示例(这份计划还没有一条填报)")
