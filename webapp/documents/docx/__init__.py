"""Papers printed as Word files."""
