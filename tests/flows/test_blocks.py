"""Database credentials kept in a prefect-sqlalchemy block instead of in variables."""

import pytest
from prefect_sqlalchemy import ConnectionComponents, SqlAlchemyConnector

from tasks.databases import from_block
from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.settings import SettingsError


def test_a_block_names_a_database(prefect_server: None, migrated: Database) -> None:
    """Its components are those of the variables, and one can connect with them."""
    components = ConnectionComponents(
        driver="postgresql+psycopg",
        username=migrated.user,
        password=migrated.password,
        host=migrated.host,
        port=migrated.port,
        database=migrated.name,
    )
    SqlAlchemyConnector(connection_info=components).save("etl-target")
    named = from_block("etl-target", "target")
    assert (migrated.host, migrated.port, migrated.name) == (named.host, named.port, named.name)
    connect(named).close()


def test_a_block_that_is_not_there_is_one_sentence(prefect_server: None) -> None:
    """The variable and the name are said."""
    with pytest.raises(SettingsError, match='TARGET_BLOCK names "nowhere"'):
        from_block("nowhere", "target")
