"""Whole runs: content in, files and messages out."""
