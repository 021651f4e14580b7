"""Mirrors methodology/cli."""
