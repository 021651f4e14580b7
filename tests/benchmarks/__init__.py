"""Measured claims: what check finds, and how long things take."""
