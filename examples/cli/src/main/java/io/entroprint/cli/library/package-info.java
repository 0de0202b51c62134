/** {@code library}: what can be done with a fingerprint library. */
package io.entroprint.cli.library;
