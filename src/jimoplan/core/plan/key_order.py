"""The order in which keys are written, and which parts are written in braces."""

from jimoplan.core.plan import (
    header,
    items,
    model,
    own_fields,
    person,
    published_form,
    records,
)
from jimoplan.core.plan.fields import PlanPart

_STANDING = (
    *("status", "reason", "approved_by", "since", "due", "due_text", "due_changes"),
    *("milestones", "stale", "suspensions", "finished", "submitted", "submitted_by"),
    *("reviews", "remarks"),
)

_TO_BRING = (
    *("deliverables", "cadence", "target", "target_text", "base", "unit", "direction", "total"),
    "definition",
)

_OWNED = (
    *("lead", "responsible", "support", "clause", "leader", "contact", "fields"),
    *("form", "carried_from"),
)

KEY_ORDER: dict[type, tuple[str, ...]] = {
    model.Plan: ("schema", "plan", "policy", "departments", "tasks", "sections"),
    header.Header: (
        *("unit", "title", "period", "doc_code", "signer", "preamble", "published", "fields"),
        *("known_gaps", "retired"),
    ),
    header.Period: ("start", "end"),
    header.Policy: (
        *("due_soon", "behind", "stale", "grace", "review", "backdate", "holidays", "workdays"),
        *("commit", "evidence"),
    ),
    published_form.Published: (
        *("title", "doc_no", "front", "back", "between", *published_form.HEADINGS),
        *("task", "measure", "clause", "lead_words", "responsible_words", "support_words"),
        *("separator", "roles", "numbering"),
    ),
    own_fields.FieldDeclaration: ("name", "type", "options"),
    model.Department: ("name", "kind", "aliases", "members", "leader", "contact", "people"),
    person.Person: ("name", "email", "role"),
    model.Section: ("id", "number", "title", "text", "form", "tasks", "sections"),
    items.Task: (
        *("id", "number", "kind", "proposal", "title", "text"),
        *_TO_BRING,
        *_OWNED,
        *_STANDING,
        *("evidence", "updates", "measures"),
    ),
    items.Measure: (
        *("id", "number", "kind", "proposal", "title", "text"),
        *_TO_BRING,
        *_OWNED,
        *_STANDING,
        *("evidence", "updates"),
    ),
    records.CarriedFrom: ("plan", "id"),
    records.Update: (
        *("date", "by", "dept", "entered_by", "period", "milestone", "progress", "value"),
        *("note", "problem", "solved", "next"),
    ),
    records.Review: ("date", "result", "submitted_by", "by", "reason", "files"),
    records.ReviewedFile: ("path", "blob"),
    records.Milestone: ("due", "target", "text"),
    records.DueChange: ("due", "changed", "reason", "approved_by"),
    records.Suspension: ("since", "until", "reason", "approved_by"),
    records.Remark: ("date", "by", "kind", "text"),
}
"""For each part of a plan its keys, as a person would want to read them."""

FLOW = frozenset(
    {
        header.Period,
        header.Policy,
        own_fields.FieldDeclaration,
        own_fields.OwnFields,
        model.Department,
        person.Person,
        records.CarriedFrom,
        records.Update,
        records.DueChange,
        records.Milestone,
        records.Review,
        records.ReviewedFile,
        records.Suspension,
        records.Remark,
    }
)
"""Parts written in braces on one line, unless others of their kind are written otherwise."""


def keys_of(*same: PlanPart) -> tuple[str, ...]:
    """The keys of parts of one kind in the order in which they are written.

    Those of a body's own stand as the text has them, the first part's before the next one's.
    """
    said = (name for part in same for name in part.model_extra or ())
    return KEY_ORDER.get(type(same[0])) or tuple(dict.fromkeys(said))


def attribute(key: str) -> str:
    """The model's name for a key of the file."""
    return "schema_version" if key == "schema" else key
