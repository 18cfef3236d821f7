/** Tests of the desk. */
package dev.remit.gateway.desk;
