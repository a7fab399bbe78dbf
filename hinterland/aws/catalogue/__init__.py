"""The catalogue, in DynamoDB."""
