/** The configuration folder: settings, catalogs and contracts, read and checked as one. */
@NullMarked
package dev.remit.gateway.config;

import org.jspecify.annotations.NullMarked;
