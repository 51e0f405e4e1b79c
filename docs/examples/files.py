"""Works with single files of a container."""

import io
from datetime import UTC, datetime

from lxd import LXDClient
from lxd.errors import FileNotFound

with LXDClient() as client:
    files = client.instances.files

    files.put("c1", "/root/note", "hello\n", mode=0o600)
    files.put("c1", "/root/note", io.BytesIO(b"again\n"), append=True)
    print(files.get_text("c1", "/root/note"))
    print(files.get("c1", "/etc/passwd")[:4])

    note = files.stat("c1", "/root/note")
    print(note.type, note.size, oct(note.mode), note.uid, note.modified)

    # A large file bit by bit.
    with files.open("c1", "/root/log", "w") as log:
        for number in range(1000):
            log.write(b"line %d\n" % number)
    with files.open("c1", "/root/log") as log:
        log.seek(8000)
        print(log.read()[:9])

    files.mkdir("c1", "/srv/site/html", parents=True, exist_ok=True)
    files.symlink("c1", "/srv/site/current", "html")
    files.rename("c1", "/root/log", "/srv/site/html/log")
    files.chmod("c1", "/srv/site/html/log", 0o640)
    files.chown("c1", "/srv/site/html/log", 1000, 1000)
    files.set_times("c1", "/srv/site/html/log", datetime(2026, 1, 1, tzinfo=UTC))

    for file in files.list("c1", "/srv/site"):
        print(file.name, file.type, file.target)
    for directory, directories, others in files.walk("c1", "/srv"):
        print(directory, len(directories), len(others))
    print(files.filesystem("c1").available, "bytes are free")

    files.delete("c1", "/srv", recursive=True)
    print(files.exists("c1", "/srv"))
    try:
        files.get("c1", "/srv/site/html/log")
    except FileNotFound as error:
        print(error)
