/** Groups of streams that nobody can name, as text and JSON, and what is known of each. */
package io.entroprint.cli.discover;
