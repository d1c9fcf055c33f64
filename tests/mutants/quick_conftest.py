"""The conftest.py of the copies in which mutants are judged.

The same examples every time, so that a mutant does not survive or die by chance; and none made
smaller, for nobody reads them.
"""

from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "mutants",
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("mutants")
