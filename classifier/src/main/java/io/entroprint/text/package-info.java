/**
 * Numbers, times and cells as text and back, one of each, and text of strangers made safe to print.
 * Not exported: for this module's packages and the project's own command.
 */
package io.entroprint.text;
