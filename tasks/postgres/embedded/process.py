"""Runs a program of Postgres as whom it may run, and stops the server when nobody uses it any more.

    python -I -S process.py HOLDERS ACCOUNT FOLDER PROGRAM [ARGUMENT...]

HOLDERS is the descriptor of the lock that is shared by all who use the server, or "-" to become the program at once;
ACCOUNT is "uid:gid", or "-" to stay who we are; FOLDER is what the program works on. A process of its own because
forking a program with threads is unsafe, and because the server must be stopped also when its user was killed. Only the
standard library, and little of it: this start is part of every start of the server.

Root's own folders may bar the way to FOLDER and PROGRAM (a checkout below /root). They are not opened to others: the
server keeps the right to pass them instead, as one ambient capability (man 7 capabilities), and only where it must.
"""

import ctypes
import fcntl
import os
import signal
import sys
import threading
import time
from contextlib import suppress

PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_SET_SECUREBITS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 8, 28, 47, 2
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_SETPCAP = 1, 2, 8
SECBIT_NO_SETUID_FIXUP = 4
CAPABILITY_VERSION_3 = 0x20080522
STOP_SECONDS = 60
"""How long a fast shutdown may write its checkpoint before the server is stopped without one."""

LINUX = sys.platform == "linux"


def main(holders: str, account: str, folder: str, *command: str) -> None:
    """Become the program, or leave a supervised one behind and return."""
    if holders == "-":
        become(account, folder, command)
    elif os.fork() == 0:  # an orphan is reaped by init, so that who started us need not wait
        supervise(int(holders), account, folder, command)


def supervise(holders: int, account: str, folder: str, command: tuple[str, ...]) -> None:
    """Run the server until it ends, and end it when the last holder is gone."""
    server = os.fork()
    if server == 0:
        os.close(holders)
        become(account, folder, command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: os.kill(server, signal.SIGINT))
    threading.Thread(target=stop_when_left, args=(holders, server), daemon=True).start()
    os.waitpid(server, 0)


def stop_when_left(holders: int, server: int) -> None:
    """Wait for the last holder to leave; SIGINT is Postgres's fast shutdown, SIGQUIT its immediate one."""
    fcntl.flock(holders, fcntl.LOCK_EX)
    os.kill(server, signal.SIGINT)
    time.sleep(STOP_SECONDS)
    os.kill(server, signal.SIGQUIT)


def become(account: str, folder: str, command: tuple[str, ...]) -> None:
    """Replace this process by the program, with as few rights as will do; exits with a line on stderr if none will."""
    refusal: OSError | None = None
    try:
        change_user(account)
        die_with_parent()
    except OSError as error:
        sys.exit(f'error: root may not become user "{account}" here: {error.strerror}')
    for capability in (None, CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE):
        try:
            execute(folder, command, capability)
        except OSError as error:
            refusal = refusal or error
    sys.exit(f"error: {refusal}")


def change_user(account: str) -> None:
    """Become the account, without effective capabilities but with the possibility to take one back."""
    if account == "-":
        return
    uid, gid = (int(number) for number in account.split(":"))
    if LINUX:
        prctl(PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setregid(gid, gid)
    os.setreuid(uid, uid)


def die_with_parent() -> None:
    """Have Linux stop the server when its supervisor is killed: nobody else would."""
    if LINUX:
        prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def execute(folder: str, command: tuple[str, ...], capability: int | None) -> None:
    """Become the program if the folder and the program can be reached; raises OSError if not."""
    if capability is not None:
        keep(capability)
    os.close(os.open(folder, os.O_RDONLY))
    os.execv(command[0], command)  # noqa: S606  no shell is what is wanted


def keep(capability: int) -> None:
    """Make this the one capability that outlives the exec; raises OSError where we do not have it."""
    if not LINUX:
        raise PermissionError
    let_access_see()
    set_capability(capability)
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability)


def let_access_see() -> None:
    """Have access(2) reckon with capabilities of users other than root, or Postgres takes its own programs for missing.

    Where this is not allowed the way to the programs may still be open, so that it is no error.
    """
    with suppress(OSError):
        set_capability(CAP_SETPCAP)
        prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP)


def set_capability(capability: int) -> None:
    """Make this the one effective and inheritable capability; raises OSError where it is not permitted."""
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; twice, for the lower and upper 32 bits
    check(libc().capget(header, sets))
    sets[0], sets[2], sets[3], sets[5] = 1 << capability, 1 << capability, 0, 0
    check(libc().capset(header, sets))


def prctl(option: int, *arguments: int) -> None:
    """Call prctl(2); raises OSError."""
    padded = (*arguments, 0, 0, 0, 0)[:4]
    check(libc().prctl(option, *(ctypes.c_ulong(argument) for argument in padded)))


def libc() -> ctypes.CDLL:
    """Return the C library this Python is linked with."""
    return ctypes.CDLL(None, use_errno=True)


def check(result: int) -> None:
    """Raise the OSError that a C function has left behind."""
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


if __name__ == "__main__":
    main(*sys.argv[1:])
