"""The tables as pandas DataFrames and as Parquet, with the extra `newskg[tables]`.

`knowledge.to_frames()["claims"]` has a row a claim; days are text (ISO 8601), since history has
days that pandas' timestamps cannot hold.
"""

from __future__ import annotations

import io
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from kg.errors import NewskgError
from kg.export.tables import Sheet

if TYPE_CHECKING:
    from pandas import DataFrame

NUMBERS = {"latitude", "longitude"}
COUNTS = {"articles", "mentions", "claims", "begin", "end"}
TRUTHS = {"named", "quoted"}


def tables_to_frames(tables: tuple[Sheet, ...]) -> dict[str, DataFrame]:
    """A DataFrame a table; what is not known is missing."""
    pandas = extra("pandas")
    frames = {}
    for table in tables:
        frame = pandas.DataFrame.from_records(list(table.rows), columns=list(table.columns))
        frames[table.name] = frame.astype({name: pandas_type(name) for name in table.columns})
    return frames


def pandas_type(column: str) -> str:
    """The type of a column, the same in every table, whether or not it has values."""
    if column in NUMBERS:
        return "float64"
    return "Int64" if column in COUNTS else "boolean" if column in TRUTHS else "string"


def table_to_parquet(table: Sheet) -> bytes:
    """The table as one Parquet file, its columns typed as those of the DataFrames."""
    arrow, parquet = extra("pyarrow"), extra("pyarrow.parquet")
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    arrays = [
        arrow.array(list(values), type=arrow_type(arrow, name))
        for name, values in zip(table.columns, columns, strict=True)
    ]
    stream = io.BytesIO()
    parquet.write_table(arrow.table(arrays, names=list(table.columns)), stream)
    return stream.getvalue()


def arrow_type(arrow: ModuleType, column: str) -> object:
    names = {"float64": "float64", "Int64": "int64", "boolean": "bool_", "string": "string"}
    return getattr(arrow, names[pandas_type(column)])()


def extra(name: str) -> ModuleType:
    """A package of the extra; raises NewskgError if it is not installed."""
    try:
        return import_module(name)
    except ImportError as error:
        package = name.partition(".")[0]
        raise NewskgError(
            f"{package}: is not installed; run: pip install 'newskg[tables]'"
        ) from error
