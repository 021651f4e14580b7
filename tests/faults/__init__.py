"""Builds under faults of the machine: what is in the output folder afterwards, and what was said."""
