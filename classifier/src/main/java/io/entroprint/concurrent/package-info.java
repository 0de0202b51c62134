/** Work on several threads whose results keep their order. */
package io.entroprint.concurrent;
