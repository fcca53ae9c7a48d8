"""Control over HTTP, for a sandbox in another process: log, faults, day, mode, changes and consents."""

import msgspec

from tasks.sandbox.agreed import Agreed
from tasks.sandbox.faults import Fault
from tasks.sandbox.service import Answer, Request, Service

PREFIX = "/_sandbox"


def answer(service: Service, request: Request) -> Answer:
    """Answer a request under /_sandbox; 400 with a sentence where its body is wrong."""
    try:
        match request.method, request.path.removeprefix(PREFIX):
            case "GET", "/log":
                return Answer.json(service.log())
            case "DELETE", "/log":
                service.forget()
            case "POST", "/faults":
                service.faults.inject(msgspec.json.decode(request.body, type=Fault))
            case "DELETE", "/faults":
                service.faults.clear()
            case "GET", "/day":
                return Answer.json({"day": service.world.number, "days": service.world.catalogue.days})
            case "POST", "/day":
                service.move_to(msgspec.json.decode(request.body, type=dict[str, int])["day"])
            case "POST", "/changes":
                service.change(msgspec.json.decode(request.body, type=dict[str, list[str]])["playlist_ids"])
            case "POST", "/mode":
                service.switch_to(msgspec.json.decode(request.body, type=dict[str, str])["mode"])
            case "POST", "/consents":
                agreed = msgspec.json.decode(request.body, type=Agreed)
                return Answer.json({"refresh_token": service.tokens.consents.keep(agreed.consent())})
            case "DELETE", "/consents":
                service.tokens.consents.revoke(msgspec.json.decode(request.body, type=dict[str, str])["refresh_token"])
            case _:
                names = "log, faults, day, changes, mode and consents"
                return Answer.json({"error": f"the sandbox is controlled by {names}"}, 404)
    except (ValueError, KeyError) as error:
        return Answer.json({"error": str(error)}, 400)
    return Answer.json({})
