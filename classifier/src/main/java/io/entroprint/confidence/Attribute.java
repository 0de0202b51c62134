package io.entroprint.confidence;

import io.entroprint.library.Attributes;
import io.entroprint.library.Nature;
import io.entroprint.search.VectorPart;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a fingerprint may carry besides its label, and which parts of a vector may show it. */
public enum Attribute {
  /** The client software as it is written, such as {@code OpenSSH_9.2p1}. */
  CLIENT,
  /** The client software without its version: {@code OpenSSH} of {@code OpenSSH_9.2p1}. */
  CLIENT_PRODUCT,
  /** The server software as it is written. */
  SERVER,
  /** The server software without its version. */
  SERVER_PRODUCT,
  /** The settings as they are written. */
  SETTINGS,
  /** The settings up to the first slash or comma: {@code tls1.2} of {@code tls1.2/h2}. */
  SETTINGS_CLASS,
  /** The nature, for labels whose streams differ in it. */
  NATURE;

  /** The parts of a vector among which a build chooses, for each label. */
  public List<VectorPart> parts() {
    return switch (this) {
      case CLIENT, CLIENT_PRODUCT ->
          List.of(
              VectorPart.CLIENT,
              VectorPart.CLIENT_MOSTLY_H,
              VectorPart.CLIENT_H,
              VectorPart.CLIENT_LATER);
      case SERVER, SERVER_PRODUCT ->
          List.of(VectorPart.SERVER, VectorPart.SERVER_MOSTLY_H, VectorPart.SERVER_H);
      case SETTINGS, SETTINGS_CLASS ->
          List.of(VectorPart.SERVER_FIRST, VectorPart.DIRECTIONS, VectorPart.WHOLE);
      case NATURE -> List.of(VectorPart.DIRECTIONS_H);
    };
  }

  /** The value that a fingerprint carries; empty if it carries none. */
  public String of(Attributes attributes) {
    return switch (this) {
      case CLIENT -> attributes.client();
      case CLIENT_PRODUCT -> product(attributes.client());
      case SERVER -> attributes.server();
      case SERVER_PRODUCT -> product(attributes.server());
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

  /**
   * A value without its version: what stands before an underscore, a bracket, a slash, a space, or
   * a hyphen and a digit.
   */
  private static String product(String value) {
    for (int i = 1; i < value.length(); i++) {
      boolean version =
          "_(/ ".indexOf(value.charAt(i)) >= 0
              || (value.charAt(i) == '-'
                  && i + 1 < value.length()
                  && Character.isDigit(value.charAt(i + 1)));
      if (version) {
        return value.substring(0, i);
      }
    }
    return value;
  }

  /** Which claim is made where this one is not sure enough; empty if there is none. */
  public Optional<Attribute> coarser() {
    return switch (this) {
      case CLIENT -> Optional.of(CLIENT_PRODUCT);
      case SERVER -> Optional.of(SERVER_PRODUCT);
      case SETTINGS -> Optional.of(SETTINGS_CLASS);
      case CLIENT_PRODUCT, SERVER_PRODUCT, SETTINGS_CLASS, NATURE -> Optional.empty();
    };
  }

  /** The name used in a library's header. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
