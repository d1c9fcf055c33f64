"""The road of issue and year, walked by clicking: one module for each part, in order."""
