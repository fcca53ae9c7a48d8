"""What boto3 raises, as a sentence: its own messages name neither the object nor the remedy."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore import exceptions  # type: ignore[import-untyped]

from tasks.s3.address import Address
from tasks.s3.error import MissingError, S3Error

# https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
_REFUSED = {
    "NoSuchBucket": "there is no bucket of that name",
    "PermanentRedirect": "the bucket is in another region: set AWS_DEFAULT_REGION to it",
    "AuthorizationHeaderMalformed": "the bucket is in another region: set AWS_DEFAULT_REGION to it",
    "RequestTimeTooSkewed": "the clock of this machine is wrong",
}

_CREDENTIALS = {"InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken", "TokenRefreshRequired"}

_MISSING = {"NoSuchKey", "404"}

_FORBIDDEN = {"AccessDenied", "AllAccessDisabled", "403"}

_NO_CREDENTIALS = (
    exceptions.NoCredentialsError,
    exceptions.PartialCredentialsError,
    exceptions.CredentialRetrievalError,
    exceptions.UnauthorizedSSOTokenError,
    exceptions.ProfileNotFound,
)

_UNREACHABLE = (exceptions.HTTPClientError, exceptions.ConnectionError)


@contextmanager
def translated(address: Address, action: str) -> Iterator[None]:
    """Raise S3Error instead of what boto3 raises; `action` is what is done, such as s3:GetObject."""
    problem: S3Error | None = None
    try:
        yield
    except exceptions.ClientError as error:
        problem = _refused(error, action)
    except exceptions.BotoCoreError as error:
        problem = S3Error(_failed(error))
    # Raised here, where no error is being handled: those of boto3 hold the request.
    if problem:
        raise type(problem)(f"{address}: {problem}")


def _refused(error: exceptions.ClientError, action: str) -> S3Error:
    code = str(error.response.get("Error", {}).get("Code", ""))
    if code in _MISSING:
        return MissingError("there is no such object in the bucket")
    if code in _FORBIDDEN:
        return S3Error(
            f"AWS does not permit this: allow {action}, and s3:ListBucket, without which S3 says so of what is missing"
        )
    if code in _CREDENTIALS:
        return S3Error(f"AWS does not accept the credentials ({code}): renew them")
    return S3Error(_REFUSED.get(code) or f"S3 refuses {action} ({code or 'without a reason'})")


def _failed(error: exceptions.BotoCoreError) -> str:
    if isinstance(error, _NO_CREDENTIALS):
        return "there are no AWS credentials: set the usual variables or a profile, or give the task a role"
    if isinstance(error, exceptions.NoRegionError):
        return "AWS_DEFAULT_REGION is not set"
    if isinstance(error, _UNREACHABLE):
        return "S3 does not answer: check AWS_DEFAULT_REGION, AWS_ENDPOINT_URL and the network"
    return f"boto3 cannot ask for it ({type(error).__name__})"
