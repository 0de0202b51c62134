package io.entroprint.library;

/**
 * What a stream is: a protocol, such as {@code ssh-2}.
 *
 * @param name 1 to 64 characters: a lower-case letter or digit, then lower-case letters, digits and
 *     {@code . _ + -}; neither {@code unknown} nor {@code undecided}, which say that a stream has
 *     no label
 */
public record Label(String name) implements Comparable<Label> {
  /**
   * @throws IllegalArgumentException if the name is not such a name
   */
  public Label {
    if (!FieldText.isName(name)) {
      throw new IllegalArgumentException(
          "a label is 1 to 64 of a-z 0-9 . _ + - and begins with a letter or digit, not "
              + FieldText.quoted(name));
    }
    if (FieldText.isOfNoLabel(name)) {
      throw new IllegalArgumentException(
          "'" + name + "' is what a stream without a label is called, and no label");
    }
  }

  // What a record has by itself is made at the first call, which takes 10 ms at every start of a
  // program.

  @Override
  public boolean equals(Object other) {
    return other instanceof Label label && name.equals(label.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** By name. */
  @Override
  public int compareTo(Label other) {
    return name.compareTo(other.name);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
