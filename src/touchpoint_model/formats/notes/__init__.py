"""Notes: the user's own document given back with comments on its cells."""
