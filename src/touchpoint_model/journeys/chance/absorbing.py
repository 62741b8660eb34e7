"""Absorbing Markov chains by sparse linear algebra: expected sums and visits until absorption.

With Q the chances between the states that a client leaves again, x = b + Q x is solved for sums
along the way, and its transpose for visits (Kemeny, Snell: Finite Markov Chains, 1960, chapter 3).

I - Q is factorised once, its states ordered by strongly connected classes, so that only loops
cost more than their own size. A big class may be a tangle whose factors would not fit in memory:
then an iterative solver is tried first. For I - Q is an M-matrix, a solution y of (I - Q) y >= 1
bounds the inverse, and so the error of all that it finds: it is used only where that is below
1e-10 of the greatest value.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy import float64, int32, intp
    from numpy.typing import NDArray
    from scipy.sparse import csr_array
    from scipy.sparse.linalg import SuperLU

    Vector = NDArray[float64]

__all__ = ["Absorbing", "classes"]

_TANGLE = 300
"""States in one class from which on the iterative solver is tried first."""
_ROUNDS, _STEPS = 4, 40
_ERROR = 1e-10


@frozen(eq=False)
class Absorbing:
    """A chain whose every state leads to absorption with some chance.

    Attributes:
        chances: of the ways between the states, n × n. leaving: the chance of absorption from each.

    Raises:
        ZeroDivisionError: by any method: a class is left with so little chance that it vanishes
            in rounding.
    """

    chances: csr_array[float64]
    leaving: Vector

    @cached_property
    def _matrix(self) -> csr_array[float64]:
        """I - Q; the diagonal is the sum of what leaves, so that 1 - 0.999… loses no digit."""
        import numpy as np
        from scipy.sparse import csr_array, diags_array

        between = self.chances.tocoo()
        off = between.row != between.col
        row, col, chance = between.row[off], between.col[off], between.data[off]
        diagonal = self.leaving + np.bincount(row, chance, minlength=len(self.leaving))
        negative = csr_array((-chance, (row, col)), shape=between.shape)
        return (diags_array(diagonal) + negative).tocsr()

    @cached_property
    def _turned(self) -> csr_array[float64]:
        return self._matrix.T.tocsr()

    @cached_property
    def _bound(self) -> float | None:
        """A bound of the inverse, if the iterative solver found one; None: factorise."""
        import numpy as np

        if np.bincount(classes(self.chances)).max(initial=0) <= _TANGLE:
            return None
        one = np.ones(len(self.leaving))
        found, left = _approach(self._matrix, one, lambda _, left: abs(left).max() < 1e-9)
        least = 1 - abs(left).max()
        return float(found.max() / least) if least > 0.5 and found.min() >= 0 else None

    def sums(self, of: Vector) -> Vector:
        """By state, what is expected to be gathered from it on, `of` at each visit of a state."""
        return self._solved(of, turned=False)

    def visits(self, begin: Vector) -> Vector:
        """By state, how often it is expected to be visited by clients who begin at `begin`."""
        return self._solved(begin, turned=True)

    def _solved(self, right: Vector, *, turned: bool) -> Vector:
        import numpy as np

        if self._bound is not None:
            bound = self._bound

            def size(of: Vector) -> float:
                return float(abs(of).sum() if turned else abs(of).max())

            def exact(found: Vector, left: Vector) -> bool:
                return bound * size(left) <= _ERROR * size(found)

            found, left = _approach(self._turned if turned else self._matrix, right, exact)
            if exact(found, left):
                return np.maximum(found, 0.0)
        order, factors = self._factors
        solve: Callable[..., Vector] = factors.solve  # its stubs know no `trans`
        solved = np.empty_like(right)
        solved[order] = solve(right[order], trans="T" if turned else "N")
        if not np.isfinite(solved).all():
            raise ZeroDivisionError
        return np.maximum(solved, 0.0)

    @cached_property
    def _factors(self) -> tuple[NDArray[intp], SuperLU]:
        """I - Q in another order of its states, factorised, and that order."""
        import numpy as np
        from scipy.sparse import csc_array
        from scipy.sparse.linalg import splu

        label = classes(self.chances)
        try:
            # within classes, an order that leaves few new entries; between them, downstream
            all_ = self._matrix.tocoo()
            same = label[all_.row] == label[all_.col]
            places = all_.row[same], all_.col[same]
            inner = csc_array((all_.data[same], places), shape=all_.shape)
            order = np.lexsort((splu(inner, diag_pivot_thresh=0.0).perm_c, -label))
            ordered = self._matrix[order][:, order].tocsc()
            return order, splu(ordered, permc_spec="NATURAL", diag_pivot_thresh=0.0)
        except RuntimeError:  # scipy: "Factor is exactly singular"
            raise ZeroDivisionError from None


def classes(chances: csr_array[float64]) -> NDArray[int32]:
    """By state, the number of its strongly connected class: downstream ones have lower numbers."""
    from scipy.sparse.csgraph import connected_components

    label: NDArray[int32] = connected_components(chances, directed=True, connection="strong")[1]
    return label


def _approach(
    matrix: csr_array[float64], right: Vector, enough: Callable[[Vector, Vector], bool]
) -> tuple[Vector, Vector]:
    """A solution and what it leaves of the right side; a few short runs, each on the rest."""
    import numpy as np
    from scipy.sparse.linalg import bicgstab

    found, left = np.zeros_like(right), right
    for _ in range(_ROUNDS):
        with np.errstate(all="ignore"):
            step, _ = bicgstab(matrix, left, rtol=1e-9, atol=0.0, maxiter=_STEPS)
            better = right - matrix @ (found + step)
        if not np.isfinite(better).all() or abs(better).max() >= abs(left).max():
            break
        found, left = found + step, better
        if enough(found, left):
            break
    return found, left
