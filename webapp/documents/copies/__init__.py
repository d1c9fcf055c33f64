"""Certified copies of papers."""
