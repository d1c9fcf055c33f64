"""What every room stands on: database, clock, settings, forms, lists and HTTP manners.

Nothing here knows what the program is for.
"""
