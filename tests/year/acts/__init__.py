"""What people do, by topic. Each act looks for what it can be done to; where there is nothing it
raises `CannotNow` and the year goes on."""
