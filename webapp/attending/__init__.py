"""At a meeting and after it: preparing, attendees, sessions, findings, letters, minutes."""
