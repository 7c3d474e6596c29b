package io.vigie.api.enrolment;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.ApiSettings;
import io.vigie.api.act.Actor;
import io.vigie.api.act.Acts;
import io.vigie.api.list.Snapshots;
import io.vigie.api.request.RequestKeys;
import io.vigie.api.session.Origins;
import io.vigie.api.session.Secret;
import io.vigie.api.session.Welcome;
import io.vigie.api.web.Problem;
import io.vigie.contract.id.NodeId;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a node that has an enrolment token becomes one of ours. */
@Controller("/api/v1/join")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "enrolment")
final class JoinController {
  private static final Logger LOG = LoggerFactory.getLogger(JoinController.class);
  private static final String VISIT = "~join";
  private static final int LONGEST_TOKEN = 200;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /** Of a listener on every address. */
  private static final Set<String> ANY = Set.of("0.0.0.0", "[::]");

  private final Acts acts;
  private final Snapshots snapshots;
  private final Welcome welcome;
  private final ApiSettings settings;
  private final RequestKeys keys;

  JoinController(
      Acts acts, Snapshots snapshots, Welcome welcome, ApiSettings settings, RequestKeys keys) {
    this.keys = keys;
    this.acts = acts;
    this.snapshots = snapshots;
    this.welcome = welcome;
    this.settings = settings;
  }

  @Schema(name = "Join")
  record Wish(
      @Schema(description = "An enrolment token", format = "password") String token,
      @Schema(example = "web3", description = "The node's name, without its cluster") String node,
      @Schema(
              description =
                  "SHA-256, in hexadecimal digits, of the secret the node made itself and will prove"
                      + " itself with at the gateway")
          String digest) {
    /** Without the token. */
    @Override
    public String toString() {
      return "join of " + node;
    }
  }

  @Schema(name = "Joined")
  record Joined(
      @Schema(example = "prod/web3") String node,
      @Schema(example = "https://vigie.example.org:8444", description = "Where it reports")
          String gateway,
      @Schema(description = "It was one of ours before, with this secret") boolean again,
      @Schema(description = "PEM of what requests of this collector are signed with")
          String requestKey) {}

  @Post
  @Operation(
      operationId = "join",
      summary = "Make a node one of ours",
      description =
          "Wants the header x-vigie-request: 1. Whoever asks twice with the same secret is the same"
              + " node, and uses the token up once.")
  @ApiResponse(responseCode = "200", description = "It is one of ours")
  @ApiResponse(responseCode = "400", description = "A value is missing or breaks a rule")
  @ApiResponse(responseCode = "401", description = "There is no such enrolment token")
  @ApiResponse(responseCode = "403", description = "It is not good, or not for that name")
  @ApiResponse(
      responseCode = "409",
      description = "There is a node of that name, or this console's key is not the collector's")
  @ApiResponse(responseCode = "429", description = "Too many unknown tokens from this address")
  HttpResponse<?> join(HttpRequest<?> request, @Body Wish wish) {
    if (wish.token() == null
        || wish.token().length() > LONGEST_TOKEN
        || wish.digest() == null
        || !DIGEST.matcher(wish.digest()).matches()) {
      return Problem.answer(
          HttpStatus.BAD_REQUEST, "token, node and digest, 64 hexadecimal digits, are needed");
    }
    Optional<URI> gateway = gateway(request);
    if (gateway.isEmpty()) {
      return Problem.answer(
          HttpStatus.CONFLICT,
          "this collector has no gateway where nodes could report: start it with --gateway-port, or"
              + " name it with VIGIE_GATEWAY_URL");
    }
    return known(request, wish, gateway.get());
  }

  private HttpResponse<?> known(HttpRequest<?> request, Wish wish, URI gateway) {
    String address = Origins.address(request);
    String digest = Secret.digest(wish.token());
    Optional<Enrolment> enrolment =
        snapshots.read(tables -> tables.one(Enrolment.ofDigest(digest), Enrolment::read));
    if (enrolment.isEmpty()) {
      if (welcome.tooMany(request, VISIT)) {
        return Problem.answer(
            HttpStatus.TOO_MANY_REQUESTS, "too many unknown tokens; try again in five minutes");
      }
      LOG.atWarn().addKeyValue("address", address).log("a node came with an unknown token");
      return Problem.answer(
          HttpStatus.UNAUTHORIZED,
          "there is no such enrolment token: it was mistyped, or deleted; an administrator makes"
              + " one");
    }
    NodeId node;
    try {
      node = new NodeId(enrolment.get().cluster(), wish.node());
    } catch (IllegalArgumentException e) {
      return Problem.answer(HttpStatus.BAD_REQUEST, e.getMessage());
    }
    Actor actor = new Actor("enrolment " + enrolment.get().name(), "", address);
    Entry entry = new Entry(digest, node, wish.digest());
    Entry.Verdict verdict =
        acts.run(
            actor,
            act -> {
              keys.mustBeTheCollectors(act);
              return entry.decide(act);
            });
    LOG.atInfo()
        .addKeyValue("node", node)
        .addKeyValue("address", address)
        .addKeyValue("answer", verdict.status().getCode())
        .log("a node wants to join");
    return verdict.status() == HttpStatus.OK
        ? HttpResponse.ok(
            new Joined(node.toString(), gateway.toString(), verdict.again(), keys.publicPem()))
        : Problem.answer(verdict.status(), verdict.why());
  }

  /** As the node can reach it: one that listens everywhere is where the node found us. */
  private Optional<URI> gateway(HttpRequest<?> request) {
    URI known = settings.gateway();
    if (known == null || !ANY.contains(known.getHost())) {
      return Optional.ofNullable(known);
    }
    return host(request)
        .map(host -> URI.create(known.getScheme() + "://" + host + ':' + known.getPort()));
  }

  private static Optional<String> host(HttpRequest<?> request) {
    try {
      String asked = request.getHeaders().get(HttpHeaders.HOST);
      return Optional.ofNullable(URI.create("http://" + asked).getHost());
    } catch (IllegalArgumentException e) {
      // no name of ours
      return Optional.empty();
    }
  }
}
