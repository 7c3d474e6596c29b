package io.vigie.ingest.gateway;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * What every connection shares.
 *
 * @param room bytes of bodies that may still be held
 * @param workers read events; never wait for a client
 */
record Desk(
    Limits limits,
    NodeTokens tokens,
    Reports reports,
    Semaphore room,
    Executor workers,
    GatewayMetrics metrics) {}
