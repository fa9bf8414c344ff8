"""Which commits of others an edit takes back because it was made in an older copy of the plan."""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from jimoplan.core.changes.changes import Ref, Subject
from jimoplan.core.changes.records import Record, names_since
from jimoplan.core.changes.renaming import as_written
from jimoplan.core.history.commits import Commit, Identity
from jimoplan.core.history.journal import Event

_Place = tuple[Ref, str]


class UnseenWork:
    """What others committed, as far as nothing of it is left after an edit of the whole plan.

    A file is edited whole. Where an edit leaves anything of what a commit did, whoever made it had
    that commit before their eyes: what else they take back of it, they mean to.
    """

    def __init__(
        self,
        events: Iterable[Event],
        items: Collection[Ref],
        edit: Collection[Record],
        me: Identity,
    ) -> None:
        """Take what led to the plan, oldest first, the items in it, and what an edit changes."""
        self._newest_first = [event for event in reversed(tuple(events)) if event.outcome.records]
        self._items, self._me = items, me
        self._names = names_since(edit)
        self._touched = {self._place(record) for record in edit}
        self._gone = {
            record.ref
            for record in edit
            if record.data["change"] == "remove" and "in" in record.data
        }
        self._last: dict[_Place, Event] = {}
        for event in self._newest_first:
            for record in event.outcome.records:
                self._last.setdefault(self._place(record), event)

    def find_makers(self, record: Record) -> list[Commit]:
        """The commits of others that a change of the edit takes back unseen, the latest first.

        A value that has been set several times since is taken back with all that set it. None where
        one's own commit is among them.
        """
        place, data = self._place(record), record.data
        makers: list[Commit] = []
        for event in self._newest_first if place in self._last else ():
            for made in event.outcome.records:
                if self._place(made) != place:
                    continue
                if event.commit.is_by(self._me) or self._leaves(event):
                    return []
                if not _reverses(data, made.data):
                    continue
                makers.append(event.commit)
                if data["change"] != "set" or made.data["old"] == data["new"]:
                    return makers
                data = {**data, "old": made.data["old"]}
        return []

    def _leaves(self, event: Event) -> bool:
        """Whether the edit leaves something of what a commit did and nobody has changed since."""
        return any(
            self._last[place] is event
            and place not in self._touched
            and record.ref in self._items
            and record.ref not in self._gone
            for record in event.outcome.records
            for place in (self._place(record),)
        )

    def _place(self, record: Record) -> _Place:
        """What a record is about: an item, its place, a field or an element of a list of its.

        Departments are called there as the edit calls them.
        """
        data, ref = record.data, record.ref
        about: list[object]
        match data["change"]:
            case "set":
                about = [data["field"]]
            case "rename":
                about = ["name", *sorted((data["old"], data["new"]))]
            case "move":
                about = ["to", data["to"]["field"], "" if "in" in data["to"] else data["value"]]
            case _ if "in" in data:
                about = ["item"]
            case _:
                value = as_written(data["field"], data["value"], self._names)
                about = ["of", data["field"], value]
        if ref.subject is Subject.DEPARTMENT:
            ref = ref._replace(id=self._names.get(ref.id, ref.id))
        return ref, json.dumps(about, sort_keys=True)


def _reverses(data: Mapping[str, Any], made: Mapping[str, Any]) -> bool:
    """Whether a change takes back what another one of the same place has done."""
    kinds = {data["change"], made["change"]}
    if kinds == {"set"}:
        return bool(data["old"] == made["new"])
    if kinds == {"rename"}:
        return bool((data["old"], data["new"]) == (made["new"], made["old"]))
    if kinds == {"move"}:
        there, back = made["from"], data["to"]
        return bool(back == there or back.get("in") == there.get("in") != made["to"].get("in"))
    return kinds == {"insert", "remove"}
