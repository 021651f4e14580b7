"""Structured content of an EU fund programme in, its official methodology document out."""
