"""The whole backend in one process under a seed, on a bad day; see docs/simulation.md.

The code that is deployed runs here unchanged: handlers, use cases, stores. Around it are an AWS
account in memory, a clock that runs fast, a workflow, clients, operators on bad links, and faults.
"""
