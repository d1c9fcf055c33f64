"""What is due: who owes what by when, and what people are told."""
