"""The visits of the month: choosing the meetings, who goes, announcing, what falls due."""
