"""Triggers that let records and contents be appended, and nothing else."""

from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "0002"
down_revision = "0001"

_SAID = "a store of touchpoint_model is only appended to"
_GAP = "NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM touchpoint_record)"
_TWICE = "EXISTS (SELECT 1 FROM touchpoint_content WHERE hash = NEW.hash)"
_NOT_LAST = (
    "NEW.one <> 1 OR NEW.seq <= OLD.seq OR NEW.seq <> (SELECT max(seq) FROM touchpoint_record) "
    "OR NOT EXISTS (SELECT 1 FROM touchpoint_record WHERE seq = NEW.seq AND hash = NEW.hash)"
)

_SQLITE = {  # a REPLACE fires no trigger of deletion: the one of insertion refuses it
    "touchpoint_record_insert": f"INSERT ON touchpoint_record WHEN {_GAP}",
    "touchpoint_record_update": "UPDATE ON touchpoint_record",
    "touchpoint_record_delete": "DELETE ON touchpoint_record",
    "touchpoint_content_insert": f"INSERT ON touchpoint_content WHEN {_TWICE}",
    "touchpoint_content_update": "UPDATE ON touchpoint_content",
    "touchpoint_content_delete": "DELETE ON touchpoint_content",
    "touchpoint_anchor_insert": "INSERT ON touchpoint_anchor",
    "touchpoint_anchor_update": f"UPDATE ON touchpoint_anchor WHEN {_NOT_LAST}",
    "touchpoint_anchor_delete": "DELETE ON touchpoint_anchor",
}
_FUNCTIONS = {
    "touchpoint_append_only": "true",
    "touchpoint_next_record": _GAP,
    "touchpoint_last_record": _NOT_LAST,
}
_POSTGRESQL = {
    "touchpoint_record_insert": ("INSERT ON touchpoint_record", "touchpoint_next_record"),
    "touchpoint_record_change": (
        "UPDATE OR DELETE ON touchpoint_record",
        "touchpoint_append_only",
    ),
    "touchpoint_record_all": ("TRUNCATE ON touchpoint_record", "touchpoint_append_only"),
    "touchpoint_content_change": (
        "UPDATE OR DELETE ON touchpoint_content",
        "touchpoint_append_only",
    ),
    "touchpoint_content_all": ("TRUNCATE ON touchpoint_content", "touchpoint_append_only"),
    "touchpoint_anchor_update": ("UPDATE ON touchpoint_anchor", "touchpoint_last_record"),
    "touchpoint_anchor_change": (
        "INSERT OR DELETE ON touchpoint_anchor",
        "touchpoint_append_only",
    ),
    "touchpoint_anchor_all": ("TRUNCATE ON touchpoint_anchor", "touchpoint_append_only"),
}


def upgrade() -> None:
    """Make the triggers, in the dialect of the database."""
    if op.get_bind().dialect.name == "sqlite":
        for name, when in _SQLITE.items():
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
            )
        return
    for name, wrong in _FUNCTIONS.items():
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path "
            f"FROM CURRENT AS $body$ BEGIN IF {wrong} THEN RAISE EXCEPTION '{_SAID}'; END IF; "
            "RETURN NEW; END $body$"
        )
    for name, (when, function) in _POSTGRESQL.items():
        each = "STATEMENT" if when.startswith("TRUNCATE") else "ROW"
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} FOR EACH {each} EXECUTE FUNCTION {function}()"
        )
