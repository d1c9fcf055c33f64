"""How fast a paper prints, against the other ways of printing it: run by `make bench`."""
