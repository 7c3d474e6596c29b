#!/usr/bin/env python3
"""What the tables must hold, computed from what was sent: oracle.py SENT.jsonl TABLES.jsonl

Written from semantics.md (2 the algebra, 3 order and time) and from the schemas' words on n, since
and known_from. Shares no code with the product: words are folded pair by pair with the table of
section 2, where the product keeps sets of bits.

SENT    one line a record of the agents' topics, as the broker has them: topic, partition, offset,
        key, appended (the broker's clock, ms), epoch, seq, value.
TABLES  one line a row of MariaDB: table, row.

What it does not do, and what the load must therefore keep to:
* It counts no pulses. Every node beats and every instance speaks all the time, so a row that was
  ever silent or stale for want of a report is a difference: that is how an outage that silences
  somebody is found. Silence itself is proven elsewhere.
* Between two topics that meet in one task only append time orders; the load lets the pipeline
  drain before it goes on with the other topic where the order would show.
* Clocks are right to within 30 s.
* Section 2 leaves two cases open that it decides as the product does: nothing up or warn and a
  trusted instance undef is undef (unknown is never down), and a flex service with nothing up and a
  warn instance is warn, as under failover.
* A badge of a service is the rows of section 2 over the instances that have the group. Where nothing is
  up, and for syncs and tasks, which may run anywhere, the words are added instead: two syncs that are
  well are well, and a standby resource is well without being up.

Of a node's last_seen and of last_report it asks only that they are times of reports that may be
shown: both live in memory between changes. Exit code 0: equal; 1: differences, the first of them
printed; 2: the input is not what it must be.
"""
import collections
import datetime
import json
import sys

UP, DOWN, WARN, NA, UNDEF = "up", "down", "warn", "n/a", "undef"
SU, SD = "stdby up", "stdby down"
SU_UP, SU_DOWN = "SU+up", "SU+down"

# the table of section 2, row by row
ORDER = [UP, DOWN, WARN, SU, SD, SU_UP, SU_DOWN]
TABLE = [
    [UP, WARN, WARN, SU_UP, WARN, SU_UP, WARN],
    [None, DOWN, WARN, SU_DOWN, SD, WARN, SU_DOWN],
    [None, None, WARN, WARN, WARN, WARN, WARN],
    [None, None, None, SU, WARN, SU_UP, SU_DOWN],
    [None, None, None, None, SD, WARN, WARN],
    [None, None, None, None, None, SU_UP, WARN],
    [None, None, None, None, None, None, SU_DOWN],
]


def plus(a, b):
    if a in (NA, UNDEF) or b in (NA, UNDEF):
        real = [word for word in (a, b) if word not in (NA, UNDEF)]
        return real[0] if real else (UNDEF if UNDEF in (a, b) else NA)
    i, j = sorted((ORDER.index(a), ORDER.index(b)))
    return TABLE[i][j]


def fold(words):
    result = NA
    for word in words:
        result = plus(result, word)
    return {SU_UP: UP, SU_DOWN: SU}.get(result, result)


def effective(resource):
    if resource.get("disabled"):
        return NA
    word = resource.get("status", UNDEF)
    if resource.get("standby"):
        return {UP: SU, DOWN: SD}.get(word, word)
    return word


def complains(resource):
    return not resource.get("disabled") and (
        effective(resource) == UNDEF
        or any(line.get("level") in ("warn", "error") for line in resource.get("log", [])))


def fold_instance(resources):
    serving, whole, badges = [], [], collections.defaultdict(list)
    for rid, resource in resources.items():
        group, word = rid.split("#")[0], effective(resource)
        badges[group].append(word)
        if group in ("sync", "task"):
            whole.append({UP: NA, SU: NA, DOWN: WARN, SD: WARN}.get(word, word))
        else:
            whole.append(word)
            if not resource.get("optional"):
                serving.append(word)
        if complains(resource):
            whole.append(WARN)
    return fold(serving), fold(whole), {group: fold(words) for group, words in badges.items()}


def fold_members(shape, members, which):
    """members: (avail, overall, trusted); which: 0 avail, 1 overall."""
    trusted = [m[which] for m in members if m[2]]
    serving = [word for word in trusted if word in (UP, WARN)]
    if members and not trusted:
        return UNDEF
    if not serving and any(not m[2] and m[which] in (UP, WARN) for m in members):
        return UNDEF
    if all(word == NA for word in trusted):
        return NA
    if not serving and UNDEF in trusted:
        return UNDEF
    ups = trusted.count(UP)
    if ups == 0:
        return WARN if WARN in trusted else DOWN
    if shape[0] == "flex":
        low, high = shape[1], shape[2] or 10 ** 9
        return UP if low <= ups <= max(low, high) else WARN
    return UP if ups == 1 else WARN


def fold_badges(shape, members):
    """members: (badges, trusted)."""
    result = {}
    for group in {group for badges, _ in members for group in badges}:
        held = [(badges[group], badges[group], trusted)
                for badges, trusted in members if group in badges]
        said = [word for word, _, trusted in held if trusted]
        word = fold_members((shape[0], min(shape[1], len(held)), shape[2]), held, 0)
        if said and (group in ("sync", "task") or word == DOWN):
            word = fold(said)
        result[group] = word if said else UNDEF
    return result


def fold_service(shape, members):
    avail, overall = fold_members(shape, members, 0), fold_members(shape, members, 1)
    if any(not trusted or word == WARN for _, word, trusted in members):
        if overall not in (DOWN, UNDEF):
            overall = WARN
    return avail, overall


def millis(text):
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return (moment - datetime.datetime.fromtimestamp(0, datetime.timezone.utc)) // \
        datetime.timedelta(milliseconds=1)


def month(ms):
    moment = datetime.datetime.fromtimestamp(ms / 1000, datetime.timezone.utc)
    return moment.year * 100 + moment.month


class Record:
    def __init__(self, line):
        self.topic, self.partition, self.offset = line["topic"], line["partition"], line["offset"]
        self.appended = line["appended"]
        self.order = (line["epoch"], line["seq"])
        event = json.loads(line["value"])
        self.type = event["type"].split(".")[1]
        self.data = event["data"]
        # no clock may put a change further ahead than 30 s
        self.time = min(millis(event["time"]), self.appended + 30_000)


Shown = collections.namedtuple("Shown", "n since known state look")


class Instance:
    def __init__(self, ident, part):
        self.id, self.part = ident, part
        self.data, self.heard, self.order = {}, False, (0, 0)
        self.superseded, self.reports = False, []
        self.shown, self.spans = None, {}

    def removed(self):
        return bool(self.data.get("removed"))

    def trusted(self):
        return self.heard and not self.superseded

    def words(self):
        if not self.heard:
            return UNDEF, UNDEF, {}
        return fold_instance(self.data.get("resources", {}))


class Service:
    def __init__(self, ident, part):
        self.id, self.part = ident, part
        self.instances, self.configs, self.shown = {}, {}, None

    def present(self):
        return [self.instances[node] for node in sorted(self.instances)
                if not self.instances[node].removed()]

    def config(self):
        best = sorted(self.configs.items(),
                      key=lambda c: (millis(c[1][1]["stamp"]), c[1][1]["checksum"], c[0]))
        return best[-1][1][1] if best else None

    def meant(self):
        heard = [i for i in self.present() if i.heard]
        newest = max(heard, key=lambda i: i.appended).data if heard else {}
        source = self.config() or newest
        meant = {name: source.get(name, "") for name in ("app", "env", "placement")}
        meant["topology"] = source.get("topology", "failover")
        meant["flexMin"], meant["flexMax"] = source.get("flexMin", 0), source.get("flexMax", 0)
        meant["nodes"] = source.get("nodes", [])
        meant["containerType"] = newest.get("containerType", "")
        return meant


class Oracle:
    def __init__(self):
        self.services, self.nodes, self.inventories = {}, {}, {}
        self.configs, self.actions, self.lines = {}, {}, {}
        self.spans = {"instance_span": [], "resource_span": [], "service_span": [], "node_span": []}

    # ---- services

    def service(self, ident, part):
        return self.services.setdefault(ident, Service(ident, part))

    def status(self, r):
        ident, node = r.data["instance"].split("@")
        service = self.service(ident, r.partition)
        instance = service.instances.get(node)
        if instance is not None and r.order <= instance.order:
            return
        if instance is None:
            instance = Instance(r.data["instance"], r.partition)
            service.instances[node] = instance
        # an end says nothing but that it has ended: what follows it is heard anew
        before = instance.data if instance.heard and not instance.removed() else {}
        newly = [] if r.data.get("removed") else [
            n for n in r.data.get("supersedes", []) if n not in before.get("supersedes", [])]
        instance.data, instance.order, instance.heard = r.data, r.order, True
        instance.superseded, instance.appended, shown = False, r.appended, instance.shown
        for name in newly:
            other = service.instances.get(name)
            if other is not None and other is not instance and other.heard:
                other.superseded = True
        if instance.removed() and node in service.configs and service.configs[node][0] <= r.order:
            del service.configs[node]
        self.name(service)
        self.settle(service, r)
        # shown with its time, or, once another's report changed something here, with a later one
        instance.reports = (instance.reports if instance.shown == shown else []) + [r.time]

    def service_config(self, r):
        ident, node = r.data["instance"].split("@")
        service = self.service(ident, r.partition)
        instance, held = service.instances.get(node), service.configs.get(node)
        last = held[0] if held else (
            instance.order if instance is not None and instance.removed() else (0, 0))
        newest = self.configs.get(r.data["instance"])
        if newest is None or r.order >= newest.order:
            self.configs[r.data["instance"]] = r
        if r.order <= last:
            return
        service.configs[node] = (r.order, r.data)
        self.name(service)
        self.settle(service, r)

    def name(self, service):
        config = service.config()
        named = (config.get("nodes", []) + config.get("drpNodes", [])) if config else []
        bare = {k: config[k] for k in ("app", "env", "topology", "nodes") if k in config} \
            if config else {}
        for node in named:
            instance = service.instances.get(node)
            if instance is None:
                instance = Instance(service.id + "@" + node, service.part)
                service.instances[node] = instance
            back = instance.removed() and node in service.configs
            if not instance.heard or back:
                kept = {k: instance.data[k] for k in ("nodeEnv", "containerType")
                        if k in instance.data}
                instance.data, instance.heard, instance.superseded = dict(bare, **kept), False, False
        for node, instance in service.instances.items():
            if not instance.heard and node not in named:
                instance.data = dict(instance.data, removed=True)

    def settle(self, service, r):
        meant, present = service.meant(), service.present()
        members = [(i.words()[0], i.words()[1], i.trusted()) for i in present]
        shape = (meant["topology"], meant["flexMin"], meant["flexMax"])
        avail, overall = fold_service(shape, members)
        up_nodes = [i.id.split("@")[1] for i in present if i.trusted() and i.words()[0] == UP]
        warn_nodes = [i.id.split("@")[1] for i in present if i.trusted() and i.words()[0] == WARN]
        preferred = None
        if meant["placement"].replace("_", " ") in ("", "nodes order"):
            for node in meant["nodes"]:
                instance = service.instances.get(node)
                if instance is not None and instance.heard and not instance.removed():
                    preferred = node
                    break
        served = any(i.trusted() and i.words()[0] in (UP, WARN) for i in present)
        misplaced = avail == UP and preferred is not None and preferred not in up_nodes
        for instance in service.instances.values():
            here = misplaced and instance.id.split("@")[1] in up_nodes
            elsewhere = meant["topology"] == "failover" and served and \
                not instance.removed() and instance.words()[0] == DOWN
            self.settle_instance(instance, here, elsewhere, r)
        last_up = sorted(i.id.split("@")[1] for i in present
                         if not i.trusted() and i.words()[0] in (UP, WARN)) if avail == UNDEF else []
        stale = any(not i.trusted() for i in present)
        removed = not present
        state = dict(removed=removed, avail=avail, overall=overall, stale=stale)
        look = dict(meant, frozen=any(i.data.get("frozen", False) for i in present),
                    misplaced=misplaced, up_nodes=up_nodes, warn_nodes=warn_nodes, last_up=last_up,
                    instances=len(present),
                    badges=fold_badges(shape, [(i.words()[2], i.trusted()) for i in present]),
                    action=next((i.data["action"] for i in present if i.data.get("action")), ""))
        look.pop("placement")
        before = service.shown
        if removed and (before is None or before.state["removed"]):
            return
        if before is None:
            service.shown = Shown(1, r.time, r.appended, state, look)
        elif (state, look) != (before.state, before.look):
            since, known = before.since, before.known
            if state != before.state:
                since, known = max(r.time, since), max(r.appended, known)
                if not before.state["removed"]:
                    self.spans["service_span"].append(dict(
                        id=service.id, n=before.n, avail=before.state["avail"],
                        overall=before.state["overall"], stale=before.state["stale"],
                        since=before.since, until=since, known_from=before.known,
                        known_until=known, month=month(known)))
            service.shown = Shown(before.n + 1, since, known, state, look)

    def settle_instance(self, instance, misplaced, elsewhere, r):
        before, data, removed = instance.shown, instance.data, instance.removed()
        if before is None and removed:
            return
        avail, overall, badges = instance.words()
        resources = data.get("resources", {}) if not removed else {}
        words = {rid: effective(resource) for rid, resource in resources.items()}
        reason = "" if instance.trusted() or removed else \
            "superseded" if instance.heard else "never-heard"
        trusted = removed or instance.trusted()
        state = dict(removed=removed, avail=NA if removed else avail,
                     overall=NA if removed else overall, trusted=trusted, stale=not trusted,
                     frozen=data.get("frozen", False), words=words)
        look = dict(reason=reason, provisioned=data.get("provisioned", False),
                    app=data.get("app", ""), env=data.get("env", ""),
                    node_env=data.get("nodeEnv", ""), container=data.get("containerType", ""),
                    topology=data.get("topology", "failover"), nodes=data.get("nodes", []),
                    misplaced=misplaced, elsewhere=elsewhere, action=data.get("action", ""),
                    monitor=data.get("monitor", ""), badges={} if removed else badges,
                    resources=resources)
        if before is not None and (state, look) == (before.state, before.look):
            return
        n = before.n + 1 if before else 1
        since, known = r.time, r.appended
        if before is not None:
            if state == before.state:
                since, known = before.since, before.known
            else:
                since, known = max(since, before.since), max(known, before.known)
                if not before.state["removed"]:
                    self.spans["instance_span"].append(dict(
                        id=instance.id, n=before.n, avail=before.state["avail"],
                        overall=before.state["overall"], stale=before.state["stale"],
                        frozen=before.state["frozen"], since=before.since, until=since,
                        known_from=before.known, known_until=known, month=month(known)))
        for rid, (word, began, from_, known_from) in list(instance.spans.items()):
            if words.get(rid) != word:
                del instance.spans[rid]
                self.spans["resource_span"].append(dict(
                    id=instance.id, rid=rid, n=began, status=word, since=from_, until=since,
                    known_from=known_from, known_until=known, month=month(known)))
        for rid, word in words.items():
            instance.spans.setdefault(rid, (word, n, since, known))
        instance.shown = Shown(n, since, known, state, look)

    # ---- nodes

    def node(self, r):
        kind, ident = r.type, r.data["node"]
        node = self.nodes.setdefault(ident, dict(
            orders={}, traits=dict(frozen=False, env="", site="", bootId="", agentVersion=""),
            state=None, n=0, beats=set(), part=r.partition))
        if r.order <= node["orders"].get(kind, (0, 0)):
            return
        node["orders"][kind] = r.order
        traits, said = dict(node["traits"]), r.data
        if kind == "node-heartbeat":
            node["beats"].add(r.appended)
            for name in ("env", "site", "bootId", "agentVersion"):
                traits[name] = said.get(name) or traits[name]
        elif kind == "node-facts":
            traits["frozen"] = said.get("frozen", False)
            for name in ("env", "site", "bootId"):
                traits[name] = traits[name] or said.get(name, "")
        elif kind == "node-inventory":
            self.inventories[ident] = r
            for name in ("env", "site", "agentVersion"):
                traits[name] = traits[name] or said.get(name, "")
        state = "alive" if kind == "node-heartbeat" else node["state"] or "known"
        if state != node["state"]:
            if node["state"] is not None:
                since, known = max(r.time, node["since"]), max(r.appended, node["known"])
                self.spans["node_span"].append(dict(
                    id=ident, n=node["n"], state=node["state"], since=node["since"], until=since,
                    known_from=node["known"], known_until=known, month=month(known)))
            else:
                since, known = r.time, r.appended
            node["since"], node["known"] = since, known
        if state != node["state"] or traits != node["traits"]:
            node["n"] += 1
        node["state"], node["traits"] = state, traits

    # ---- actions: stored once by id, what was told first stays

    def action(self, r):
        data = r.data
        ident = data["action"] if r.type == "action-line" else data["id"]
        action = self.actions.setdefault(ident, dict(lines=set(), teller=None, first=None, end=None))
        action["first"] = action["first"] or r
        action["last"] = r
        if r.type == "action-line":
            if data["number"] not in action["lines"]:
                action["lines"].add(data["number"])
                self.lines[(ident, data["number"])] = r
        else:
            action["teller"] = action["teller"] or r
            if r.type == "action-end":
                action["end"] = action["end"] or r
            elif not action.get("timeout"):
                action["timeout"] = data.get("timeoutSeconds", 0)

    # ---- the rows that must be there

    def rows(self):
        tables = collections.defaultdict(list)
        for service in self.services.values():
            for instance in service.instances.values():
                shown = instance.shown
                if shown is not None and not shown.state["removed"]:
                    tables["instance"].append(self.instance_row(instance, shown))
            if service.shown is not None and not service.shown.state["removed"]:
                tables["service"].append(self.service_row(service, service.shown))
        for ident, node in self.nodes.items():
            if node["n"]:
                cluster, name = ident.split("/")
                traits = node["traits"]
                tables["node"].append(dict(
                    id=ident, cluster=cluster, node=name, n=node["n"], state=node["state"],
                    frozen=traits["frozen"], since=node["since"], known_from=node["known"],
                    grace_seconds=0, env=traits["env"], site=traits["site"],
                    boot_id=traits["bootId"], agent_version=traits["agentVersion"],
                    part=node["part"], last_seen=OneOf(node["beats"])))
        for ident, r in self.configs.items():
            tables["service_config"].append(dict(
                id=ident, epoch=r.order[0], seq=r.order[1], stamp=millis(r.data["stamp"]),
                checksum=r.data["checksum"], content=r.data.get("content", ""), part=r.partition))
        for ident, r in self.inventories.items():
            tables["node_inventory"].append(dict(
                id=ident, epoch=r.order[0], seq=r.order[1], hostname=r.data.get("hostname", ""),
                os=r.data.get("os", ""), memory_bytes=r.data.get("memoryBytes", 0),
                addresses=r.data.get("addresses", []), part=r.partition))
        for ident, action in self.actions.items():
            tables["action"].append(self.action_row(ident, action))
        for (ident, number), r in self.lines.items():
            end = r.data.get("end")
            tables["action_line"].append(dict(
                action=ident, number=number, rid=r.data.get("rid", ""),
                level=r.data.get("level", "info"), text=r.data.get("text", ""),
                pid=r.data.get("pid", 0), begin_at=millis(r.data["begin"]),
                end_at=millis(end) if end else None, status=r.data.get("status"),
                part=r.partition, pos=r.offset))
        tables.update(self.spans)
        return tables

    @staticmethod
    def instance_row(instance, shown):
        ident, node = instance.id.split("@")
        cluster, service = ident.split("/")
        state, look = shown.state, shown.look
        return dict(
            id=instance.id, cluster=cluster, service=service, node=node, n=shown.n,
            avail=state["avail"], overall=state["overall"], trusted=state["trusted"],
            stale=state["stale"], stale_reason=look["reason"], frozen=state["frozen"],
            provisioned=look["provisioned"], misplaced=look["misplaced"],
            served_elsewhere=look["elsewhere"], since=shown.since, known_from=shown.known, app=look["app"], env=look["env"], node_env=look["node_env"],
            container_type=look["container"], topology=look["topology"],
            preferred_node=look["nodes"][0] if look["nodes"] else "", action=look["action"],
            monitor=look["monitor"], badges=look["badges"], resources=look["resources"],
            part=instance.part,
            last_report=OneOf(instance.reports) if instance.heard else None)

    @staticmethod
    def service_row(service, shown):
        cluster, name = service.id.split("/")
        state, look = shown.state, shown.look
        return dict(
            id=service.id, cluster=cluster, service=name, n=shown.n, avail=state["avail"],
            overall=state["overall"], stale=state["stale"], frozen=look["frozen"],
            misplaced=look["misplaced"], since=shown.since, known_from=shown.known,
            app=look["app"], env=look["env"], container_type=look["containerType"],
            topology=look["topology"], flex_min=look["flexMin"], flex_max=look["flexMax"],
            preferred_node=look["nodes"][0] if look["nodes"] else "", nodes=look["nodes"],
            up_nodes=look["up_nodes"], warn_nodes=look["warn_nodes"], last_known_up_on=look["last_up"],
            instances=look["instances"], action=look["action"], badges=look["badges"],
            part=service.part)

    @staticmethod
    def action_row(ident, action):
        told = action["teller"] or action["first"]
        data, known = told.data, action["teller"] is not None
        where, node = data["instance"].split("@")
        cluster, service = where.split("/")
        end = action["end"]
        return dict(
            id=ident, cluster=cluster, service=service, node=node,
            action=data["action"] if known else "", origin=data.get("origin", "user"),
            by_whom=data.get("by", ""), command=data.get("command", ""),
            pid=data.get("pid", 0), begin_at=millis(data["begin"]),
            status=end.data["status"] if end else "running",
            end_at=millis(end.data["end"]) if end else None,
            timeout_seconds=action.get("timeout") or 0, line_count=len(action["lines"]),
            part=action["last"].partition, pos=action["last"].offset)


class OneOf:
    def __init__(self, values):
        self.values = values

    def __eq__(self, other):
        return other in self.values

    def __repr__(self):
        return "one of %s" % sorted(self.values)[-5:]


KEYS = dict(
    instance=("id",), service=("id",), node=("id",), service_config=("id",),
    node_inventory=("id",), action=("id",), action_line=("action", "number"),
    instance_span=("id", "n"), resource_span=("id", "rid", "n"), service_span=("id", "n"),
    node_span=("id", "n"))
JSON_COLUMNS = {"badges", "resources", "nodes", "up_nodes", "warn_nodes", "last_known_up_on", "addresses"}


def without_defaults(value):
    if isinstance(value, dict):
        kept = {k: without_defaults(v) for k, v in value.items()}
        return {k: v for k, v in kept.items() if v is not None and v is not False
                and v != [] and v != ""} if "status" in kept or "level" in kept else kept
    if isinstance(value, list):
        return [without_defaults(v) for v in value]
    return value


def sent(path):
    records, expected = [], {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            place = (record["topic"], record["partition"])
            if record["offset"] != expected.get(place, 0):
                exit2("%s-%d has no record at offset %d: the log was cut or compacted"
                          % (place + (expected.get(place, 0),)))
            expected[place] = record["offset"] + 1
            if record["key"] != "~pulse":
                records.append(Record(record))
    records.sort(key=lambda r: (r.appended, r.topic, r.partition, r.offset))
    return records


def recorded(path):
    tables = collections.defaultdict(list)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            row = {k: json.loads(v) if k in JSON_COLUMNS else v for k, v in entry["row"].items()}
            tables[entry["table"]].append(row)
    return tables


def compare(table, expected, found, differences):
    key = lambda row: tuple(row[name] for name in KEYS[table])
    by_key = {}
    for row in found:
        if key(row) in by_key:
            differences.append("%s %s: stands there twice" % (table, key(row)))
        by_key[key(row)] = row
    for row in expected:
        other = by_key.pop(key(row), None)
        if other is None:
            differences.append("%s %s: missing, expected %s" % (table, key(row), row))
            continue
        for column, value in row.items():
            if without_defaults(value) != without_defaults(other[column]):
                differences.append("%s %s: %s is %r, expected %r"
                                   % (table, key(row), column, other[column], value))
    for row in by_key.values():
        differences.append("%s %s: not expected, is %s" % (table, key(row), row))


def failed_actions(records):
    """Transitions of action-failed alerts (section 4) by id: no timer is in them, so that they are
    the same however often the streams were killed. An action counts once, whatever is sent again;
    another failure of the same action is another trouble. Left out: what is not on its node all
    the time, for whether it is there and when it fails come on two topics."""
    first, gone = {}, set()
    for record in records:
        if record.type == "instance-status":
            first.setdefault(record.data["instance"], record.appended)
            if record.data.get("removed"):
                gone.add(record.data["instance"])
    told, ended, last, transitions = {}, collections.defaultdict(set), {}, {}
    for record in records:
        if record.type != "action-end":
            continue
        end, instance = record.data, record.data["instance"]
        service, node = instance.split("@")
        seen = ended[service]
        if end["id"] in seen:
            continue
        seen.add(end["id"])
        alert = "action-failed:%s:%s/%s" % (service, node, end["action"])
        told.setdefault(alert, (instance, record.appended))
        if end["status"] not in ("ok", "err") or millis(end["end"]) < last.get(alert, 0):
            continue
        last[alert] = millis(end["end"])
        mine = transitions.setdefault(alert, [])
        if mine and mine[-1][0] == "open":
            mine.append(("resolved", record.appended))
        if end["status"] == "err":
            mine.append(("open", record.appended))
    return {alert: moves for alert, moves in transitions.items()
            if told[alert][0] not in gone
            and first.get(told[alert][0], told[alert][1]) < told[alert][1]}


def compare_alerts(records, found, differences):
    changes = collections.defaultdict(list)
    for row in found.get("alert_change", []):
        changes[row["alert"]].append(row)
    for rows in changes.values():
        rows.sort(key=lambda row: row["n"])
    present = {row["id"]: row for row in found.get("alert", [])}
    for alert, rows in changes.items():
        if [row["n"] for row in rows] != list(range(1, len(rows) + 1)):
            differences.append("%s: its transitions are numbered %s"
                               % (alert, [row["n"] for row in rows]))
        state = "resolved"
        for row in rows:
            if row["move"] in ("raised", "flapping", "resolved") and row["state"] == state:
                differences.append("%s: %s twice at %s" % (alert, state, row["at"]))
            state = row["state"]
        for column in ("n", "at", "state", "severity", "episode", "occurrence"):
            if alert not in present or present[alert][column] != rows[-1][column]:
                differences.append("%s: its row is not its last transition, by %s" % (alert, column))
    for alert in present.keys() - changes.keys():
        differences.append("%s: has no transitions" % alert)
    expected = failed_actions(records)
    for alert, moves in expected.items():
        rows = [(row["state"], row["at"]) for row in changes.get(alert, [])
                if row["move"] in ("raised", "flapping", "resolved")]
        if rows != moves:
            differences.append("%s: its transitions are %s, expected %s" % (alert, rows, moves))
    return "alert_change %d, of them computed %d" % (
        sum(map(len, changes.values())), sum(map(len, expected.values())))


def exit2(message):
    print("oracle: " + message)
    sys.exit(2)



def main():
    if len(sys.argv) != 3:
        exit2("usage: oracle.py SENT.jsonl TABLES.jsonl")
    oracle = Oracle()
    hear = {"node-heartbeat": oracle.node, "node-facts": oracle.node, "node-inventory": oracle.node,
            "instance-status": oracle.status, "service-config": oracle.service_config,
            "action-begin": oracle.action, "action-line": oracle.action, "action-end": oracle.action}
    records = sent(sys.argv[1])
    for record in records:
        hear[record.type](record)
    expected, found, differences = oracle.rows(), recorded(sys.argv[2]), []
    counts = []
    for table in KEYS:
        compare(table, expected.get(table, []), found.get(table, []), differences)
        counts.append("%s %d" % (table, len(found.get(table, []))))
    counts.append(compare_alerts(records, found, differences))
    print("%d records; rows: %s" % (len(records), ", ".join(counts)))
    for difference in differences[:20]:
        print("  " + difference)
    if differences:
        print("%d differences" % len(differences))
        sys.exit(1)
    print("no difference")


main()
