/** {@code train} and {@code evaluate}: what labelled captures are read for. */
package io.entroprint.cli.train;
