/** How the program comes to run with the options for Java that suit it. */
package io.entroprint.cli.launch;
