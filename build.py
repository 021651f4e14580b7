"""Build the methodology document: ``python build.py --help``."""

import gc
import sys

from methodology.cli import main

if __name__ == "__main__":
    # a command ends before cycles of objects would fill the memory: looking for them costs an eighth of its time
    gc.disable()
    sys.exit(main())
