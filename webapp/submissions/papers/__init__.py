"""What units report by an outline, as a paper."""
