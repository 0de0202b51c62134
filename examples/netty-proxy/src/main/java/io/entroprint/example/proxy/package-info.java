/** A TCP proxy with a handler in its pipeline that says what the connections through it are. */
package io.entroprint.example.proxy;
