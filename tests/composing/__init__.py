"""Mirrors methodology/composing."""
