"""Plans as data: contents, people, duties, activities and the assignments month by month."""

from webapp.plans import round_models  # its tables belong to those of plans.models

__all__ = ("round_models",)
