"""A year played by the program itself, through its forms, with chance events drawn from a seed.

`script` writes what happens when; `acts` does it, each person at their browser; `checks` holds what
must be true after every step; `play` plays a script and makes a failing one as short as it can.
"""
