"""HTTP only: each module's routes are listed by the room."""
