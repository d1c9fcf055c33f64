"""Rules of the work in pure Python: working days, deadlines, choosing, scoring, Vietnamese text.

Nothing here knows Flask or the database, and nothing reads a clock: the moment that counts is
always a parameter. Each rule names its source in the plans it was taken from.
"""
