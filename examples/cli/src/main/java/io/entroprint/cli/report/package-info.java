/** {@code report}: one HTML file that shows streams, clusters and recurring sessions. */
package io.entroprint.cli.report;
