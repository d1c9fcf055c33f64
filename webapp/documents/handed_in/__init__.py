"""Files that come from outside: read through, never trusted by their name or first bytes."""
