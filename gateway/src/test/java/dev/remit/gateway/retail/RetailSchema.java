package dev.remit.gateway.retail;

import java.util.List;

/** The tables of the retail database, in an order in which they can be made and filled. */
final class RetailSchema {
    private RetailSchema() {}

    static final List<String> STATEMENTS = List.of(
            """
            CREATE TABLE users (
                user_id text PRIMARY KEY, first_name text NOT NULL, last_name text NOT NULL, email text NOT NULL UNIQUE,
                address1 text NOT NULL, address2 text NOT NULL, city text NOT NULL, state text NOT NULL,
                country text NOT NULL, zip text NOT NULL)""",
            "CREATE INDEX users_by_name ON users (last_name, first_name, zip)",
            """
            CREATE TABLE payment_methods (
                payment_method_id text PRIMARY KEY, user_id text NOT NULL REFERENCES users, source text NOT NULL,
                brand text, last_four text, balance numeric)""",
            "CREATE INDEX payment_methods_by_user ON payment_methods (user_id)",
            "CREATE TABLE products (product_id text PRIMARY KEY, name text NOT NULL)",
            """
            CREATE TABLE variants (
                item_id text PRIMARY KEY, product_id text NOT NULL REFERENCES products, options text NOT NULL,
                available boolean NOT NULL, price numeric NOT NULL)""",
            "CREATE INDEX variants_by_product ON variants (product_id)",
            """
            CREATE TABLE orders (
                order_id text PRIMARY KEY, user_id text NOT NULL REFERENCES users, status text NOT NULL,
                cancel_reason text, address1 text NOT NULL, address2 text NOT NULL, city text NOT NULL,
                state text NOT NULL, country text NOT NULL, zip text NOT NULL)""",
            "CREATE INDEX orders_by_user ON orders (user_id)",
            """
            CREATE TABLE order_items (
                order_item_no text PRIMARY KEY, order_id text NOT NULL REFERENCES orders, line_no integer NOT NULL,
                item_id text NOT NULL REFERENCES variants, product_id text NOT NULL REFERENCES products,
                name text NOT NULL, options text NOT NULL, price numeric NOT NULL, UNIQUE (order_id, line_no))""",
            """
            CREATE TABLE fulfillments (
                fulfillment_no text PRIMARY KEY, order_id text NOT NULL REFERENCES orders,
                UNIQUE (order_id, fulfillment_no))""",
            """
            CREATE TABLE tracking (
                tracking_no text PRIMARY KEY, order_id text NOT NULL, fulfillment_no text NOT NULL,
                tracking_id text NOT NULL,
                FOREIGN KEY (order_id, fulfillment_no) REFERENCES fulfillments (order_id, fulfillment_no))""",
            "CREATE INDEX tracking_by_order ON tracking (order_id)",
            """
            CREATE TABLE fulfillment_items (
                fulfillment_item_no text PRIMARY KEY, order_id text NOT NULL, fulfillment_no text NOT NULL,
                item_id text NOT NULL REFERENCES variants,
                FOREIGN KEY (order_id, fulfillment_no) REFERENCES fulfillments (order_id, fulfillment_no))""",
            "CREATE INDEX fulfillment_items_by_order ON fulfillment_items (order_id)",
            """
            CREATE TABLE payments (
                payment_no text PRIMARY KEY, order_id text NOT NULL REFERENCES orders, transaction_type text NOT NULL,
                amount numeric NOT NULL, payment_method_id text NOT NULL REFERENCES payment_methods)""",
            "CREATE INDEX payments_by_order ON payments (order_id)");

    static final String TABLES = "users, payment_methods, products, variants, orders, order_items, fulfillments,"
            + " tracking, fulfillment_items, payments";

    /** Roles belong to the server, so one may be there from a load before, with a password that stays. */
    static final String ROLE_IF_MISSING = """
            DO $$ BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
                    CREATE ROLE %1$s LOGIN;
                    ALTER ROLE %1$s SET default_transaction_read_only = on;
                END IF;
            END $$""";
}
