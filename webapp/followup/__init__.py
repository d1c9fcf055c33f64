"""Recommendations until they are mended."""
