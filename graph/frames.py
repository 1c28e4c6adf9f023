"""Rows as a pandas DataFrame, for those who have pandas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph.errors import GraphError

if TYPE_CHECKING:
    import pandas as pd


def data_frame(records: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """A frame of these columns, a row each.

    Raises:
        GraphError: where pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise GraphError("data frames need pandas: pip install 'diplograph[plots]'") from error
    return pd.DataFrame(list(records), columns=list(columns))
