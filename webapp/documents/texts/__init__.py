"""Standing texts of papers, and how they become words."""
