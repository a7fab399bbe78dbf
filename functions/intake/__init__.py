"""Intake: is a drop from a known client, of a known work type, and a file that can be worked on?"""
