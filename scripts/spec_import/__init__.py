"""Turns LXD's swagger 2.0 file into spec/openapi.yaml: OpenAPI 3.0.3, facts only.

The modules, in the order in which a file passes through them:

    source     reads a path or URL; spec/source.toml says which release is pinned
    swagger    parses the text and refuses what is not LXD's swagger 2.0
    facts      keeps types, names and API extensions, drops every sentence
    overlay    repairs upstream's faults and adds what it leaves out, from spec/overlay.yaml
    spellings  one name for each path parameter
    variants   finds the `?recursion=N` and `?public` twins of an operation
    operations builds one OpenAPI operation from such a family
    schemas    builds the components: maps, scalars, roles
    extensions writes the API extensions of spec/overlay.yaml onto operations, parameters and fields
    never_null marks the objects that are never null, from spec/overlay.yaml
    document   puts the parts together and validates the result
    diff       tells what changed against the committed file
    command    the command line
"""
