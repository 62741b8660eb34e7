"""Readers: the bytes of a file → its lines and grids."""
