"""What generate.py makes of schemas, rule by rule."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any, cast

import attrs
import pytest

from tests.spec.bindings import STRING, THING, array, bindings, document, mapping, model

TIME = {"type": "string", "format": "date-time"}
FIELDS = {
    "text": STRING,
    "count": {"type": "integer", "format": "uint64"},
    "share": {"type": "number", "format": "double"},
    "public": {"type": "boolean"},
    "created_at": TIME,
    "tags": array(STRING),
    "config": mapping(STRING),
    "free": mapping({}),
    "anything": {},
    "thing": THING,
    "things": array(THING),
    "things_by_name": mapping(THING),
    "things_by_status": mapping(array(THING)),
    "lists_of_things": array(array(THING)),
    "class": STRING,
    "type": STRING,
    "list": STRING,
    "record-output": STRING,
    "Name": STRING,
    "secret": STRING,
    "new": {**STRING, "x-lxd-extension": "an_extension"},
    "new_thing": {"allOf": [THING], "x-lxd-extension": "another_extension"},
    "old": {**STRING, "deprecated": True},
}
ALWAYS = {"allOf": [THING], "x-lxd-never-null": True}
ZEROS = {
    "text": "",
    "count": 0,
    "share": 0.0,
    "public": False,
    "created_at": None,
    "tags": [],
    "config": {},
    "free": {},
    "anything": None,
    "thing": None,
    "things": [],
    "things_by_name": {},
    "things_by_status": {},
    "lists_of_things": [],
}


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The models of a document with one field per rule."""
    described = document(
        Answer=model("response", **FIELDS),
        Both=model("both", **FIELDS),
        Question=model("request", **FIELDS),
        Whole=model(thing=ALWAYS, other_thing=ALWAYS),
        Crate=model(
            "both", whole={"allOf": [{"$ref": "#/components/schemas/Whole"}], "x-lxd-never-null": True}
        ),
        Left=model(right={"$ref": "#/components/schemas/Right"}),
        Right=model(left={"$ref": "#/components/schemas/Left"}),
        Warning=model(message=STRING),
        # openapi-python-client names the map of Card.mdev like this schema.
        Card=model(mdev={**mapping({"$ref": "#/components/schemas/CardMdev"}), "title": "CardMdevMap"}),
        CardMdev=model(name=STRING),
    )
    package = bindings(described, tmp_path_factory.mktemp("models"), "rules_of_models")
    return cast(ModuleType, package.models)


def annotation(cls: type, name: str) -> str:
    return str(cls.__annotations__[name])


@pytest.mark.parametrize("role", ["Answer", "Both"])
@pytest.mark.parametrize(("name", "zero"), ZEROS.items())
def test_missing_reads_as_zero(models: ModuleType, role: str, name: str, zero: object) -> None:
    assert getattr(getattr(models, role).from_dict({}), name) == zero


@pytest.mark.parametrize(("name", "zero"), ZEROS.items())
def test_null_reads_as_zero(models: ModuleType, name: str, zero: object) -> None:
    assert getattr(models.Answer.from_dict({name: None}), name) == zero


@pytest.mark.parametrize("name", ZEROS)
def test_defaults_are_what_missing_keys_read_as(models: ModuleType, name: str) -> None:
    assert getattr(models.Answer(), name) == ZEROS[name]


@pytest.mark.parametrize("name", ZEROS)
def test_requests_leave_out_what_is_not_given(models: ModuleType, name: str) -> None:
    assert getattr(models.Question(), name) is None


def test_empty_request_is_an_empty_object(models: ModuleType) -> None:
    assert models.Question().to_dict() == {}


def test_request_sends_zeros_that_are_given(models: ModuleType) -> None:
    assert models.Question(text="", count=0, tags=[], config={}).to_dict() == {
        "text": "",
        "count": 0,
        "tags": [],
        "config": {},
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("text", "str"),
        ("count", "int"),
        ("share", "float"),
        ("public", "bool"),
        ("created_at", "datetime | None"),
        ("tags", "list[str]"),
        ("config", "dict[str, str]"),
        ("free", "dict[str, Any]"),
        ("anything", "Any"),
        ("thing", "models.Thing | None"),
        ("things", "list[models.Thing]"),
        ("things_by_status", "dict[str, list[models.Thing]]"),
    ],
)
def test_annotations_of_answers(models: ModuleType, name: str, expected: str) -> None:
    assert annotation(models.Answer, name) == expected


def test_annotations_of_requests_are_optional(models: ModuleType) -> None:
    assert annotation(models.Question, "tags") == "list[str] | None"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("thing", {"name": "a"}),
        ("things", [{"name": "a"}, {"name": "b"}]),
        ("things_by_name", {"a": {"name": "a"}}),
        ("things_by_status", {"ready": [{"name": "a"}]}),
        ("lists_of_things", [[{"name": "a"}], [{"name": "b"}]]),
    ],
)
@pytest.mark.parametrize("role", ["Answer", "Question"])
def test_nested_models_survive_a_round_trip(models: ModuleType, role: str, name: str, data: Any) -> None:
    assert getattr(models, role).from_dict({name: data}).to_dict()[name] == data


def test_nested_models_are_models(models: ModuleType) -> None:
    answer = models.Answer.from_dict({"things_by_status": {"ready": [{"name": "a"}]}})
    assert answer.things_by_status["ready"] == [models.Thing(name="a")]


def test_null_members_read_as_zero_models(models: ModuleType) -> None:
    assert models.Answer.from_dict({"things_by_name": {"a": None}}).things_by_name == {"a": models.Thing()}


@pytest.mark.parametrize("data", [{}, {"thing": None}, {"thing": {}}])
def test_objects_that_are_never_null_read_as_empty_ones(models: ModuleType, data: Any) -> None:
    assert models.Whole.from_dict(data).thing == models.Thing()


def test_objects_that_are_never_null_are_empty_by_default(models: ModuleType) -> None:
    assert models.Whole().thing == models.Thing()


def test_objects_that_are_never_null_are_not_optional(models: ModuleType) -> None:
    assert annotation(models.Whole, "thing") == "models.Thing"


@pytest.mark.parametrize("make", ["Whole", "from_dict"])
def test_empty_objects_are_not_shared(models: ModuleType, make: str) -> None:
    whole = models.Whole() if make == "Whole" else models.Whole.from_dict({})
    whole.thing.name = "a"
    assert whole.other_thing.name == models.Whole().thing.name == models.Whole.from_dict({}).thing.name == ""


def test_objects_that_are_never_null_are_read(models: ModuleType) -> None:
    assert models.Whole.from_dict({"thing": {"name": "a"}}).thing.name == "a"


def test_empty_objects_are_written_as_objects(models: ModuleType) -> None:
    assert models.Whole.from_dict({"thing": None}).to_dict() == {
        "thing": {"name": ""},
        "other_thing": {"name": ""},
    }


def test_empty_objects_inside_of_empty_ones(models: ModuleType) -> None:
    assert models.Crate.from_dict({}).whole.thing.name == ""


def test_unknown_keys_of_objects_that_are_never_null(models: ModuleType) -> None:
    whole = models.Whole.from_dict({"thing": {"later": 1}})
    assert whole.to_dict()["thing"] == {"name": "", "later": 1}


def test_repr_leaves_out_empty_objects(models: ModuleType) -> None:
    assert repr(models.Whole.from_dict({"thing": {"name": "a"}})) == "Whole(thing=Thing(name='a'))"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("class", "class_"),
        ("type", "type"),
        ("list", "list_"),
        ("record-output", "record_output"),
        ("Name", "name"),
    ],
)
def test_names(models: ModuleType, key: str, name: str) -> None:
    assert getattr(models.Answer.from_dict({key: "x"}), name) == "x"


def test_names_are_written_as_they_came(models: ModuleType) -> None:
    assert models.Question(class_="x", record_output="y").to_dict() == {"class": "x", "record-output": "y"}


def test_constructors_take_keywords_only(models: ModuleType) -> None:
    with pytest.raises(TypeError, match="positional"):
        models.Thing("name")


def test_extensions_of_fields(models: ModuleType) -> None:
    assert models.Answer.EXTENSIONS == {"new": "an_extension", "new_thing": "another_extension"}


def test_deprecated_fields_are_named(models: ModuleType) -> None:
    assert "Deprecated by LXD: old." in str(models.Answer.__doc__)


@pytest.mark.parametrize("role", ["Answer", "Question"])
def test_secrets_stay_out_of_repr(models: ModuleType, role: str) -> None:
    assert "hush" not in repr(getattr(models, role)(secret="hush"))


def test_values_of_config_stay_out_of_repr(models: ModuleType) -> None:
    assert repr(models.Answer(config={"password": "hush"})) == "Answer(config={'password': …})"


def test_repr_shows_what_is_set(models: ModuleType) -> None:
    assert repr(models.Answer(text="x", thing=models.Thing())) == "Answer(text='x', thing=Thing())"


def test_models_that_contain_each_other(models: ModuleType) -> None:
    data: dict[str, Any] = {"right": {"left": {"right": {}}}}
    assert models.Left.from_dict(data).to_dict() == data


def test_schemas_named_like_builtins_keep_their_name(models: ModuleType) -> None:
    assert models.Warning(message="m").to_dict() == {"message": "m"}


def test_map_named_like_a_schema_stays_a_map(models: ModuleType) -> None:
    card = models.Card.from_dict({"mdev": {"a": {"name": "n"}}})
    assert card.mdev == {"a": models.CardMdev(name="n")}


def test_maps_are_no_models(models: ModuleType) -> None:
    assert "CardMdevMap" not in models.__all__


def test_models_are_attrs_classes_with_slots(models: ModuleType) -> None:
    assert attrs.has(models.Thing)
    assert not hasattr(models.Thing(), "__dict__")


def test_each_model_has_a_module(models: ModuleType) -> None:
    modules = {path.stem for path in Path(str(models.__file__)).parent.glob("*.py")}
    assert modules == {
        "__init__",
        "answer",
        "both",
        "card",
        "card_mdev",
        "crate",
        "left",
        "question",
        "right",
        "thing",
        "warning",
        "whole",
    }
