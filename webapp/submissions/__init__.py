"""Reports and figures that a unit owes."""
