"""Parts of a run that are read by runs of their own, on other machines if need be; this run waits and loads."""
