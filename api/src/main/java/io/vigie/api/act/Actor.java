package io.vigie.api.act;

/**
 * Who does something.
 *
 * @param role they act in; empty when in none
 * @param address where the request came from
 */
public record Actor(String person, String role, String address) {}
