#!/bin/sh
# $1 the package, $2 the tar.gz. On a copy of this system that is thrown away; wants root and a mount namespace of its own.
set -eu
say() { echo "package: $*"; }
fail() { echo "package: FAILED: $*" >&2; exit 1; }

mount --make-rprivate /
work=$(mktemp -d)
mount -t tmpfs tmpfs "$work"
mkdir "$work/up" "$work/work" "$work/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$work/up,workdir=$work/work" "$work/root"
mount -t proc proc "$work/root/proc"
mount --rbind /sys "$work/root/sys"
mount --rbind /dev "$work/root/dev"
mkdir -p "$work/root/run"
mount -t tmpfs tmpfs "$work/root/run"
cp "$1" "$work/root/tmp/vigie-agent.deb"
cp "$2" "$work/root/tmp/vigie-agent.tar.gz"
inside() { chroot "$work/root" "$@"; }
agent() { inside vigie-agent "$@"; }
has() { case "$1" in *"$2"*) ;; *) fail "wanted \"$2\", got: $1" ;; esac; }
until_so() {
  for _ in $(seq 300); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.1
  done
  fail "after 30 s still not so: $*"
}

inside dpkg -i /tmp/vigie-agent.deb >/dev/null
has "$(inside dpkg -s vigie-agent)" "Status: install ok installed"
has "$(agent --version)" "vigie-agent "
say "installed: $(agent --version), $(inside dpkg-query -W -f '${Version}, ${Installed-Size} KiB' vigie-agent)"
inside sh -c 'cd /lib/systemd/system && systemd-analyze verify vigie-agent.service vigie-services.service' \
  || fail "systemd-analyze verify"
say "both units are good to systemd-analyze verify"
has "$(inside man vigie-agent 2>/dev/null)" "maintenance"
inside bash -c 'source /usr/share/bash-completion/completions/vigie-agent; COMP_WORDS=(vigie-agent cre); COMP_CWORD=1; _vigie_agent; [ "${COMPREPLY[*]}" = create ]' \
  || fail "bash completes nothing"
say "its manual page is shown, bash completes its words"

mkdir -p "$work/root/etc/vigie/services"
printf '[node]\nname = pack1\n[kafka]\nbootstrap = 127.0.0.1:1\n' >"$work/root/etc/vigie/agent.conf"
nap=8642$$
printf '[DEFAULT]\nnodes = pack1\n[app#nap]\ntype = simple\nstart = sleep %s\n' "$nap" >"$work/root/etc/vigie/services/nap.conf"
start_agent() {
  chroot "$work/root" vigie-agent run >"$work/log" 2>&1 &
  daemon=$!
  until_so grep -q 'agent started' "$work/log"
}
lives() { [ -n "$(pgrep -f "^sleep $nap\$")" ]; }
start_agent
has "$(agent start nap)" "start of nap: done"
lives || fail "the service does not run"
kill "$daemon"
wait "$daemon" || true
lives || fail "the service stopped with the agent"
say "the agent was stopped, its service runs on"
start_agent
kill -9 "$daemon"
wait "$daemon" 2>/dev/null || true
lives || fail "the service died with the agent"
has "$(agent status nap)" "up"
say "the agent was killed, its service runs on and is seen up"
has "$(agent shutdown)" "nap: stop of nap: done"
if lives; then fail "shutdown left the service running"; fi
has "$(agent shutdown)" "no service runs on this node"
say "what vigie-services.service does at shutdown stopped it"

inside dpkg -i /tmp/vigie-agent.deb >/dev/null
inside dpkg --remove vigie-agent >/dev/null
[ -e "$work/root/etc/default/vigie-agent" ] || fail "remove took the configuration"
inside dpkg --purge vigie-agent >/dev/null
[ ! -e "$work/root/var/lib/vigie" ] || fail "purge left /var/lib/vigie"
[ -e "$work/root/etc/vigie/services/nap.conf" ] || fail "purge took what people wrote"
say "updated, removed, purged: what people wrote is still there"

inside tar -C /opt -xzf /tmp/vigie-agent.tar.gz
inside sh -c 'ln -s /opt/vigie-agent-*/bin/vigie-agent /usr/local/bin/vigie-agent'
has "$(agent --version)" "vigie-agent "
say "from the tar.gz, by a link: $(agent --version)"
