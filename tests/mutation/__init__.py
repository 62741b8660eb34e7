"""Mutation testing of the rules and of their engine: `python -m tests.mutation`."""
