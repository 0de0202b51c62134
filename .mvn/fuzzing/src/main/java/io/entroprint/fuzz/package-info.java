/** What fuzz targets share. */
package io.entroprint.fuzz;
