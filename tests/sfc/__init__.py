"""Tests of methodology.sfc."""
