"""The editing desk."""
