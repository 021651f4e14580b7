"""Mirrors methodology/checks."""
