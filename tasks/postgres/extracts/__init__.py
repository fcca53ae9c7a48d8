"""From SOURCE to TARGET: tables and queries, in full or by what changed, COPY streamed into COPY.

SOURCE is read in one snapshot and TARGET written in one transaction: a reader of TARGET sees all of it or nothing.

    extract.py    what is extracted: a query, where it goes, its key, how it tells what changed
    files.py      the files of sql/extract        tables.py  the tables of a schema
    columns.py    the columns of a query          target.py  the table that takes them, made where it is missing
    choice.py     full or incremental, and why    state.py   how far each has come: etl.extracts
    snapshot.py   reading SOURCE                  stream.py  rows as blocks of bytes
    merge.py      from the stage into the table   statements.py  its SQL
    take.py       one extract                     run.py     all of them
"""
