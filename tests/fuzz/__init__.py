"""Readers under mutated input: a good reading or a located error, in bounded time and memory, and nothing else."""
