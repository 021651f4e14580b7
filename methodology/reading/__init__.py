"""From the files of ``content/`` to a programme; everything that is wrong is found in one go, with its place."""

from methodology.reading.programme import read_programme

__all__ = ["read_programme"]
