package io.vigie.agent.driver;

import io.vigie.agent.NodeIdentity;
import io.vigie.agent.action.ActionRequest;
import io.vigie.agent.action.Journal;
import io.vigie.agent.action.Verb;
import io.vigie.agent.daemon.AgentPaths;
import io.vigie.agent.daemon.LocalNode;
import io.vigie.agent.process.SystemRunner;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** An agent that copies once and tells what it said: a process of its own, to be killed. */
final class SyncVictim {
  static final String BEGAN = "ACTION_BEGIN";
  static final String RESULT = "RESULT ";

  private SyncVictim() {}

  static LocalNode node(Path home, Path var, Journal journal) {
    SystemRunner runner = new SystemRunner();
    return LocalNode.of(
        new AgentPaths(home, var),
        new NodeIdentity(new NodeId("default", "n1"), "TST", "", "", ""),
        new LocalDrivers(var, runner),
        runner,
        journal);
  }

  public static void main(String[] args) {
    try (LocalNode node = node(Path.of(args[0]), Path.of(args[1]), SyncVictim::print)) {
      node.engine()
          .act(
              node.instances().subject("web").orElseThrow(),
              ActionRequest.of(Verb.SYNCNODES, ActionOrigin.USER, "root"),
              line -> {});
    }
  }

  private static void print(Event event) {
    try {
      System.out.println(
          event instanceof SyncResult
              ? RESULT + Json.MAPPER.writeValueAsString(event)
              : event.type().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
