"""The variables of deploy/ecs-job-template.json: what Prefect's form asks for."""

import json
import re
from pathlib import Path

from prefect_aws.workers.ecs_worker import ECSJobConfiguration, ECSVariables

ROOT = Path(__file__).resolve().parents[2]

TEMPLATE = (ROOT / "deploy/ecs-job-template.json").read_text()

# Of Prefect's variables those that would undo what the stack is for, and what they are here instead.
FIXED = {
    "task_definition_arn": "the template is the definition",
    "aws_credentials": "the worker's role",
    "container_name": "etl",
    "capacity_provider_strategy": "launch_type",
    "configure_cloudwatch_logs": "the stack's log group, which has a retention",
    "cloudwatch_logs_options": "the same",
    "cloudwatch_logs_prefix": "the same",
    "auto_deregister_task_definition": "definitions are used again",
}


def test_every_variable_is_declared_and_used() -> None:
    """What stands in {{ }} is what the form in Prefect asks for."""
    template = json.loads(TEMPLATE)
    used = set(re.findall(r"{{ (\w+) }}", json.dumps(template["job_configuration"])))
    assert used == set(template["variables"]["properties"])


def test_no_variable_of_prefect_is_forgotten() -> None:
    """Whoever knows the work pool of type ecs finds its variables here, too, but for those that are fixed."""
    ours = set(json.loads(TEMPLATE)["variables"]["properties"])
    assert set(ECSVariables.model_fields) - set(FIXED) <= ours


def test_every_field_of_the_job_is_one_that_prefect_knows() -> None:
    """Prefect drops an unknown one without a word."""
    assert set(json.loads(TEMPLATE)["job_configuration"]) <= set(ECSJobConfiguration.model_fields)
