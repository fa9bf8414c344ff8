"""The demo's text follows the plan from step to step as a whole rewriting would have it."""

from itertools import islice

from command_line import SHIPPED_PLAN
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.changes.diff import diff
from jimoplan.core.demo.chance import Chance
from jimoplan.core.demo.scribe import Scribe
from jimoplan.core.demo.year import mark_text, register, tell_year
from jimoplan.core.text.reading.load import load
from jimoplan.core.text.writing.apply import apply_to

SHIPPED = mark_text(SHIPPED_PLAN.read_bytes().decode("utf-8"))


def test_written_task_by_task_the_text_is_what_it_would_be_written_as_a_whole() -> None:
    scribe = Scribe(SHIPPED)
    whole = load(SHIPPED, with_advice=False)
    first = register(scribe.plan)
    for scene in (first, *islice(tell_year(first.plan), 40)):
        assert whole.plan
        whole = apply_to(whole, diff(whole.plan, scene.plan))
        assert scribe.write(scene.plan) == whole.document.text
        assert scribe.plan == scene.plan
    assert scribe.finish() == whole.document.text


def test_a_forked_text_goes_its_own_way() -> None:
    scribe = Scribe(SHIPPED)
    first = register(scribe.plan)
    scenes = list(islice(tell_year(first.plan), 40))
    scribe.write(first.plan)
    fork = scribe.fork()
    for scene in scenes:
        scribe.write(scene.plan)

    assert load(fork.finish()).plan == first.plan
    assert fork.write(scenes[-1].plan) == scribe.finish()


def test_steps_come_in_order_and_whoever_worked_apart_had_not_seen_the_step_before() -> None:
    before = register(Scribe(SHIPPED).plan)
    apart = 0
    for scene in tell_year(before.plan):
        assert before.step.at <= scene.step.at
        if scene.apart:
            apart += 1
            assert before.plan not in {scene.apart, scene.plan}
            assert scene.apart != scene.plan
        before = scene

    assert apart


@given(st.integers(), st.integers(0, 50), st.integers(0, 50))
def test_chance_stays_within_its_limits_and_is_the_same_again(
    seed: int, least: int, more: int
) -> None:
    drawn = [Chance(seed).between(least, least + more) for _ in range(2)]

    assert drawn[0] == drawn[1]
    assert least <= drawn[0] <= least + more
