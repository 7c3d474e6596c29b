package io.vigie.api.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import io.vigie.api.ApiSettings;
import io.vigie.api.session.Directory;
import io.vigie.api.session.Newcomer;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People of an LDAP directory: it is asked for the entry, then whether the password opens it. */
@Singleton
final class LdapDirectory implements Directory {
  private static final Logger LOG = LoggerFactory.getLogger(LdapDirectory.class);
  private static final String AWAY =
      "the directory of people does not answer; accounts with a password of Vigie's own sign in as"
          + " always, others when it is back";

  /** One entry is somebody, two are nobody. */
  private static final int ENOUGH = 2;

  private static final int MOST_GROUPS = 1_000;
  private static final Set<ResultCode> REFUSED =
      Set.of(
          ResultCode.INVALID_CREDENTIALS,
          ResultCode.NO_SUCH_OBJECT,
          ResultCode.INAPPROPRIATE_AUTHENTICATION,
          ResultCode.CONSTRAINT_VIOLATION,
          ResultCode.UNWILLING_TO_PERFORM);

  private final LdapSettings settings;

  LdapDirectory(ApiSettings settings) {
    this.settings = settings.ldap();
  }

  @Override
  public boolean there() {
    return settings != null;
  }

  @Override
  public Optional<Newcomer> find(String user, String password) {
    // a bind without a password is one of nobody, and succeeds
    if (user.isBlank() || password.isEmpty()) {
      return Optional.empty();
    }
    try (LDAPConnection connection = LdapDoor.open(settings)) {
      Optional<SearchResultEntry> entry = entry(connection, user);
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      // groups are read before the bind: a person may not be allowed to
      Newcomer newcomer = newcomer(connection, entry.get());
      return opens(connection, entry.get(), password) ? Optional.of(newcomer) : Optional.empty();
    } catch (LDAPException | GeneralSecurityException e) {
      LOG.atWarn().addKeyValue("directory", settings).setCause(e).log("the directory failed");
      throw new HttpStatusException(HttpStatus.SERVICE_UNAVAILABLE, AWAY);
    }
  }

  private Optional<SearchResultEntry> entry(LDAPConnection connection, String user)
      throws LDAPException {
    String filter = settings.filter().replace(LdapSettings.USER, Filter.encodeValue(user));
    SearchRequest search =
        new SearchRequest(
            settings.base(),
            SearchScope.SUB,
            filter,
            settings.nameAttribute(),
            "cn",
            "displayName",
            "mail",
            "memberOf");
    search.setSizeLimit(ENOUGH);
    List<SearchResultEntry> found;
    try {
      found = connection.search(search).getSearchEntries();
    } catch (LDAPException e) {
      if (!e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
        throw e;
      }
      found = List.of();
    }
    if (found.size() > 1) {
      LOG.atWarn().addKeyValue("directory", settings).log("several entries have one name");
    }
    return found.size() == 1
        ? Optional.of(found.get(0)).filter(entry -> entry.hasAttribute(settings.nameAttribute()))
        : Optional.empty();
  }

  private Newcomer newcomer(LDAPConnection connection, SearchResultEntry entry)
      throws LDAPException {
    List<String> groups = groups(connection, entry);
    return new Newcomer(
        entry.getAttributeValue(settings.nameAttribute()),
        text(entry, entry.hasAttribute("displayName") ? "displayName" : "cn"),
        text(entry, "mail"),
        settings.roles().role(groups),
        settings.groups().memberships(groups),
        "ldap",
        "");
  }

  private static String text(SearchResultEntry entry, String attribute) {
    String value = entry.getAttributeValue(attribute);
    return value == null ? "" : value.strip();
  }

  private List<String> groups(LDAPConnection connection, SearchResultEntry entry)
      throws LDAPException {
    if (settings.groupBase().isEmpty()) {
      String[] groups = entry.getAttributeValues("memberOf");
      return groups == null ? List.of() : List.of(groups);
    }
    SearchRequest search =
        new SearchRequest(
            settings.groupBase(),
            SearchScope.SUB,
            Filter.createORFilter(
                Filter.createEqualityFilter("member", entry.getDN()),
                Filter.createEqualityFilter("uniqueMember", entry.getDN())),
            SearchRequest.NO_ATTRIBUTES);
    search.setSizeLimit(MOST_GROUPS);
    return connection.search(search).getSearchEntries().stream()
        .map(SearchResultEntry::getDN)
        .toList();
  }

  private static boolean opens(LDAPConnection connection, SearchResultEntry entry, String password)
      throws LDAPException {
    try {
      connection.bind(entry.getDN(), password);
      return true;
    } catch (LDAPException e) {
      if (REFUSED.contains(e.getResultCode())) {
        return false;
      }
      throw e;
    }
  }
}
