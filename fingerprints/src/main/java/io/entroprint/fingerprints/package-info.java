/**
 * The fingerprint library that comes with Entroprint, as a resource, and the class that loads it.
 */
package io.entroprint.fingerprints;
