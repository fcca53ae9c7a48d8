"""Objects on S3, or on what speaks like it; with tasks/token_block.py the only place that knows boto3's errors."""
