"""The text that follows a plan through many changes, rewritten a task at a time.

Rewriting a whole plan takes as long as reading it; nearly every change is about one task, and is
made in a text that holds that task alone.
"""

from jimoplan.core.model import Plan, Task
from jimoplan.core.reading.reader import Loaded, garbage_collection_off, load
from jimoplan.core.writing.apply import RewriteError, write_plan


class Scribe:
    """A plan's text, which is made to say one plan after the other."""

    def __init__(self, text: str) -> None:
        """Take a text that says a plan; raises RewriteError where it says none."""
        self._loaded = load(text, with_advice=False)
        self._take_apart()

    @property
    def plan(self) -> Plan:
        """What the text says."""
        return self._plan

    def write(self, plan: Plan) -> str:
        """The text saying that plan.

        Raises NotSplicableError where a comment would be lost, RewriteError where the text would
        not say it, or would break a rule.
        """
        with garbage_collection_off():
            changed = self._changed_tasks(plan)
            if changed is None:
                self._loaded = write_plan(self._load_whole(), self._plan, plan)
                self._take_apart()
            else:
                for number, task in changed:
                    self._rewrite(number, task)
                self._plan = plan
        return "".join(self._pieces)

    def finish(self) -> str:
        """The text, read once more as a whole; raises RewriteError where it says another plan."""
        loaded = self._load_whole()
        if loaded.plan != self._plan:
            raise RewriteError
        return loaded.document.text

    def _load_whole(self) -> Loaded:
        return load("".join(self._pieces), with_advice=False)

    def _changed_tasks(self, plan: Plan) -> list[tuple[int, Task]] | None:
        """The tasks that are others now; None where anything else is."""
        before, after = self._plan.tasks(), plan.tasks()
        if len(before) != len(after) or _without_tasks(self._plan) != _without_tasks(plan):
            return None
        pairs = enumerate(zip(before, after, strict=True))
        return [(number, new) for number, (old, new) in pairs if old is not new]

    def _take_apart(self) -> None:
        """Cut the text in front of every section and task."""
        loaded = self._loaded
        if loaded.plan is None or loaded.has_errors:
            raise RewriteError
        self._plan = loaded.plan
        text, cuts = loaded.document.text, [0]
        self._places: list[tuple[int, int]] = []
        for section, value in enumerate(loaded.plan.sections):
            paths = [("sections", section, "tasks", task) for task in range(len(value.tasks))]
            starts = [loaded.document.value_span(path).start for path in paths]
            lead = len(cuts)
            cuts.append(loaded.document.value_span(("sections", section)).start)
            self._places += [(lead, lead + 1 + task) for task in range(len(starts))]
            cuts += starts
        cuts = [text.rfind("\n", 0, at) + 1 for at in cuts] + [len(text)]
        self._pieces = [text[a:b] for a, b in zip(cuts, cuts[1:], strict=False)]
        self._alone: dict[int, Loaded] = {}

    def _rewrite(self, number: int, task: Task) -> None:
        lead, piece = self._places[number]
        before = self._pieces[0] + self._pieces[lead]
        if number not in self._alone:
            self._alone[number] = load(before + self._pieces[piece], with_advice=False)
        alone = self._alone[number]
        if alone.plan is None:
            raise RewriteError
        (section,) = alone.plan.sections
        target = alone.plan.model_copy(
            update={"sections": (section.model_copy(update={"tasks": (task,)}),)}
        )
        written = write_plan(alone, alone.plan, target)
        if written.has_errors or not written.document.text.startswith(before):
            raise RewriteError
        self._alone[number] = written
        self._pieces[piece] = written.document.text.removeprefix(before)


def _without_tasks(plan: Plan) -> Plan:
    sections = tuple(section.model_copy(update={"tasks": ()}) for section in plan.sections)
    return plan.model_copy(update={"sections": sections})
