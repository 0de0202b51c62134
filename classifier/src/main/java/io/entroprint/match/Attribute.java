package io.entroprint.match;

import io.entroprint.fingerprint.Attributes;
import io.entroprint.fingerprint.Nature;
import java.util.List;
import java.util.Locale;

/** What a fingerprint may carry besides its label, and which parts of a vector may show it. */
public enum Attribute {
  /** The client software. */
  CLIENT,
  /** The server software. */
  SERVER,
  /** The settings as they are written. */
  SETTINGS,
  /** The settings up to the first slash or comma: {@code tls1.2} of {@code tls1.2/h2}. */
  SETTINGS_CLASS,
  /** The nature, for labels whose streams differ in it. */
  NATURE;

  /** The parts of a vector among which a build chooses, for each label. */
  public List<Part> parts() {
    return switch (this) {
      case CLIENT -> List.of(Part.CLIENT, Part.CLIENT_MOSTLY_H, Part.CLIENT_H, Part.CLIENT_LATER);
      case SERVER -> List.of(Part.SERVER, Part.SERVER_MOSTLY_H, Part.SERVER_H);
      case SETTINGS, SETTINGS_CLASS -> List.of(Part.SERVER_FIRST, Part.DIRECTIONS, Part.WHOLE);
      case NATURE -> List.of(Part.DIRECTIONS_H);
    };
  }

  /** The value that a fingerprint carries; empty if it carries none. */
  public String of(Attributes attributes) {
    return switch (this) {
      case CLIENT -> attributes.client();
      case SERVER -> attributes.server();
      case SETTINGS -> attributes.settings();
      case SETTINGS_CLASS -> settingsClass(attributes.settings());
      case NATURE -> attributes.nature().map(Nature::id).orElse("");
    };
  }

  private static String settingsClass(String settings) {
    int end = 0;
    while (end < settings.length() && "/,".indexOf(settings.charAt(end)) < 0) {
      end++;
    }
    return settings.substring(0, end);
  }

  /** The name used in a library's header. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
