"""The chain of records, the contents of registers, the anchor."""

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables; the anchor stands before the first record."""
    op.create_table(
        "touchpoint_record",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("number", sa.Integer),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("previous", sa.Text),
        sa.Column("hash", sa.Text, nullable=False, unique=True),
        sa.CheckConstraint("seq > 0", name="touchpoint_record_seq"),
        sqlite_strict=True,
    )
    of_revisions = sa.text("kind = 'revision'")
    op.create_index(
        "touchpoint_record_revision",
        "touchpoint_record",
        ["number"],
        unique=True,
        sqlite_where=of_revisions,
        postgresql_where=of_revisions,
    )
    op.create_table(
        "touchpoint_content",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("touchpoint_content_seq", "touchpoint_content", ["seq", "hash"])
    anchor = op.create_table(
        "touchpoint_anchor",
        sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("hash", sa.Text),
        sa.CheckConstraint("one = 1", name="touchpoint_anchor_one"),
        sqlite_strict=True,
    )
    op.bulk_insert(anchor, [{"one": 1, "seq": 0, "hash": None}])
