package io.vigie.agent.config;

import io.vigie.contract.availability.Topology;
import io.vigie.contract.id.InstanceId;
import java.time.Instant;
import java.util.List;

/**
 * A service as its file defines it on this node.
 *
 * @param generation whose ways its file keeps
 * @param nodes in order of preference
 * @param encapNodes agents inside its containers
 * @param flexPrimary of a flex service the node whose data is copied to the others
 * @param containerType {@code hosted} unless a container resource says otherwise
 * @param orchestrate {@code no}, {@code start} or {@code ha}
 * @param rollback a start that fails stops what it started
 * @param itself programs around all of an action
 * @param stamp when the file last changed
 * @param checksum SHA-256 of the file, hexadecimal
 * @param content the file as it is, secrets masked
 * @param readAs what became of words of before
 * @param warnings what is worth a word and hinders nothing
 */
public record ServiceDefinition(
    InstanceId id,
    Generation generation,
    String app,
    String env,
    Topology topology,
    int flexMin,
    int flexMax,
    String placement,
    String orchestrate,
    List<String> nodes,
    List<String> drpNodes,
    List<String> encapNodes,
    String flexPrimary,
    String comment,
    String containerType,
    boolean disabled,
    boolean rollback,
    ResourceDefinition itself,
    List<ResourceDefinition> resources,
    Instant stamp,
    String checksum,
    String content,
    List<Problem> readAs,
    List<Problem> warnings) {}
