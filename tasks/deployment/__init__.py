"""What `make deploy` brings to a Prefect server: pools, variables, blocks, deployments, automations.

What is missing is made. What stands in a file is brought up to date. What an operator decides on the server stays as it
is: the values of variables, which schedules and automations are switched on, how many runs a pool takes at a time.
"""
