package io.entroprint.confidence;

import io.entroprint.library.Attributes;
import io.entroprint.library.Nature;
import io.entroprint.search.VectorPart;
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
  public List<VectorPart> parts() {
    return switch (this) {
      case CLIENT ->
          List.of(
              VectorPart.CLIENT,
              VectorPart.CLIENT_MOSTLY_H,
              VectorPart.CLIENT_H,
              VectorPart.CLIENT_LATER);
      case SERVER -> List.of(VectorPart.SERVER, VectorPart.SERVER_MOSTLY_H, VectorPart.SERVER_H);
      case SETTINGS, SETTINGS_CLASS ->
          List.of(VectorPart.SERVER_FIRST, VectorPart.DIRECTIONS, VectorPart.WHOLE);
      case NATURE -> List.of(VectorPart.DIRECTIONS_H);
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
