package dev.remit.gateway.demo;

/** What can be put into an order. */
record Variant(String sku, String productSku, String product, long cents) {}
