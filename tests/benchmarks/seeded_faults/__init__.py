"""Faults and right edits by writers who have not read the rules, seeded one at a time into the shipped content.

``python -m tests.benchmarks.seeded_faults`` prints how many faults check finds and which it misses, and what it says
of right edits, which should be nothing.
"""
