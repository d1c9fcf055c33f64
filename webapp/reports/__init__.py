"""The year gathered: overview and synthesis."""
