"""Reads, verifies and writes Sitrep logs: a second implementation, made from
src/exchange/FORMAT.md alone. Python 3 and its standard library.

    python3 sitrep_log.py verify FILE   counts; a sentence and exit 1 on damage
    python3 sitrep_log.py write FILE    a log with one incident, resolved
"""
import base64, hashlib, json, os, sys, time

LARGEST, LONGEST, LONGEST_REST, DEEPEST = 2**53 - 1, 2**20, 2**16, 127
HASHED, KIND = ("id", "head", "body", "salt"), {"format": '"sitrep-log"', "version": "1"}


class Damage(Exception):
    """What is wrong with a file, as a sentence."""


class Wrong(str):
    """Stands for what no event may hold. Where nobody reads, it does no harm."""


def number(text):
    fits = text != "-0" and text.lstrip("-").isdigit() and len(text) < 18 and abs(int(text)) <= LARGEST
    return int(text) if fits else Wrong(f"{text[:20]} is not an integer within 2^53 - 1")


def members(pairs):
    twice = len(dict(pairs)) < len(pairs)
    return Wrong("a key stands twice in one object") if twice else dict(pairs)


def canonical(value, level=1):
    """RFC 8785 without floats: keys by UTF-16 unit, no blanks, no needless escapes."""
    if isinstance(value, Wrong) or level > DEEPEST and isinstance(value, (dict, list)):
        raise Damage(value if isinstance(value, Wrong) else "it is nested too deep")
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{canonical(key)}:{canonical(value[key], level + 1)}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(item, level + 1) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def text_of(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def bytes_of(text, length):
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if len(data) != length or text_of(data) != text:
        raise Damage(f"{text} is not an id")
    return data


def digest(about, value, salt=b""):
    content = f"sitrep/{about}/1\n".encode() + salt + canonical(value).encode()
    return text_of(hashlib.sha256(content).digest())


def check(event):
    """Raises Damage unless the event is one and within its limits."""
    canonical(event)  # before anybody looks into it
    name, head, body = f"event {event['id']}", event["head"], event.get("body")
    own = {key: event[key] for key in event if key in HASHED}
    rest = {key: event[key] for key in event if key not in HASHED}
    if len(canonical(own).encode()) > LONGEST or len(canonical(rest).encode()) > LONGEST_REST:
        raise Damage(f"{name} is too long")
    if digest("event", head) != event["id"]:
        raise Damage(f"{name} was changed: its id does not match its head")
    if body is not None and digest("body", body, bytes_of(event["salt"], 16)) != head["body_hash"]:
        raise Damage(f"{name} was changed: its body does not match its hash")


def verify(text):
    """Returns counts; raises Damage with a sentence."""
    log = json.loads(text, parse_int=number, parse_float=number, parse_constant=number, object_pairs_hook=members)
    if [canonical(log if isinstance(log, Wrong) else log[key]) for key in KIND] != list(KIND.values()):
        raise Damage("it is not a Sitrep log of version 1")
    events, chains, gaps, forks = {}, {}, 0, 0
    for event in log["events"]:
        check(event)
        head = events.setdefault(event["id"], event)["head"]
        chains.setdefault((head["replica"], head["seq"]), set()).add(event["id"])
    for (replica, seq), ids in chains.items():
        before = chains.get((replica, seq - 1), {None} if seq == 1 else set())
        gaps, forks = gaps + (not before), forks + (len(ids) > 1)
        if before and not {events[id]["head"].get("prev") for id in ids} <= before:
            raise Damage(f"event {seq} of {replica} does not continue its chain")
    canonical(log["heads"])
    for seq, id in [end for ends in log["heads"].values() for end in ends]:
        if id not in events:
            raise Damage(f"the file is cut off: event {seq}, {id}, is missing")
    bare, replicas = sum(event.get("body") is None for event in events.values()), len({at for at, _ in chains})
    return {"events": len(events), "replicas": replicas, "without body": bare, "gaps": gaps, "forks": forks}


def append(log, subject, kind, body, **more):
    """Adds the next event of the one replica that writes this log, and returns its id."""
    (ws, replica, person), events = log
    now, salt, last = int(time.time() * 1000), os.urandom(16), events[-1] if events else None
    stamp = max([now, 0], [last["head"]["hlc"][0], last["head"]["hlc"][1] + 1]) if last else [now, 0]
    prev = {"prev": last["id"]} if last else {}
    head = {"ws": ws, "replica": replica, "seq": len(events) + 1, "hlc": stamp, "wall": now, "by": person,
            "subject": subject, "kind": kind, "body_hash": digest("body", body, salt), **prev, **more}
    events.append({"id": digest("event", head), "head": head, "body": body, "salt": text_of(salt)})
    return events[-1]["id"]


def written(log):
    """The text of the file: one event a line, in their order, which for one replica is that of writing."""
    (workspace, replica, _), events = log
    top = {"format": "sitrep-log", "version": 1, "workspace": workspace, "exported_at": int(time.time() * 1000),
           "exported_by": "sitrep_log.py", "heads": {replica: [[len(events), events[-1]["id"]]]}, "gaps": []}
    spell = lambda value: ",".join(f'"{key}":{canonical(value[key])}' for key in value)
    return "{" + spell(top) + ',\n"events":[\n' + ",\n".join("{" + spell(event) + "}" for event in events) + "\n]}\n"


def example():
    log = [text_of(os.urandom(16)) for _ in range(3)], []
    incident, now = "record/" + text_of(os.urandom(16)), int(time.time() * 1000)
    append(log, "workspace", "workspace_founded", {"name": "Night shift", "zone": "Europe/Berlin"})
    append(log, "workspace", "person_defined", {"id": log[0][2], "name": "Zoë 🔥"})
    report = {"kind": "incident", "reference": "INC-1", "title": "Labels print \"blank\"", "started": now - 600_000}
    reported = append(log, incident, "reported", report)
    seen = append(log, incident, "acknowledged", {"note": "On my way"}, over=[reported])
    append(log, incident, "noted", {"text": "Roll was in upside down\n\u0001\u007f\u2028"})
    append(log, incident, "resolved", {"happened": now}, over=[seen])
    return written(log)


def main(command, path):
    if command == "write":
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            return file.write(example())
    try:
        with open(path, encoding="utf-8-sig") as file:
            print(", ".join(f"{count} {name}" for name, count in verify(file.read()).items()))
    except (Damage, ValueError) as error:
        sys.exit(f"{path}: {error}.")
    except (AttributeError, KeyError, TypeError, RecursionError):
        sys.exit(f"{path}: a member is missing, of another type, or nested too deep.")


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) == 3 and sys.argv[1] in ("verify", "write") else sys.exit(__doc__)
