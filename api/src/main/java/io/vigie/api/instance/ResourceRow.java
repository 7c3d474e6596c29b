package io.vigie.api.instance;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.id.Rid;

/** One resource of an instance, as its node's agent sees it. */
public record ResourceRow(Rid rid, @JsonUnwrapped ResourceStatus resource) {}
