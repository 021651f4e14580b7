"""Build the methodology document: ``python build.py --help``."""

import sys

from methodology.cli import main

if __name__ == "__main__":
    sys.exit(main())
