"""Papers: one content tree, one register of numbers, one road from draft to issued, and files."""
