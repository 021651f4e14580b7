"""Mirrors methodology/reading."""
