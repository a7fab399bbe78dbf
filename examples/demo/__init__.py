"""The main job, start to end, with scripted operators: `python -m examples.demo`.

Everything here goes through what clients and operators have: S3, Cognito and the public API.
`api.py` can be read as the operator protocol's documentation by example.
"""
