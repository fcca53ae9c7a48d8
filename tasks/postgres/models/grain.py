"""The check that every mart brings along: the grain that its header states names each row, and only one."""

from tasks.postgres.models.model import Model, parse_model

TEMPLATE = """\
-- {name} has one row per {grain}.
-- severity: fail
select
    {columns},
    count(*) as row_count
from marts.{name} as m
group by {columns}
having count(*) > 1 or {nulls}
"""


def grain_check(mart: Model) -> Model:
    """Return the check <mart>_has_one_row_per_grain."""
    columns = [f"m.{column}" for column in mart.header.grain]
    text = TEMPLATE.format(
        name=mart.name,
        grain=mart.header.notes["grain"],
        columns=", ".join(columns),
        nulls=" or ".join(f"{column} is null" for column in columns),
    )
    return parse_model("checks", f"{mart.name}_has_one_row_per_grain", text)
