"""Papers printed as PDF."""
