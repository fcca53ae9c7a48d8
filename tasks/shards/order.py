"""What a shard is told to read, kept where Prefect keeps results: parameters of a run are half a megabyte at most."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from prefect.results import ResultStore
from prefect.serializers import JSONSerializer
from pydantic import TypeAdapter

from tasks.resources.app import App
from tasks.resources.page import Request
from tasks.result_storage import result_storage


@dataclass(frozen=True)
class Batch:
    """Requests that are fetched together, and what they are called."""

    part: str
    requests: list[Request]


@dataclass(frozen=True)
class Order:
    """Batches of a resource in a window; `app` is what their run knew of the app when it divided them."""

    resource: str
    window: str
    listener: str
    app: App
    batches: list[Batch]

    @property
    def name(self) -> str:
        """The same for the same questions in the same window, and with it where the order is kept."""
        questions = "\n".join(request.key for batch in self.batches for request in batch.requests)
        return f"{self.window}-order-{hashlib.sha256(questions.encode()).hexdigest()[:24]}"


@dataclass(frozen=True)
class Told:
    """What a shard has done: how many requests it sent by family."""

    requests: dict[str, int]


class OrderError(ValueError):
    """There is no such order; the message says what to look at."""


def keep_order(order: Order) -> str:
    """Keep an order for whoever reads it, and return its name."""
    _store().write(_text(order), key=order.name)
    return order.name


def kept_order(name: str) -> Order:
    """Return an order by its name; raises OrderError."""
    try:
        text = _store().read(name).result
    except (ValueError, OSError):
        raise OrderError(
            f"There is no order {name}: orders are kept with Prefect's results, in one place for the run that gives "
            "them and for those that read them; PREFECT_RESULTS_DEFAULT_STORAGE_BLOCK can name an s3-bucket block"
        ) from None
    return TypeAdapter(Order).validate_json(text)


def tell(order: str, told: Told) -> None:
    """Keep what a shard has done."""
    _store().write(TypeAdapter(Told).dump_json(told).decode(), key=f"{order}-told")


def told_of(order: str) -> Told | None:
    """Return what a shard has done, None where it did not come to telling."""
    key = f"{order}-told"
    return TypeAdapter(Told).validate_json(_store().read(key).result) if _store().exists(key) else None


def unread(keys: Sequence[str]) -> list[str]:
    """Return those of these keys under which no result is kept."""
    store = _store()
    return [key for key in keys if not store.exists(key)]


def _text(order: Order) -> str:
    return TypeAdapter(Order).dump_json(order).decode()


def _store() -> ResultStore:
    # As JSON, for whoever can write there should not be able to run code here.
    return ResultStore(result_storage=result_storage(), serializer=JSONSerializer())
