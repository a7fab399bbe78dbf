"""The operator API, said once: its routes, what goes in and out, and how errors are answered.

Infrastructure, handlers, clients, the page's types and `openapi.json` all come from here. Each
room of the API is a module with the shapes of its documents and its routes; `routes` lists them
all. Nothing in here knows AWS.
"""
