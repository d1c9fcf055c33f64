"""One module for each way of printing the letter.

Each offers `prepare(folder)`, which makes ready what an office would have ready
(fonts read, templates loaded), and returns two functions: `take(rows)`, which
is not timed, and `prints(taken)`, which turns several into the bytes of PDFs.
Modules but for `ours` and `stock` run without the program's own packages.
"""
