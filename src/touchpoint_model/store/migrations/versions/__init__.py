"""One file for each step; Alembic reads them from here."""
