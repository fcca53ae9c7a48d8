"""What somebody takes out of what the migrations made is missed, named, and mended by the statement of the sentence."""

import pytest

from tasks.postgres.connect import DatabaseError
from tasks.postgres.database import Database
from tasks.postgres.migrations import migrate

from .sample import execute, fetch

ROLES = {"source", "target", "logging"}

# What somebody does -> what the sentence names; its statement stands between these two signs.
TAKEN = {
    "alter table spotify.tracks drop column isrc": ("spotify.tracks lacks its column isrc", "renamed: ", ";"),
    "alter table spotify.tracks rename column isrc to code": ("lacks its column isrc", "renamed: ", ";"),
    "alter table spotify.plays drop column loaded_at": ("spotify.plays lacks its column loaded_at", "renamed: ", ";"),
    "alter table spotify.albums alter column popularity type smallint": ("of type smallint", "integer: ", ".\n"),
    "alter table spotify.users drop constraint users_pkey": ("spotify.users lacks its primary key", "renamed: ", ";"),
    "drop table spotify.artists": ("The table spotify.artists is missing", "anew (", ") and"),
    "drop table etl.watermarks": ("The table etl.watermarks is missing", "anew (", ") and"),
}


@pytest.mark.parametrize("taken", TAKEN)
def test_what_is_taken_out_is_named_and_can_be_put_back(migrated: Database, taken: str) -> None:
    """The run ends before it asks anything; whoever does as the sentence says has the table back, if not its rows."""
    named, before, after = TAKEN[taken]
    execute(migrated, taken)
    with pytest.raises(DatabaseError) as refused:
        migrate(migrated, ROLES)
    said = str(refused.value)
    assert named in said
    execute(migrated, f"{said}\n".partition(before)[2].partition(after)[0])
    assert [] == migrate(migrated, ROLES)


def test_the_tables_of_others_are_theirs(migrated: Database) -> None:
    """Made beside ours, changed and dropped as they like; neither is a column that they add to one of ours missed."""
    execute(migrated, "create table spotify.theirs (n int); alter table spotify.tracks add column mine int")
    assert [] == migrate(migrated, ROLES)
    execute(migrated, "drop table spotify.theirs; alter table spotify.tracks drop column mine")
    assert [] == migrate(migrated, ROLES)


def test_a_database_from_before_is_remembered_as_it_is(migrated: Database) -> None:
    """It has the tables and no list of them."""
    parts = "select table_name, part, type, definition from etl.made order by table_name, part"
    made = fetch(migrated, parts)
    execute(migrated, "drop table etl.made")
    assert [] == migrate(migrated, ROLES)
    assert made == fetch(migrated, parts)


def test_a_user_who_may_not_create_needs_not_where_all_is_made(migrated: Database) -> None:
    """A run on a migrated database asks for no right to make schemas."""
    role = f"loader_{migrated.name}"
    grants = f"grant usage on schema etl, spotify to {role}; grant select on all tables in schema etl to {role}"
    execute(migrated, f"create role {role}; {grants}; alter database {migrated.name} set role = '{role}'")
    assert [] == migrate(migrated, ROLES)
    execute(
        migrated, f"set role none; alter database {migrated.name} reset role; drop owned by {role}; drop role {role}"
    )
