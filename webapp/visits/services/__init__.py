"""What happens: one function and one transaction for each thing."""
