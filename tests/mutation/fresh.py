"""A mutant tried from the start: one process that imports the changed module and runs the tests.

For what `living.py` cannot try, since it is done at import. The changed text comes by standard
input; nothing is written to disk. Arguments: the module's name, its file, pytest's options, groups of test
files; the last two are lists parted by spaces.
"""

from __future__ import annotations

import sys

import pytest

from .loading import load_instead

if __name__ == "__main__":
    name, file, options, *groups = sys.argv[1:]
    load_instead({name: compile(sys.stdin.read(), file, "exec", dont_inherit=True)})
    for group in groups:  # the quick ones are not kept waiting for the collection of the others
        if code := int(pytest.main(["-x", *options.split(), *group.split()])):
            sys.exit(code)
