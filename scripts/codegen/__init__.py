"""What the templates of generate.py need to know, worked out from openapi-python-client's parsed document."""
