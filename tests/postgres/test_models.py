"""What a file of sql/ says, and the order in which files are built."""

from pathlib import Path

import pytest

from tasks.postgres.models.discover import discover, of_schema, ordered
from tasks.postgres.models.header import parse_header
from tasks.postgres.models.model import Model, parse_model
from tasks.postgres.models.references import ModelError

HEADER = {"staging": "-- A.\n", "marts": "-- A?\n-- grain: x\n", "checks": "-- A.\n-- severity: fail\n"}


def _model(full_name: str, select: str) -> Model:
    schema, name = full_name.split(".")
    return parse_model(schema, name, HEADER[schema] + select)


def _names(models: list[Model]) -> list[str]:
    return [model.full_name for model in models]


def test_path_is_name(tmp_path: Path) -> None:
    """A file's folder is its schema and its stem its name."""
    (tmp_path / "marts").mkdir()
    (tmp_path / "marts" / "days.sql").write_text("-- Which?\n-- grain: d\nselect 1 as d\n")
    (model,) = discover(tmp_path)
    assert model.full_name == "marts.days"
    assert model.file == "sql/marts/days.sql"


def test_header_is_split_into_prose_and_notes() -> None:
    """Prose keeps its lines, a note goes on where it is indented, the SELECT's own comments are not the header."""
    header = parse_header(
        "-- Which days?\n-- Only some.\n-- grain: a x b\n-- a: one\n--   and two\nselect 1 -- c: no\n"
    )
    assert header.prose == "Which days?\nOnly some."
    assert header.notes == {"grain": "a x b", "a": "one and two"}
    assert header.columns == {"a": "one and two"}
    assert header.grain == ("a", "b")


def test_prose_may_hold_a_colon() -> None:
    """Only a single lower-case word before a colon makes a note."""
    header = parse_header("-- Two things: this and that.\n-- Note: see https://example.org\nselect 1\n")
    assert header.prose == "Two things: this and that.\nNote: see https://example.org"
    assert header.notes == {}


def test_comment_of_a_mart_tells_grain_and_origin() -> None:
    """What people see in their client ends with where it comes from."""
    model = parse_model("marts", "days", "-- Which days?\n-- grain: a x b\nselect 1 as a, 2 as b")
    assert model.comment == "Which days?\nGrain: a x b.\nMade from sql/marts/days.sql."


def test_references_are_found_wherever_a_query_can_read() -> None:
    """Joins, steps, subqueries, unions and lateral items count; steps, functions and words in text do not."""
    select = """
        with plays as (select 'marts.fake' as x from staging.plays as p),
        -- from marts.commented
        both as (select x from plays union all select name from "staging".artists)
        select b.x from both as b
        left join staging.tracks as t on t.name = b.x
        cross join generate_series(1, 3) as g
        where exists (select from marts.days as d where d.x = b.x) and b.x in (select name from spotify.users)
    """
    model = _model("marts.m", select)
    assert model.reads == {"staging.plays", "staging.artists", "staging.tracks", "marts.days", "spotify.users"}


def test_candidate_sql_changes_schema_names_and_nothing_else() -> None:
    """The text stays as written: comments, case, texts that look like names, and letters outside ASCII."""
    select = """select 'staging.a', p.staging, 'ünï\u3000🎧' as "marts.x" -- marts.x\nfrom staging.a as p, "marts".x"""
    expected = select.replace("from staging.", "from staging_next.").replace('"marts".x', "marts_next.x")
    assert HEADER["checks"] + expected == _model("checks.c", select).candidate_sql()


def test_sources_are_read_where_they_are() -> None:
    """Tables of spotify have no candidate."""
    assert _model("staging.plays", "select 1 from spotify.plays").candidate_sql().endswith("from spotify.plays")


def test_closing_semicolon_is_dropped() -> None:
    """A file may end as people are used to."""
    assert _model("staging.s", "select 1;\n").sql == "-- A.\nselect 1"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("-- A.\nselect 1;\nselect 2", "sql/staging/s.sql is not one SELECT."),
        ("-- A.\ncreate table x (a int)", "sql/staging/s.sql is not one SELECT."),
        ("-- A.\ndelete from spotify.plays", "sql/staging/s.sql is not one SELECT."),
        ("-- A.\n", "sql/staging/s.sql is not one SELECT."),
        (
            "-- A.\nwith gone as (delete from spotify.plays returning 1 as x) select x from gone",
            "sql/staging/s.sql writes or locks something: a model only selects.",
        ),
        ("-- A.\nselect 1 into public.x", "sql/staging/s.sql writes or locks something: a model only selects."),
        (
            "-- A.\nselect p.x from spotify.plays as p for update",
            "sql/staging/s.sql writes or locks something: a model only selects.",
        ),
        ("-- A.\nselect p.x from plays as p", "sql/staging/s.sql reads plays without naming its schema."),
        ("select 1", "sql/staging/s.sql has no leading comment: say what it answers or asserts."),
    ],
)
def test_what_is_no_model_is_one_sentence(text: str, sentence: str) -> None:
    """Whatever is not a single SELECT under a comment is refused by name."""
    with pytest.raises(ModelError) as raised:
        parse_model("staging", "s", text)
    assert sentence == str(raised.value)


def test_syntax_error_names_the_line() -> None:
    """A file that does not parse says where."""
    with pytest.raises(ModelError, match=r"^sql/staging/s\.sql:3: .+\.$"):
        parse_model("staging", "s", "-- A.\nselect\n    (1 from x\n")


def test_text_that_never_ends_is_one_sentence() -> None:
    """An open quote is no parse error to the parser but is one to us."""
    with pytest.raises(ModelError, match=r"^sql/staging/s\.sql"):
        parse_model("staging", "s", "-- A.\nselect 'abc")


@pytest.mark.parametrize(
    ("schema", "text", "sentence"),
    [
        (
            "marts",
            "-- A?\nselect 1",
            'sql/marts/m.sql does not state its grain: add "-- grain: ..." to its leading comment.',
        ),
        (
            "checks",
            "-- A.\nselect 1",
            'sql/checks/m.sql does not state its severity: add "-- severity: ..." to its leading comment.',
        ),
        ("checks", "-- A.\n-- severity: bad\nselect 1", "sql/checks/m.sql: its severity is neither fail nor warn."),
    ],
)
def test_header_says_what_it_must(schema: str, text: str, sentence: str) -> None:
    """A mart states its grain, a check its severity."""
    with pytest.raises(ModelError) as raised:
        parse_model(schema, "m", text)
    assert sentence == str(raised.value)


def test_name_that_needs_quotes_is_refused() -> None:
    """A path is a name in SQL, so it is written like one."""
    with pytest.raises(ModelError, match=r"^sql/marts/My Mart\.sql: a model's name is written in lower case"):
        parse_model("marts", "My Mart", "-- A?\n-- grain: x\nselect 1 as x")


def test_models_follow_what_they_read() -> None:
    """A mart comes after the marts and views it reads, whatever the names, and checks come last, by name."""
    models = [
        _model("checks.b", "select 1"),
        _model("checks.a", "select x from marts.a"),
        _model("marts.a", "select x from marts.c"),
        _model("marts.b", "select x from staging.s"),
        _model("marts.c", "select x from marts.b"),
        _model("staging.s", "select x from spotify.s"),
    ]
    assert _names(ordered(models)) == ["staging.s", "marts.b", "marts.c", "marts.a", "checks.a", "checks.b"]


def test_step_may_bear_the_name_of_a_mart() -> None:
    """A step of a query hides nothing and reads nothing: only names with a schema are references."""
    model = _model("marts.days", "with days as (select 1 as x) select x from days")
    assert ordered([model]) == [model]


def test_unknown_reference_names_file_and_reference() -> None:
    """A misspelt reference is found before anything is built."""
    with pytest.raises(ModelError) as raised:
        ordered([_model("marts.m", "select x from staging.playz")])
    assert str(raised.value) == "sql/marts/m.sql reads staging.playz, but there is no sql/staging/playz.sql."


def test_circle_names_its_files() -> None:
    """Models that read each other cannot be ordered."""
    models = [_model("marts.a", "select x from marts.b"), _model("marts.b", "select x from marts.a")]
    with pytest.raises(ModelError) as raised:
        ordered(models)
    message = "These models read each other in a circle: sql/marts/{}.sql -> sql/marts/{}.sql -> sql/marts/{}.sql."
    assert str(raised.value) in {message.format(*"aba"), message.format(*"bab")}


def test_folder_without_models_is_an_error(tmp_path: Path) -> None:
    """A wrong folder must not look like a project whose marts were all removed."""
    with pytest.raises(ModelError, match="holds no models: nothing is built and nothing is dropped"):
        discover(tmp_path)


def test_project_has_all_its_layers() -> None:
    """The files of this project are found without being told where."""
    models = discover()
    assert [len(of_schema(models, schema)) > 3 for schema in ("staging", "marts", "checks")] == [True, True, True]
