"""Everything about Postgres, and the only folder that imports psycopg or ADBC."""
