"""Training and gold, in DynamoDB and S3."""
