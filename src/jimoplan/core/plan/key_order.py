"""The order in which keys are written, and which parts are written in braces."""

from jimoplan.core.plan import header, model, person

KEY_ORDER: dict[type, tuple[str, ...]] = {
    model.Plan: ("schema", "plan", "policy", "departments", "sections"),
    header.Header: ("unit", "title", "period", "preamble", "known_gaps"),
    header.Period: ("start", "end"),
    header.Policy: ("due_soon", "behind", "stale", "commit", "evidence"),
    model.Department: ("name", "kind", "aliases", "members", "people"),
    person.Person: ("name", "email", "role"),
    model.Section: ("number", "title", "tasks"),
    model.Task: (
        *("id", "title", "lead", "responsible", "support", "clause"),
        *("status", "reason", "due", "due_changes", "submitted_by", "reviews"),
        *("measures",),
    ),
    model.Measure: (
        *("id", "kind", "title", "text", "deliverables"),
        *("cadence", "target", "unit", "direction", "definition"),
        *("lead", "responsible", "support"),
        *("status", "reason", "due", "due_changes", "submitted_by", "reviews"),
        *("evidence", "updates"),
    ),
    model.Update: ("date", "by", "period", "progress", "value", "note", "problem", "next"),
    model.Review: ("date", "result", "submitted_by", "by", "reason"),
    model.DueChange: ("due", "changed", "reason", "approved_by"),
}
"""For each part of a plan its keys, as a person would want to read them."""

FLOW = frozenset(
    {
        header.Period,
        header.Policy,
        model.Department,
        person.Person,
        model.Update,
        model.DueChange,
        model.Review,
    }
)
"""Parts written in braces on one line, unless others of their kind are written otherwise."""


def attribute(key: str) -> str:
    """The model's name for a key of the file."""
    return "schema_version" if key == "schema" else key
