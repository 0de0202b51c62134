/**
 * What every command stands on: terminal and tables, captures one after another or several at a
 * time, output in their order, text and JSON. Knows nothing of picocli but the interface of a
 * command.
 */
package io.entroprint.cli.base;
