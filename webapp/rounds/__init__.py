"""Rounds of inspection and supervision: units, team, announcing, kick-off, the round's report."""
