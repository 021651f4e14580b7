"""Build the methodology document of this checkout: ``python build.py --help``."""

import sys
from pathlib import Path

from methodology.cli import run

if __name__ == "__main__":
    sys.exit(run("build.py", Path(__file__).parent))
