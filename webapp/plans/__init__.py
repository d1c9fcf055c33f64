"""Plans as data: contents, people, duties, activities and the assignments month by month."""
