"""`python -m analysis` is `afspraken`."""

from .cli import main

main()
