package io.vigie.api.instance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.type.TypeReference;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Columns;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.id.Rid;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;

/** An instance with its resources, which are the last known ones when it is stale. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "An instance with its resources, the last known ones when it is stale")
public record InstanceDetail(@JsonUnwrapped InstanceRow row, List<ResourceRow> resources) {
  private static final TypeReference<TreeMap<Rid, ResourceStatus>> RESOURCES =
      new TypeReference<>() {};

  static InstanceDetail read(Columns columns) throws SQLException {
    List<ResourceRow> resources =
        columns.json("resources", RESOURCES).entrySet().stream()
            .map(resource -> new ResourceRow(resource.getKey(), resource.getValue()))
            .toList();
    return new InstanceDetail(InstanceRow.read(columns), resources);
  }
}
