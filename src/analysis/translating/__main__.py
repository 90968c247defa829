"""`python -m analysis.translating`: bring the catalogues up to date and tell what is still to be written."""

from .. import paths
from .catalogues import problems, update


def main() -> int:
    """Update, then show what a test would refuse."""
    update(paths.ROOT)
    found = problems(paths.ROOT)
    for line in found:
        print(line)  # noqa: T201 - a command
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
