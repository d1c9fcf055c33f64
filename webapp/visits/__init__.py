"""From the month's choice to the findings: choosing, team, announcing, attending."""
