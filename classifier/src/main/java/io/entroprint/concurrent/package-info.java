/** Work on several threads whose results keep their order, and the room that such threads share. */
package io.entroprint.concurrent;
