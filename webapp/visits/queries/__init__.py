"""What pages and papers read."""
