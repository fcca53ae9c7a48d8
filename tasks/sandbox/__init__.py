"""A local Spotify over HTTP, in either quota mode, over a bundled catalogue of real facts."""

from tasks.sandbox.asking import Asked
from tasks.sandbox.errors import SandboxError
from tasks.sandbox.faults import Fault
from tasks.sandbox.sandbox import Sandbox, demo_selection

__all__ = ["Asked", "Fault", "Sandbox", "SandboxError", "demo_selection"]
