"""What the marts of the last builds were like, as far as people got to read them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import psycopg
from psycopg.rows import class_row

# A week of daily builds; the median of fewer than three is as odd as any of them.
BUILDS = 7
FEWEST = 3

# The key begins with the build: its last few are read from the end, however many there are.
LAST_BUILDS = """
with builds as (
    select distinct s.built_at from etl.mart_stats as s where s.is_in_place order by s.built_at desc limit %(builds)s
),

stats as (
    select s.* from etl.mart_stats as s inner join builds as b on b.built_at = s.built_at
)
"""

# Every column of a mart has the same rows.
ROWS = f"""{LAST_BUILDS}
select
    s.mart,
    percentile_cont(0.5) within group (order by s.rows) as median,
    (array_agg(s.rows order by s.built_at desc))[1] as latest
from (select distinct s.mart, s.built_at, s.rows from stats as s) as s
group by s.mart
having count(*) >= %(fewest)s
"""

SHARES = f"""{LAST_BUILDS}
select s.mart, s.column_name, percentile_cont(0.5) within group (order by s.share_of_nulls)
from stats as s
group by s.mart, s.column_name
having count(s.share_of_nulls) >= %(fewest)s
"""


@dataclass(frozen=True)
class PastRows:
    """How many rows a mart had: the median of the last builds, and the latest of them."""

    mart: str
    median: float
    latest: int


@dataclass(frozen=True)
class Past:
    """Rows by mart, and shares of nulls, from 0 to 1, by mart and column; only of what enough builds had."""

    rows: Mapping[str, PastRows] = field(default_factory=dict)
    shares: Mapping[tuple[str, str], float] = field(default_factory=dict)


NO_PAST = Past()


def read_past(connection: psycopg.Connection) -> Past:
    """Return what TARGET remembers of the last builds; raises psycopg.Error."""
    bounds = {"builds": BUILDS, "fewest": FEWEST}
    rows = connection.cursor(row_factory=class_row(PastRows)).execute(ROWS.encode(), bounds).fetchall()
    shares = connection.execute(SHARES.encode(), bounds).fetchall()
    return Past({one.mart: one for one in rows}, {(mart, column): share for mart, column, share in shares})
