/**
 * Options and operands that several commands share, as classes that they mix in, and the converters
 * of their values.
 */
package io.entroprint.cli.option;
