"""Matrix multiplication through numpy's BLAS instead of thinc's bundled one.

thinc brings its own small BLAS (blis), whose wheels fall back to generic kernels on many processors.
numpy's OpenBLAS picks its kernel at run time and is two to four times as fast on the matrices of such
a pipeline. The choice is made once, by the setting ``language.gemm``, and written to the manifest:
results may differ in the last bits between the two, so it is never measured at load.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from thinc.backends import NumpyOps, set_current_ops
from thinc.config import registry


class BlasOps(NumpyOps):  # type: ignore[misc]
    """CPU operations whose general matrix product is :func:`numpy.matmul`."""

    # thinc asks its registry for "apple" before it falls back to NumpyOps; a class of that name is
    # therefore the one that every get_ops("cpu") in spaCy returns.
    name = "apple"

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product of two matrices, each transposed first where asked."""
        left = x.T if trans1 else x
        right = y.T if trans2 else y
        if out is not None and out.flags.c_contiguous and out.dtype == x.dtype:
            return np.matmul(left, right, out=out)
        product = np.matmul(left, right)
        if out is None:
            return product
        out[...] = product
        return out


def use_gemm(name: str) -> None:
    """Choose the matrix product of every pipeline loaded after this call.

    Args:
        name: ``"numpy"`` for numpy's BLAS, ``"thinc"`` for the one that thinc ships.
    """
    if name == "numpy":
        registry.ops.register("apple", func=BlasOps)  # type: ignore[attr-defined]
        set_current_ops(BlasOps())
    else:
        set_current_ops(NumpyOps())
