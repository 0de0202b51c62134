/**
 * {@code sessions}: what streams belong to; and streams with all that was found of them, for {@code
 * report} and {@code curves}.
 */
package io.entroprint.cli.session;
