"""The register of papers (Sổ văn bản): numbers, papers from outside, look-up."""
