/** {@code curves}: the entropy of streams as files, CSV or a picture. */
package io.entroprint.cli.curve;
