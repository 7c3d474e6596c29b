package io.vigie.agent.driver.sync;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a filesystem that can send its snapshots is spoken to. */
enum Dialect {
  BTRFS {
    @Override
    String snapshot(String source, String name) {
      return Path.of(source).resolve('.' + name).toString();
    }

    @Override
    List<String> take(String source, String name) {
      return List.of("btrfs", "subvolume", "snapshot", "-r", source, snapshot(source, name));
    }

    @Override
    List<String> delete(String source, String name) {
      return List.of("btrfs", "subvolume", "delete", snapshot(source, name));
    }

    @Override
    List<String> list(String source) {
      return List.of("ls", "-A", "--", source);
    }

    @Override
    List<String> send(String source, String parent, String name) {
      List<String> argv = new ArrayList<>(List.of("btrfs", "send", "-q"));
      if (!parent.isEmpty()) {
        argv.addAll(List.of("-p", snapshot(source, parent)));
      }
      argv.add(snapshot(source, name));
      return argv;
    }

    @Override
    String there() {
      return "ls -A \"${1%/*}\"";
    }

    // what only began to arrive has the same name, and no end
    @Override
    String receive() {
      return "at=\"${1%/*}\"; if [ -e \"$at/.$2\" ]; then btrfs subvolume delete \"$at/.$2\" >&2"
          + " || exit; fi; btrfs receive -q \"$at\"";
    }

    @Override
    String turn() {
      return "at=\"${1%/*}\"; if [ -e \"$1\" ]; then if [ ! -e \"$3/received\" ]; then"
          + " echo \"$1 is there, and no copy of this agent made it\"; exit 71; fi;"
          + " mv \"$1\" \"$1.vigie-old\" || exit; fi;"
          + " btrfs subvolume snapshot \"$at/.$2\" \"$1\" >&2 || exit;"
          + " if [ -e \"$1.vigie-old\" ]; then btrfs subvolume delete \"$1.vigie-old\" >&2; fi;"
          + " for each in \"$at/.${2%:*}\":*; do if [ \"$each\" != \"$at/.$2\" ]; then"
          + " btrfs subvolume delete \"$each\" >&2; fi; done; exit 0";
    }
  },
  ZFS {
    @Override
    String snapshot(String source, String name) {
      return source + '@' + name;
    }

    @Override
    List<String> take(String source, String name) {
      return List.of("zfs", "snapshot", snapshot(source, name));
    }

    @Override
    List<String> delete(String source, String name) {
      return List.of("zfs", "destroy", snapshot(source, name));
    }

    @Override
    List<String> list(String source) {
      return List.of("zfs", "list", "-H", "-o", "name", "-t", "snapshot", "-d", "1", source);
    }

    @Override
    List<String> send(String source, String parent, String name) {
      List<String> argv = new ArrayList<>(List.of("zfs", "send"));
      if (!parent.isEmpty()) {
        argv.addAll(List.of("-i", snapshot(source, parent)));
      }
      argv.add(snapshot(source, name));
      return argv;
    }

    @Override
    String there() {
      return "zfs list -H -o name -t snapshot -d 1 \"$1\"";
    }

    // -F takes back what changed there since: only where a copy was made before
    @Override
    String receive() {
      return "if [ -e \"$3/received\" ]; then zfs receive -u -F \"$1\"; else zfs receive -u \"$1\";"
          + " fi";
    }

    @Override
    String turn() {
      return "zfs list -H -o name -t snapshot -d 1 \"$1\" | while read -r each; do case \"$each\" in"
          + " \"$1@$2\") ;; \"$1@${2%:*}:\"*) zfs destroy \"$each\" >&2 ;; esac; done";
    }
  };

  /** What a snapshot is called in full. */
  abstract String snapshot(String source, String name);

  abstract List<String> take(String source, String name);

  abstract List<String> delete(String source, String name);

  /** Tells snapshots, each at the end of a line. */
  abstract List<String> list(String source);

  /**
   * @param parent what both sides have; empty for none
   */
  abstract List<String> send(String source, String parent, String name);

  /** Script for the other node: tells the snapshots there; $1 is where the copy is to be. */
  abstract String there();

  /** Script that takes what is sent: $1 as before, $2 the name, $3 the stamps. */
  abstract String receive();

  /** Script that makes what was received the copy, and deletes what was before; likewise. */
  abstract String turn();
}
