"""Everything that somebody might try on a plan by hand: audit tells it, by the rule it breaks."""

from datetime import datetime

import attacks_by_merging
import attacks_on_files
import attacks_on_goals
import attacks_on_people
import attacks_on_records
import attacks_on_status
import attacks_on_words
import pytest
from attack_story import Attack, Story, write_stories
from attacked_plan import Attacked, attacked_plan

from jimoplan.actions.history.audit import Audit, Demands, audit
from jimoplan.core.history.commits import BEIJING

ATTACKS: list[Attack] = [
    *attacks_on_records.ATTACKS,
    *attacks_on_goals.ATTACKS,
    *attacks_on_status.ATTACKS,
    *attacks_on_words.ATTACKS,
    *attacks_on_people.ATTACKS,
    *attacks_on_files.ATTACKS,
    *attacks_by_merging.ATTACKS,
]
NOW = datetime(2024, 12, 31, tzinfo=BEIJING)


@pytest.fixture(scope="module")
def past() -> Attacked:
    """The honest history that all attacks begin from."""
    return attacked_plan()


@pytest.fixture(scope="module")
def stories(past: Attacked) -> dict[str, Story]:
    """What became of each attack, by its words."""
    honest = [Attack(words, (), play) for words, play in attacks_by_merging.HONEST.items()]
    return write_stories(past, [*ATTACKS, *honest])


def look(past: Attacked, tip: str, root: str | None = None) -> Audit:
    return audit(None, past.work.folder, Demands(NOW, range=tip, root=root))


def standing(found: Audit) -> dict[str, set[str]]:
    """The rules that commits break, as far as nobody has put it right."""
    told = {
        each.commit.id: {breach.code for breach in each.breaches if not breach.settled}
        for each in found.judged
    }
    return {commit: codes for commit, codes in told.items() if codes}


def test_the_history_that_is_attacked_is_in_order(past: Attacked) -> None:
    assert standing(look(past, "main")) == {}


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_an_attack_is_told_and_nothing_else(
    attack: Attack, past: Attacked, stories: dict[str, Story]
) -> None:
    story = stories[attack.words]
    root = past.moments["registered"].commit if attack.held else None

    told = standing(look(past, story.name, root))

    wrong = set().union(*(told.get(commit, set()) for commit in story.wrong))
    others = {commit: codes for commit, codes in told.items() if commit not in story.wrong}
    assert set(attack.rules) <= wrong, told
    assert others == {}


@pytest.mark.parametrize("words", attacks_by_merging.HONEST)
def test_what_is_like_an_attack_and_is_honest_is_not_told(
    words: str, past: Attacked, stories: dict[str, Story]
) -> None:
    story = stories[words]
    asked = f"{story.main.commit}..{story.name}" if story.main else story.name

    assert standing(look(past, asked)) == {}


def test_no_attack_is_counted_twice() -> None:
    assert len({attack.words for attack in ATTACKS}) == len(ATTACKS) >= 100
