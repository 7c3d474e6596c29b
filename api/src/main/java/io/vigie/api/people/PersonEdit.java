package io.vigie.api.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.act.Refusal;
import io.vigie.api.session.Role;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.OnCall;
import java.util.List;
import java.util.regex.Pattern;

/** A person, as an administrator sets them; never the password. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "A person, as an administrator sets them")
record PersonEdit(
    @Schema(description = "For people to read") String fullName,
    @Schema(example = "zoe@example.org", description = "Empty: no mail") String mail,
    @Schema(description = "Of their mails: en or fr") String language,
    @Schema(description = "viewer, operator, app-manager or administrator") String role,
    @Schema(description = "Signs in no more and gets no mail") boolean disabled,
    @Schema(
            description =
                "Least severity they are told of: info, warning, error, critical; empty: any")
        String least,
    @Schema(description = "When they are told; without hours: always") OnCall onCall) {
  private static final List<String> LANGUAGES = List.of("en", "fr");
  private static final int LONGEST = 255;
  // what mail systems take unquoted; whether somebody reads it only a mail can tell
  private static final Pattern MAIL =
      Pattern.compile("[^\\s@\"(),:;<>\\[\\\\\\]\\p{Cntrl}]{1,64}@[A-Za-z0-9._-]{1,190}");

  PersonEdit {
    fullName = fullName == null ? "" : fullName.strip();
    mail = mail == null ? "" : mail.strip();
    language = language == null || language.isEmpty() ? "en" : language;
    role = role == null || role.isEmpty() ? Role.VIEWER.wire() : role;
    if (fullName.length() > LONGEST || fullName.chars().anyMatch(Character::isISOControl)) {
      throw Refusal.wrong("fullName has at most 255 characters and no control character");
    }
    if (!mail.isEmpty() && !MAIL.matcher(mail).matches()) {
      throw Refusal.wrong("mail must be like name@example.org, or empty; got \"" + mail + '"');
    }
    if (!LANGUAGES.contains(language)) {
      throw Refusal.wrong(
          "language must be one of " + String.join(", ", LANGUAGES) + "; got \"" + language + '"');
    }
    least = least == null ? "" : least;
    onCall = onCall == null ? OnCall.ALWAYS : onCall;
    if (!least.isEmpty() && !Severity.parse(least).wire().equals(least)) {
      throw Refusal.wrong(
          "least must be one of info, warning, error, critical, or empty; got \"" + least + '"');
    }
    if (!Role.WORDS.contains(role)) {
      throw Refusal.wrong(
          "role must be one of " + String.join(", ", Role.WORDS) + "; got \"" + role + '"');
    }
  }

  Severity leastSeverity() {
    return least.isEmpty() ? null : Severity.parse(least);
  }

  boolean administrator() {
    return !disabled && role.equals(Role.ADMINISTRATOR.wire());
  }
}
