"""The README and the pages of ``docs/`` are true: their commands run, their links and names exist."""
