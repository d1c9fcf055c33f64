"""What an administrator keeps: people, organizations, the calendar, settings, phrases."""
