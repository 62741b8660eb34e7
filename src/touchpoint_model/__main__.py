"""`python -m touchpoint_model`: the command line."""

from .cli import main

main()
