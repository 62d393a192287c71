"""Something good of any type that travels: decoders are tried with it, altered."""

from typing import Any

from msgspec import inspect


def example(kind: Any) -> Any:
    """A value of this type, with something in every part of it, however small."""
    return _of(inspect.type_info(kind))


def _of(kind: inspect.Type) -> Any:
    match kind:
        case inspect.StructType():
            return kind.cls(**{part.name: _of(part.type) for part in kind.fields})
        case inspect.UnionType():
            return _of(next(one for one in kind.types if not isinstance(one, inspect.NoneType)))
        case inspect.TupleType():
            return tuple(_of(one) for one in kind.item_types)
        case inspect.VarTupleType():
            return (_of(kind.item_type),)
        case inspect.ListType() | inspect.SetType() | inspect.FrozenSetType():
            return [_of(kind.item_type)]
        case inspect.DictType():
            return {_of(kind.key_type): _of(kind.value_type)}
        case inspect.Metadata():
            return _of(kind.type)
        case _:
            return _plain(kind)


def _plain(kind: inspect.Type) -> Any:
    match kind:
        case inspect.BytesType():
            return bytes(kind.min_length or 0)
        case inspect.StrType():
            return "x" * (kind.min_length or 1)
        case inspect.IntType():
            return max(1, kind.ge or 0)
        case inspect.FloatType():
            return 1.0
        case inspect.BoolType():
            return True
        case inspect.LiteralType():
            return kind.values[0]
        case _:
            return 1  # anything will do
