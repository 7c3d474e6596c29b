package io.vigie.agent.driver.container;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Unreached;
import io.vigie.agent.process.CommandResult;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.StatusLine;
import io.vigie.contract.id.Rid;
import io.vigie.contract.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an agent said of its resources, as {@code vigie-agent status SERVICE -o json} prints it. */
record Said(Map<Rid, Observed> resources) {

  static Said read(CommandResult result) throws Unreached {
    if (!result.ok()) {
      throw new Unreached(result.explain());
    }
    if (result.dropped() > 0) {
      throw new Unreached(result.command().shown() + " says more than can be read");
    }
    try {
      Map<Rid, Observed> resources = new HashMap<>();
      JsonNode all = Json.MAPPER.readTree(result.output()).path("resources");
      for (Map.Entry<String, JsonNode> each : all.properties()) {
        resources.put(Rid.read(each.getKey()), observed(each.getValue()));
      }
      return new Said(resources);
    } catch (JsonProcessingException e) {
      throw new Unreached(
          result.command().shown() + " prints no status: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw new Unreached(result.command().shown() + " prints no status: " + e.getMessage());
    }
  }

  private static Observed observed(JsonNode resource) {
    Boolean provisioned =
        resource.has("provisioned") ? resource.get("provisioned").asBoolean() : null;
    List<StatusLine> log = new ArrayList<>();
    resource.path("log").forEach(each -> log.add(line(each.asText())));
    return new Observed(
        plain(Availability.parse(resource.path("status").asText())), provisioned, log);
  }

  /** Whether it is standby the host reads in the file, as the guest did. */
  private static Availability plain(Availability shown) {
    return switch (shown) {
      case STDBY_UP -> Availability.UP;
      case STDBY_DOWN -> Availability.DOWN;
      case UP, DOWN, WARN, NA, UNDEF -> shown;
    };
  }

  private static StatusLine line(String text) {
    for (LogLevel level : List.of(LogLevel.WARN, LogLevel.ERROR)) {
      String prefix = level.wire() + ": ";
      if (text.startsWith(prefix)) {
        return new StatusLine(level, text.substring(prefix.length()));
      }
    }
    return new StatusLine(LogLevel.INFO, text);
  }
}
