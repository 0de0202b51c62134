/**
 * Numbers, times and cells as text, times from it, text of strangers made safe to print, and text
 * put together as UTF-8. Not exported: for this module's packages and the project's own command.
 */
package io.entroprint.text;
