"""What a tablet without network keeps and sends, shown on real processes that are really killed."""
