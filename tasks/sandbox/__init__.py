"""A local Spotify over HTTP, in every quota mode, over a bundled catalogue of real facts."""

from tasks.sandbox.agreed import Agreed
from tasks.sandbox.asking import Asked
from tasks.sandbox.errors import SandboxError
from tasks.sandbox.faults import Fault
from tasks.sandbox.sandbox import Sandbox, demo, demo_selection

__all__ = ["Agreed", "Asked", "Fault", "Sandbox", "SandboxError", "demo", "demo_selection"]
