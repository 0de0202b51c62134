/** What is said of streams one by one: {@code classify} and {@code streams}. */
package io.entroprint.cli.stream;
