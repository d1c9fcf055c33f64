"""Letters without a kind of their own, as papers."""
