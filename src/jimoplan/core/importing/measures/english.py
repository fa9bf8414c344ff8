"""The same for English: sentences as stretches, what their first verb says, their figures."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jimoplan.core.importing.folding import fold
from jimoplan.core.importing.measures.clauses import Bound, Clause
from jimoplan.core.importing.measures.enclosed import find_enclosed, hide
from jimoplan.core.importing.measures.kinds import Finding
from jimoplan.core.importing.measures.targets import Target
from jimoplan.core.importing.measures.wordlists import alternatives, listed
from jimoplan.core.plan.words import Cadence, Direction, Kind

_CHINESE = re.compile("[㐀-鿿]")
_LABEL = re.compile(
    r"\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,2}(?:\.\d{1,2})*\.?(?= )|[-*•●▪–] )\s*"
)
_END = re.compile(
    r"(?:[.!?](?=\s)|;|\n\s*\n|\n(?=[ \t]*(?:[-*•●▪–] |\(?\w{1,3}\)|\d{1,2}(?:\.\d{1,2})*\.? ))"
    r"|(?P<line>\n(?=[A-Z])))\s*"
)
_LONGEST_LINE = 60
"""From how many characters on a line may be one of a paragraph that goes on in the next."""

_ABBREVIATED = re.compile(
    r"\b(?:e\.g|i\.e|etc|no|nos|mr|mrs|ms|dr|st|vs|approx|dept|[a-z])$", re.IGNORECASE
)
_LEAD = r"(?:we will|the council will|to|and|also|then|jointly|fully|successfully|\W)*\s*"
_MAKING = listed(
    "develop publish adopt launch prepare produce create draft write design establish build",
    "introduce issue compile install commission",
)
_ONCE = listed(
    "complete deliver open submit review replace refurbish appoint recruit host hold convene",
    "finalise finalize agree approve consult procure undertake upgrade set",
)
_OBJECT = re.compile(
    rf"{_LEAD}(?:{alternatives(_MAKING)}|set up)\s+(?:and\s+\w+\s+)?(?:(?:an?|the|our|its)\s+)?"
    r"([^,;:.]{2,80}?)(?=\s+(?:to|for|by|in|with|that|which|so|from|before|across|and\s+(?:\w+)\s+"
    r"(?:a|the|it))\b|[,;:.]|$)",
    re.IGNORECASE,
)
_MADE = re.compile(rf"{_LEAD}(?:{alternatives(_MAKING)}|set up)\b", re.IGNORECASE)
_FINISHED = re.compile(rf"{_LEAD}(?:{alternatives(_ONCE)})\b", re.IGNORECASE)
_CADENCES = {
    Cadence.WEEKLY: r"weekly|every week|each week",
    Cadence.BIMONTHLY: r"every (?:two|2|other) months?|bi-?monthly",
    Cadence.MONTHLY: r"monthly|every month|each month",
    Cadence.QUARTERLY: r"quarterly|every quarter|each quarter",
    Cadence.HALF_YEARLY: r"half-?\s?yearly|six-?\s?monthly|every six months|twice (?:a|per) year",
    Cadence.YEARLY: r"annually|yearly|every year|each year",
}
_RHYTHMS = {
    cadence: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
    for cadence, pattern in _CADENCES.items()
}
_AT_MOST = "no more than|not more than|at most|up to|below|under|less than|fewer than|within"
_AT_LEAST = "at least|no less than|not less than|no fewer than|a minimum of|more than|over"
_TO_OR_BY = "reach|reaching|achieve|to|by"
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?P<decimals>\.\d{1,4})?(?![\d.,]*\d|[a-z])"
_PERCENT = r"\s?(?P<unit>%|per cent\b)"
_BEGUN = "deliver|build|plant|create|train|provide|install|recruit|bring|open|complete|support"
_UNIT_BEHIND = r"(?:\s?(?P<unit>%|per cent\b|[a-z]+))?"
_NOUN_BEHIND = (
    r"\s+(?P<unit>(?:[a-z-]+\s){0,2}?[a-z-]+)"
    r"(?=\s+(?:by|in|to|for|across|back|with|over|from|on|per|during|at)\b|\s*[^\sa-z-]|$)"
)
_TARGETS = (
    re.compile(
        rf"\b(?P<word>{_AT_MOST}|{_AT_LEAST}|{_TO_OR_BY})\s+£?{_NUMBER}{_UNIT_BEHIND}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<word>)\b{_NUMBER}{_PERCENT}", re.IGNORECASE),
    re.compile(rf"^{_LEAD}(?P<word>{_BEGUN})\s+{_NUMBER}{_NOUN_BEHIND}", re.IGNORECASE),
)
_UNITS_NEEDED = frozenset({"to", "by", "within", "over", "under", "reach", "up to"})
_FALLING = re.compile(r"\b(?:reduce|cut|lower|decrease|keep|limit)\b", re.IGNORECASE)
_NO_UNITS = frozenset(
    listed(
        "january february march april may june july august september october november december of",
        "and by in for the to or per at from on with am pm",
    )
)


def is_english(body: str) -> bool:
    """Whether a body has not a single Chinese character."""
    return _CHINESE.search(body) is None


def read_sentences(body: str) -> Iterator[Clause]:
    """The sentences of a body and its list's items, in order; all of them joined are the body."""
    folded = fold(body)
    hidden = hide(folded, find_enclosed(folded))
    start = 0
    while start < len(body):
        label = _LABEL.match(folded, start)
        begin = label.end() if label else start
        stop, end = _find_end(hidden, begin)
        yield Clause(start, end, begin, folded[begin:stop], Bound.STRONG)
        start = end


def find_english_kind(sentences: Sequence[Clause]) -> Finding:
    """How a sentence is fulfilled; what nothing else is said of goes on all year."""
    sentence = next((one for one in sentences if one.has_words), sentences[0])
    words = sentence.glance
    for cadence, pattern in _RHYTHMS.items():
        if pattern.search(words):
            return Finding(Kind.PERIODIC, sentence, cadence=cadence)
    target = _find_target(words)
    if target is not None:
        return Finding(Kind.INDICATOR, sentence, target=target)
    once = _MADE.match(words) or _FINISHED.match(words)
    return Finding(Kind.ONE_OFF if once else Kind.CONTINUOUS, sentence)


def find_english_deliverables(body: str, sentence: Clause) -> tuple[str, ...]:
    """What a sentence says is made, without its article; () where that is nothing."""
    found = _OBJECT.match(body, sentence.begin, sentence.begin + len(sentence.words))
    name = " ".join(found[1].split()) if found else ""
    return (name,) if name else ()


def _find_end(hidden: str, begin: int) -> tuple[int, int]:
    """Where the words of a sentence stop, and where what stands behind them ends."""
    for found in _END.finditer(hidden, begin):
        before = hidden[max(begin, found.start() - _LONGEST_LINE) : found.start()]
        if found["line"] is not None and "\n" not in before and len(before) == _LONGEST_LINE:
            continue
        if found[0][0] != "." or not _ABBREVIATED.search(before):
            return found.start(), found.end()
    return len(hidden), len(hidden)


def _find_target(words: str) -> Target | None:
    for pattern in _TARGETS:
        for found in pattern.finditer(words):
            target = _read_target(found)
            if target is not None:
                return target
    return None


def _read_target(found: re.Match[str]) -> Target | None:
    word, unit = found["word"].lower(), (found["unit"] or "").lower()
    if unit in _NO_UNITS or (not unit and word in _UNITS_NEEDED):
        return None
    falls = word == "to" and _FALLING.search(found.string[: found.start()])
    at_most = falls or word in _AT_MOST.split("|")
    value = Decimal(found["number"].replace(",", "") + (found["decimals"] or ""))
    direction = Direction.AT_MOST if at_most else Direction.AT_LEAST
    return Target(value, "%" if unit == "per cent" else unit or None, direction)
