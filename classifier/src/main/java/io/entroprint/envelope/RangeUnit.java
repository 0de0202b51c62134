package io.entroprint.envelope;

/** What the start and end of an {@link EntropyRange} count. */
public enum RangeUnit {
  /** Payload bytes in the watched direction. */
  BYTES("bytes"),
  /** Packets with payload in the watched direction. */
  PACKETS("packets");

  private final String id;

  RangeUnit(String id) {
    this.id = id;
  }

  /** The name used in files. */
  public String id() {
    return id;
  }
}
