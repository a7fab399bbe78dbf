"""The pay lines, in DynamoDB."""
