"""Ongoing supervision: what is noted at any time on a topic, a unit, an officer's duty."""
