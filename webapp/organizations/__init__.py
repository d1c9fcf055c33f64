"""The tree of committees, cells and unions under an issuer; levels and letterheads are data."""
