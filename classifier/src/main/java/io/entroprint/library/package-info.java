/**
 * What is known: labelled entropy vectors with their provenance, and the library that holds them,
 * in memory and as a canonical, versioned text file ({@code FORMAT.md} beside the module specifies
 * it).
 *
 * <p>A library holds numbers derived from counts of bytes, never bytes: what is shared cannot be
 * turned back into traffic. Reading validates everything; whatever is wrong with a file is a {@link
 * io.entroprint.library.LibraryFormatException} that names file and line.
 */
package io.entroprint.library;
