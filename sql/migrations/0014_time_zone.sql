-- databases: source target
-- A listener's evening is not UTC's: in whose hours and days the marts tell of plays.
alter table spotify.users add column time_zone text;
comment on column spotify.users.time_zone is 'IANA name that the settings give for the listener, such as Europe/Berlin; null for others';
