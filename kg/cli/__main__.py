"""`python -m kg.cli`: the command `kg`."""

from kg.cli import main

main()
