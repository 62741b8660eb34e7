"""Tests of the engine and of every room, on made-up data."""
