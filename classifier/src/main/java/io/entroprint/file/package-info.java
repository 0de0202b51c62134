/**
 * Files that are there whole or not at all, and their digests. Not exported: for this module's
 * packages and the project's own command.
 */
package io.entroprint.file;
