"""How long a statement waits for what another session has locked.

A long reader elsewhere must not make everyone queue behind a run, nor a run wait without end. Whoever wants less sets
lock_timeout for the user or for the database (https://www.postgresql.org/docs/current/runtime-config-client.html).
"""

# For the session; a block, because the driver of the bulk copy runs a query only when its rows are fetched.
LOCK_TIMEOUT = """
do $$
begin
    if current_setting('lock_timeout')::interval not between '1 ms' and '60 s' then
        set lock_timeout = '60s';
    end if;
end
$$
"""
