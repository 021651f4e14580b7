"""Units of measurement in formulas: opaque words, their products and quotients."""

from __future__ import annotations

import re
from dataclasses import dataclass

from methodology.messages import translate

_BETWEEN = re.compile(r"\s*([/*·])\s*")
MOST_POWER = 20
"""Of one word in a unit; a higher one is a slip."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of words with their powers: ``EUR/person`` is EUR by 1 and person by -1; ``%`` has none.

    A number that is typed into a formula has no word either, and ``is_open``: beside a sum it may be of any unit.
    """

    powers: tuple[tuple[str, int], ...] = ()
    is_open: bool = False

    @classmethod
    def of(cls, text: str) -> Unit:
        """The unit of a text; ``1`` in it stands for nothing, as in ``1/year``."""
        powers: dict[str, int] = {}
        sign = "*"
        for number, piece in enumerate(_BETWEEN.split(text.strip())):
            if number % 2:
                sign = piece
            elif piece not in ("", "1", "%"):
                powers[piece] = powers.get(piece, 0) + (-1 if sign == "/" else 1)
        return cls._product(powers)

    @classmethod
    def _product(cls, powers: dict[str, int], *, is_open: bool = False) -> Unit:
        return cls(tuple(sorted((word, power) for word, power in powers.items() if power)), is_open)

    @property
    def words(self) -> frozenset[str]:
        """The words that it is made of."""
        return frozenset(word for word, _ in self.powers)

    def times(self, other: Unit, power: int = 1) -> Unit:
        """The product of two units; with ``power`` -1 their quotient."""
        powers = dict(self.powers)
        for word, count in other.powers:
            powers[word] = powers.get(word, 0) + count * power
        return self._product(powers, is_open=self.is_open and other.is_open)

    def agrees(self, other: Unit) -> bool:
        """Whether values of both can be added up and compared."""
        return self.is_open or other.is_open or self.powers == other.powers

    def __str__(self) -> str:
        above = "*".join(word for word, power in self.powers for _ in range(min(power, MOST_POWER)))
        below = "".join(f"/{word}" for word, power in self.powers for _ in range(min(-power, MOST_POWER)))
        return f"{above or 1}{below}" if self.powers else translate("a plain number")


OPEN = Unit(is_open=True)
"""The unit of a number that is typed into a formula."""
PLAIN = Unit()
"""The unit of a share, of an index, of a count."""
