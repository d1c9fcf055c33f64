"""Sample papers of every kind."""
