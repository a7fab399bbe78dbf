"""The jobs, in DynamoDB, and their workflow, in Step Functions."""
