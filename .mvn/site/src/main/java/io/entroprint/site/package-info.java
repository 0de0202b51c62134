/** Makes a web site of the Markdown pages of the repository. */
package io.entroprint.site;
