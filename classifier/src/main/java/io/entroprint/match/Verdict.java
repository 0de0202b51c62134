package io.entroprint.match;

import io.entroprint.library.Label;
import io.entroprint.library.Nature;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What is said of a stream, and on what account. Immutable. */
public final class Verdict {
  private final Label label;
  private final Reason reason;
  private final double confidence;
  private final Claim client;
  private final Claim server;
  private final Claim settings;
  private final Nature nature;
  private final String nearest;
  private final double distance;
  private final double margin;
  private final int offset;
  private final String library;

  /** Why a verdict gives no label. Others may be added: a program should take them as unknown. */
  public enum Reason {
    /** The stream has no payload that could be compared. */
    NO_PAYLOAD(Decision.UNDECIDED, "no-payload", "no payload"),
    /** The start of the stream was not seen, and all offsets count from there. */
    MIDSTREAM(Decision.UNDECIDED, "midstream", "midstream"),
    /** Below 8 bytes any protocol looks like any other. */
    TOO_FEW_BYTES(Decision.UNDECIDED, "too-few-bytes", "too few bytes"),
    /** The library has nothing to compare the stream with. */
    NO_FINGERPRINT(
        Decision.UNDECIDED, "no-fingerprint", "the library has no fingerprint of its transport"),
    /** The confidence is below the threshold of the library. */
    LOW_CONFIDENCE(
        Decision.UNKNOWN,
        "low-confidence",
        "no fingerprint is near enough, or two labels are equally near");

    private final Decision decision;
    private final String id;
    private final String sentence;

    Reason(Decision decision, String id, String sentence) {
      this.decision = decision;
      this.id = id;
      this.sentence = sentence;
    }

    /** What a verdict for this reason comes down to: unknown or undecided. */
    public Decision decision() {
      return decision;
    }

    /** The name used in output for programs: lower case, words joined by hyphens. */
    public String id() {
      return id;
    }

    /** One clause for people. */
    public String sentence() {
      return sentence;
    }
  }

  private Verdict(Builder builder) {
    label = builder.label;
    reason = builder.reason;
    confidence = builder.confidence;
    client = builder.client;
    server = builder.server;
    settings = builder.settings;
    nature = builder.nature;
    nearest = builder.nearest;
    distance = builder.distance;
    margin = builder.margin;
    offset = builder.offset;
    library = builder.library;
  }

  /**
   * A builder of a verdict that gives a label. Hosts need it to test what they do with verdicts.
   *
   * @param library name and version of the library that was asked, such as {@code made@1.0.0}
   */
  public static Builder of(Label label, String library) {
    return new Builder(Objects.requireNonNull(label), null, library);
  }

  /**
   * A builder of a verdict that gives no label.
   *
   * @param library name and version of the library that was asked, such as {@code made@1.0.0}
   */
  public static Builder without(Reason reason, String library) {
    return new Builder(null, Objects.requireNonNull(reason), library);
  }

  /** Whether the label is given. */
  public Decision decision() {
    return label != null ? Decision.KNOWN : reason.decision();
  }

  /** The application protocol; empty unless the decision is {@link Decision#KNOWN}. */
  public Optional<Label> label() {
    return Optional.ofNullable(label);
  }

  /**
   * The label as it stands in output: that of the protocol, {@code unknown} or {@code undecided}.
   */
  public String labelOrDecision() {
    return label != null ? label.name() : reason.decision().id();
  }

  /** Why there is no label; empty if there is one. */
  public Optional<Reason> reason() {
    return Optional.ofNullable(reason);
  }

  /** The probability, 0 to 1, that the label of the nearest fingerprint is right. */
  public double confidence() {
    return confidence;
  }

  /** The client software, where it can be told of the label. */
  public Optional<Claim> client() {
    return Optional.ofNullable(client);
  }

  /** The server software, where it can be told of the label. */
  public Optional<Claim> server() {
    return Optional.ofNullable(server);
  }

  /** The settings, or the class of settings, where they can be told of the label. */
  public Optional<Claim> settings() {
    return Optional.ofNullable(settings);
  }

  /**
   * What kind of bytes the stream holds, also called the payload type. Of a known label it is that
   * of the label's most similar fingerprint. Otherwise it comes from the counts alone: plaintext
   * from 32 bytes of the fuller direction on, encrypted or compressed from 8 KiB on; what xz and
   * often zstd write looks like random bytes at any length and may be called encrypted; everything
   * else is undetermined.
   */
  public Nature nature() {
    return nature;
  }

  /** The id of the nearest fingerprint; empty if nothing could be compared. */
  public Optional<String> nearest() {
    return Optional.ofNullable(nearest);
  }

  /** The distance to the nearest fingerprint, 0 or more; NaN if nothing could be compared. */
  public double distance() {
    return distance;
  }

  /**
   * How much farther the nearest fingerprint of the label that comes next is; below 0 where that is
   * nearer, but differs in what tells protocols apart. Labels farther than twice the distance, and
   * by more than 0.05, are not looked for: where there is none within that, it is that. Positive
   * infinity if there is no other label, NaN if nothing could be compared.
   */
  public double margin() {
    return margin;
  }

  /** The last offset, in bytes, that the verdict rests on; 0 if there is none. */
  public int offset() {
    return offset;
  }

  /** Name and version of the library that was asked. */
  public String library() {
    return library;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Verdict that
        && Objects.equals(label, that.label)
        && reason == that.reason
        && Double.compare(confidence, that.confidence) == 0
        && Objects.equals(client, that.client)
        && Objects.equals(server, that.server)
        && Objects.equals(settings, that.settings)
        && nature == that.nature
        && Objects.equals(nearest, that.nearest)
        && Double.compare(distance, that.distance) == 0
        && Double.compare(margin, that.margin) == 0
        && offset == that.offset
        && library.equals(that.library);
  }

  @Override
  public int hashCode() {
    return Objects.hash(label, reason, confidence, nearest, distance, offset, library);
  }

  /** The label or the reason, with what it rests on. */
  @Override
  public String toString() {
    return labelOrDecision()
        + (reason == null ? "" : " (" + reason.sentence() + ")")
        + " with confidence "
        + confidence
        + ", "
        + nature.id()
        + ", nearest "
        + nearest
        + " at "
        + distance
        + ", margin "
        + margin
        + ", to offset "
        + offset
        + ", by "
        + library;
  }

  /** Builds a verdict. Whatever is not set is not known. Not thread-safe. */
  public static final class Builder {
    private final Label label;
    private final Reason reason;
    private final String library;
    private double confidence;
    private Claim client;
    private Claim server;
    private Claim settings;
    private Nature nature = Nature.UNDETERMINED;
    private String nearest;
    private double distance = Double.NaN;
    private double margin = Double.NaN;
    private int offset;

    private Builder(Label label, Reason reason, String library) {
      this.label = label;
      this.reason = reason;
      this.library = Objects.requireNonNull(library);
    }

    /** The probability, 0 to 1, that the label of the nearest fingerprint is right. */
    public Builder confidence(double probability) {
      confidence = probability;
      return this;
    }

    /** The client software. */
    public Builder client(Optional<Claim> claim) {
      client = claim.orElse(null);
      return this;
    }

    /** The server software. */
    public Builder server(Optional<Claim> claim) {
      server = claim.orElse(null);
      return this;
    }

    /** The settings. */
    public Builder settings(Optional<Claim> claim) {
      settings = claim.orElse(null);
      return this;
    }

    /** What kind of bytes the stream holds. */
    public Builder nature(Nature kind) {
      nature = Objects.requireNonNull(kind);
      return this;
    }

    /**
     * What was compared.
     *
     * @param id of the nearest fingerprint
     * @param distanceTo the distance to it, 0 or more
     * @param marginTo how much farther the nearest fingerprint of another label is, at the least;
     *     positive infinity if there is no other label
     */
    public Builder nearest(String id, double distanceTo, double marginTo) {
      nearest = Objects.requireNonNull(id);
      distance = distanceTo;
      margin = marginTo;
      return this;
    }

    /** The last offset, in bytes, that the verdict rests on. */
    public Builder offset(int bytes) {
      offset = bytes;
      return this;
    }

    /** The verdict. */
    public Verdict build() {
      return new Verdict(this);
    }
  }

  /**
   * One attribute of a verdict, with a confidence of its own.
   *
   * @param value such as {@code OpenSSH_9.2p1}; never empty
   * @param confidence the probability, 0 to 1, that the value is right
   */
  public record Claim(String value, double confidence) {
    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public Claim {
      if (value.isEmpty()) {
        throw new IllegalArgumentException("a claim of nothing");
      }
    }
  }

  /** What a verdict comes down to. */
  public enum Decision {
    /** The label is given. */
    KNOWN,
    /** No fingerprint is near enough, or two labels are about equally near. */
    UNKNOWN,
    /**
     * There is nothing to decide on yet: too few bytes, or the start of the stream was not seen.
     */
    UNDECIDED;

    /** The name used in output: lower case. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
