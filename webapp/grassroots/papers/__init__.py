"""How the papers of this room are put together."""
