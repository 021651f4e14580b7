"""Mirrors methodology/model."""
