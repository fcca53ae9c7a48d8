"""Where a Postgres is and who we are there; the password never shows in a repr, a log line or a traceback."""

from dataclasses import dataclass, field, replace

from psycopg.conninfo import conninfo_to_dict, make_conninfo
from pydantic import SecretStr

# Of a server that is cut off or loses its power nobody is told: without this its answer is awaited for two hours, and
# what was sent is sent again for a quarter of one. A statement that takes long is none of these: the kernel answers.
LOST_AFTER_A_MINUTE = {
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "60000",  # milliseconds
}


@dataclass(frozen=True)
class Database:
    """Connection details of one database, as libpq understands them.

    `host` is a name, an address or the folder of a unix socket; `sslmode` is one of libpq's
    (https://www.postgresql.org/docs/current/libpq-ssl.html).
    """

    host: str
    port: int
    user: str
    name: str
    password: SecretStr = field(default=SecretStr(""))
    sslmode: str = "prefer"

    @classmethod
    def from_conninfo(cls, conninfo: str) -> "Database":
        """Return the database of a libpq connection string; raises psycopg.ProgrammingError where it is none."""
        given = conninfo_to_dict(conninfo)
        return cls(
            host=str(given.get("host", "127.0.0.1")),
            port=int(given.get("port") or 5432),
            user=str(given.get("user", "postgres")),
            name=str(given.get("dbname", "postgres")),
            password=SecretStr(str(given.get("password") or "")),
            sslmode=str(given.get("sslmode", "prefer")),
        )

    def conninfo(self) -> str:
        """Return the libpq connection string, password included: for connecting, never for showing."""
        return make_conninfo(
            host=self.host,
            port=self.port,
            user=self.user,
            dbname=self.name,
            password=self.password.get_secret_value() or None,
            sslmode=self.sslmode,
            connect_timeout=10,
            application_name="spotify-etl",
            **LOST_AFTER_A_MINUTE,
        )

    def named(self, name: str) -> "Database":
        """Return the same server and user with another database."""
        return replace(self, name=name)

    def __str__(self) -> str:
        return f"{self.user}@{self.host}:{self.port}/{self.name}"
