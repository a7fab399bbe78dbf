"""Work items and requests for leases, in DynamoDB."""
