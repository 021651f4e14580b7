"""Rules over a programme: what is wrong, doubtful or incomplete, before anybody else says so."""

from methodology.checks.finding import Family, Finding, Found, Rule
from methodology.checks.run import check_programme

__all__ = ["Family", "Finding", "Found", "Rule", "check_programme"]
