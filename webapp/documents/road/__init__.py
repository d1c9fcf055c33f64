"""The road of a paper: composed, edited, commented on, submitted, approved, issued, received."""
