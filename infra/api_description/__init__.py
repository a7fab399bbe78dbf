"""What is made from the API's routes: `openapi.json`, and the page's types."""
