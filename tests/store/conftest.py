"""The databases that the store is tried on: `postgres` is the address of a new one."""

from .postgres import postgres, postgres_server

__all__ = ["postgres", "postgres_server"]
