"""Values from their formulas: exact, bounded, with everything that was reckoned with.

:mod:`methodology.calculating.calculations` evaluates all formulas of the content, each after what
it reckons with; :mod:`methodology.calculating.evaluation` evaluates one.
"""

from methodology.calculating.calculations import Calculated, Fault, FormulaSite, calculate, unaffected
from methodology.calculating.terms import Terms

__all__ = ["Calculated", "Fault", "FormulaSite", "Terms", "calculate", "unaffected"]
