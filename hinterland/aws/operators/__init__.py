"""What the system learned about each operator, in DynamoDB."""
