#!/usr/bin/env python3
"""Lists every member of the messages, statuses and contacts in Meta's webhooks, for the tests that look for each of them.

usage: webhook-members.py DESCRIPTION NOTES > tests/Patchbay.Server.Tests/Messages/Members/members.json

DESCRIPTION is Meta's OpenAPI description of the Business Messaging API. NOTES is a page that shows the payloads of
newer members, and those of Instagram and Messenger, as shortened JSON: {"name","other"?:{"inner"},list[{a,b}]}.
Paths have dots between members, and [] after a list.
"""
import json, re, sys


def schema_paths(schemas, schema, prefix=""):
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rsplit("/", 1)[-1]]
    parts = schema.get("allOf", []) + schema.get("oneOf", []) + schema.get("anyOf", [])
    mapped = (schema.get("discriminator") or {}).get("mapping", {})
    if not schema.get("oneOf"):
        parts += [{"$ref": ref} for ref in mapped.values()]
    for part in parts:
        yield from schema_paths(schemas, part, prefix)
    if schema.get("type") == "array":
        yield from schema_paths(schemas, schema["items"], prefix + "[]") or [prefix]
    elif schema.get("properties"):
        for name, member in schema["properties"].items():
            yield from schema_paths(schemas, member, f"{prefix}.{name}" if prefix else name)
    elif not parts:
        yield prefix


class Shorthand:
    """Reads shortened JSON: quotes, values and types may be missing, ? marks what may be missing, | separates forms."""

    def __init__(self, text):
        self.text, self.at, self.paths = text, 0, []

    def peek(self, skip=" \n?\"`"):
        while self.at < len(self.text) and self.text[self.at] in skip:
            self.at += 1
        return self.text[self.at] if self.at < len(self.text) else ""

    def members(self, prefix):
        while (c := self.peek(" \n?,\"`.|")) and c not in "}])":
            if name := re.match(r"[a-z_][a-z0-9_]*", self.text[self.at:]):
                self.at += name.end()
                self.value(f"{prefix}.{name[0]}" if prefix else name[0], self.peek() == ":")
            else:
                self.at += 1

    def value(self, path, has_colon):
        if has_colon:
            self.at += 1
        before = len(self.paths)
        while True:
            c = self.peek(" \n" if has_colon else " \n?\"`")
            if c == "{":
                self.at += 1
                self.members(path)
                self.at += 1
            elif c == "[":
                self.at += 1
                if self.peek() == "{":
                    self.value(path + "[]", False)
                depth = 1
                while depth and self.at < len(self.text):
                    depth += {"[": 1, "]": -1}.get(self.text[self.at], 0)
                    self.at += 1
            elif has_colon:
                scalar = re.match(r'"[^"]*"|[^,}\]|"]*', self.text[self.at:])
                self.at += scalar.end()
                self.skip_tail()
            if self.peek() != "|" or not re.match(r"\|\s*[\[{]", self.text[self.at:]):
                break
            self.at += 1
            has_colon = False
        if len(self.paths) == before:
            self.paths.append(path)

    def skip_tail(self):
        """The other values of a list of values: "sent|delivered" or 0|1|2."""
        tail = re.match(r'[^,{}\[\]]*?(?=[,}\]]|$|\|\s*[{\[])', self.text[self.at:], re.S)
        self.at += tail.end() if tail else 0


def read(snippet, prefix=""):
    reader = Shorthand(snippet.strip().lstrip("{"))
    reader.members(prefix)
    return reader.paths


def section(notes, title):
    return re.search(rf"^### {re.escape(title)}.*?$(.*?)(?=^##)", notes, re.M | re.S)[1]


def snippets(line):
    return [s for s in re.findall(r"`([^`]+)`", line) if re.search(r"[{:]", s) and not s.startswith(("!!", "value"))]


def whatsapp(description, notes):
    schemas = description["components"]["schemas"]
    types = {}
    for name, ref in schemas["IncomingMessage"]["discriminator"]["mapping"].items():
        types[name] = list(schema_paths(schemas, {"$ref": ref}))
    types["system"] = list(schema_paths(schemas, schemas["SystemMessage"]))
    frame = section(notes, "4.7")
    value = read(re.search(r"```\nvalue: (.*?)```", frame, re.S)[1])
    contact = list(schema_paths(schemas, schemas["ContactProfile"]))
    contact += [p[len("contacts[]."):] for p in value if p.startswith("contacts[].")]
    common = re.findall(r"`(\w+)`", re.search(r"Message common keys: (.*)", frame)[1].split(". ")[0])
    for member in ("context", "referral"):
        common = [m for m in common if m != member]
        for snippet in snippets(re.search(rf"^- `{member}`.*", frame, re.M)[0]):
            common += read(snippet, member)
    common = [m for m in common if m not in ("errors", "identity")]
    common += ["errors[]." + p for p in ("code", "title", "message", "error_data.details", "href")]
    common += ["identity." + p for p in ("acknowledged", "created_timestamp", "hash")]
    for row in re.findall(r"^\| (\w+) \| (.*) \|$", section(notes, "4.8"), re.M):
        if row[0] not in ("type",):
            types.setdefault(row[0], []).extend(
                p for s in snippets(row[1]) for p in read(s, row[0] if s.startswith("{") else "")
            )
    status = list(schema_paths(schemas, schemas["Statuses"]))
    status += read(re.search(r"```\n(.*?)```", section(notes, "4.9"), re.S)[1])
    status += ["template_id", "participant_recipient_id", "group_id"]
    return {"common": common, "contact": contact, "status": status, "types": types}


def direct(text, message_prefix):
    found = {}
    for line in text.splitlines():
        for snippet in snippets(line):
            if re.match(r"[a-z_]+\{", snippet):
                for path in read(snippet):
                    found.setdefault(path.split(".")[0], []).append(path)
    for snippet in snippets(message_prefix):
        for path in read(snippet, "message.referral"):
            found.setdefault("message", []).append(path)
    return found


def instagram(notes):
    text = section(notes, "9.3")
    found = direct(text, re.search(r"^- `referral` in message: (.*)", text, re.M)[1])
    block = read(re.search(r"```\n(.*?)```", text, re.S)[1])
    inside = [p[len("entry[].messaging[]."):] for p in block if p.startswith("entry[].messaging[].")]
    found["message"] = [p for p in inside if p.startswith("message.")] + found["message"]
    found["frame"] = [p for p in inside if not p.startswith("message.")]
    return found


def messenger(notes):
    text = section(notes, "9.6")
    found = direct(text, "")
    block = read(snippets(text)[0])
    found["frame"] = [p[len("entry[].messaging[]."):] for p in block if p.startswith("entry[].messaging[].")]
    return found


def unique(value):
    if isinstance(value, dict):
        return {name: unique(inner) for name, inner in value.items()}
    leaves = sorted(set(value))
    # A member that is shown without its parts somewhere counts by its parts.
    return [p for p in leaves if not any(o.startswith((p + ".", p + "[]")) for o in leaves)]


def main():
    description = json.load(open(sys.argv[1]))
    notes = open(sys.argv[2]).read()
    found = {"whatsapp": whatsapp(description, notes), "instagram": instagram(notes), "messenger": messenger(notes)}
    json.dump(unique(found), sys.stdout, indent=2, ensure_ascii=False)
    print()


main()
