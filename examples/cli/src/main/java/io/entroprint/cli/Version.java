package io.entroprint.cli;

/** The version of this program. */
final class Version {
  private Version() {}

  /** From the jar's manifest; {@code development} when run from a directory of classes. */
  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
