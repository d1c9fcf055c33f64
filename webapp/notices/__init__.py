"""What a committee sends about its coming meetings, and every revision of it."""
