"""The kinds of certified copies (HD 36-HD/VPTW).

The title stands above the block that certifies, below the paper copied.
"""

from webapp.documents.kinds import PaperKind

WHOLE = PaperKind("whole_copy", "Bản sao y", "SAO Y", "SY", place=1, is_copy=True)
PART = PaperKind("part_copy", "Bản trích sao", "TRÍCH SAO", "TrS", place=2, is_copy=True)
# Of a whole copy.
FURTHER = PaperKind("further_copy", "Bản sao lục", "SAO LỤC", "SL", place=3, is_copy=True)
