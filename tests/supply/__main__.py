"""``uv run python -m tests.supply``: the packages that the program runs on with their licences, as a table."""

from __future__ import annotations

import sys

from tests.supply.packages import refused, runtime_packages


def main() -> int:
    """Print the table; 1 where a licence is refused."""
    packages = runtime_packages()
    print("| package | version | licence |\n| --- | --- | --- |")
    for one in packages:
        print(f"| {one.name} | {one.version} | {' / '.join(one.licences)} |")
    for fault in refused(packages):
        print(f"refused: {fault}", file=sys.stderr)
    return bool(refused(packages))


if __name__ == "__main__":
    sys.exit(main())
