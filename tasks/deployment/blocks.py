"""Blocks: the types that settings may name are made known, and the one that notifications go to is looked up.

The blocks themselves hold secrets, so that people make them, in the UI or with `prefect block create`.
"""

from prefect.blocks.core import Block
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import BlockDocument
from prefect.exceptions import ObjectNotFound

from tasks.deployment.server import DeployError

WEBHOOK = "webhook"


def types() -> list[type[Block]]:
    """Return the types that a bare server does not offer in its UI, though our settings can name such a block."""
    from prefect_aws import AwsCredentials, S3Bucket
    from prefect_aws.secrets_manager import AwsSecret
    from prefect_sqlalchemy import SqlAlchemyConnector

    return [AwsCredentials, S3Bucket, AwsSecret, SqlAlchemyConnector]


def ensure_types() -> str:
    """Make the types known, and return a sentence."""
    for one in types():
        one.register_type_and_schema()
    return f"block types {', '.join(one.get_block_type_slug() for one in types())}: there"


def notification_block(client: SyncPrefectClient, named: str) -> BlockDocument | None:
    """Return the block that TYPE/NAME names, None for an empty text; raises DeployError where it cannot notify."""
    if not named:
        return None
    slug, _, name = named.partition("/")
    try:
        block = client.read_block_document_by_name(name, slug, include_secrets=False)
    except ObjectNotFound:
        raise DeployError(f'There is no block "{named}": make it in the UI, and name it as TYPE/NAME') from None
    if slug != WEBHOOK and not _can_notify(block):
        raise DeployError(f'"{named}" cannot notify anybody: name a slack-webhook, sendgrid-email, webhook or the like')
    return block


def _can_notify(block: BlockDocument) -> bool:
    return block.block_schema is not None and "notify" in block.block_schema.capabilities
