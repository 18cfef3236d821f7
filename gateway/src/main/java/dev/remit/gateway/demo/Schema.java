package dev.remit.gateway.demo;

import java.util.List;

/** The tables of the generated shop. {@code examples/shop/catalog/shop.yaml} classifies each of their columns. */
final class Schema {
    /** In an order in which each table stands after those it refers to. */
    static final List<String> TABLES = List.of(
            """
            CREATE TABLE customers (
              customer_id TEXT PRIMARY KEY NOT NULL, brand TEXT NOT NULL,
              first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT, phone TEXT,
              street TEXT, city TEXT, postcode TEXT, country TEXT NOT NULL, language TEXT NOT NULL,
              tier TEXT NOT NULL, marketing_consent INTEGER NOT NULL, created_at TEXT NOT NULL,
              born TEXT, tax_id TEXT, health_note TEXT, card_no TEXT, iban TEXT)""", """
            CREATE TABLE accounts (
              customer_id TEXT PRIMARY KEY NOT NULL REFERENCES customers,
              status TEXT NOT NULL, email_confirmed INTEGER NOT NULL, app_version TEXT, last_sync_at TEXT,
              locked INTEGER NOT NULL, failed_logins INTEGER NOT NULL, second_factor TEXT,
              last_login_at TEXT, last_login_ip TEXT)""", """
            CREATE TABLE credentials (
              customer_id TEXT PRIMARY KEY NOT NULL REFERENCES customers,
              password_hash TEXT NOT NULL, api_key TEXT, recovery_codes TEXT, changed_at TEXT NOT NULL)""", """
            CREATE TABLE subscriptions (
              subscription_no TEXT PRIMARY KEY NOT NULL, customer_id TEXT NOT NULL REFERENCES customers,
              plan TEXT NOT NULL, status TEXT NOT NULL, started_on TEXT NOT NULL, renews_on TEXT,
              monthly_price NUMERIC NOT NULL, payment_state TEXT NOT NULL)""", """
            CREATE TABLE eligibility_checks (
              check_no TEXT PRIMARY KEY NOT NULL, customer_id TEXT NOT NULL REFERENCES customers,
              programme TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, decided_by TEXT NOT NULL,
              decided_at TEXT NOT NULL, valid_until TEXT NOT NULL, credit_score INTEGER)""", """
            CREATE TABLE products (
              sku TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, category TEXT NOT NULL, summary TEXT NOT NULL,
              price NUMERIC NOT NULL, supplier TEXT NOT NULL, purchase_price NUMERIC NOT NULL)""", """
            CREATE TABLE variants (
              variant_sku TEXT PRIMARY KEY NOT NULL, sku TEXT NOT NULL REFERENCES products,
              size TEXT NOT NULL, colour TEXT NOT NULL, price NUMERIC NOT NULL, stock INTEGER NOT NULL)""", """
            CREATE TABLE product_documents (
              document_no TEXT PRIMARY KEY NOT NULL, sku TEXT NOT NULL REFERENCES products, topic TEXT NOT NULL,
              title TEXT NOT NULL, body TEXT NOT NULL, released INTEGER NOT NULL, reviewer_note TEXT)""", """
            CREATE TABLE orders (
              order_no TEXT PRIMARY KEY NOT NULL, customer_id TEXT NOT NULL REFERENCES customers,
              status TEXT NOT NULL, placed_at TEXT NOT NULL, total NUMERIC NOT NULL, currency TEXT NOT NULL,
              delivery_note TEXT, risk_score INTEGER)""", """
            CREATE TABLE order_items (
              item_no TEXT PRIMARY KEY NOT NULL, order_no TEXT NOT NULL REFERENCES orders,
              variant_sku TEXT NOT NULL REFERENCES variants, product TEXT NOT NULL, quantity INTEGER NOT NULL,
              unit_price NUMERIC NOT NULL, returnable INTEGER NOT NULL)""", """
            CREATE TABLE payments (
              payment_no TEXT PRIMARY KEY NOT NULL, order_no TEXT NOT NULL REFERENCES orders,
              method TEXT NOT NULL, status TEXT NOT NULL, amount NUMERIC NOT NULL, paid_at TEXT,
              card_last4 TEXT, processor_token TEXT)""", """
            CREATE TABLE invoices (
              invoice_no TEXT PRIMARY KEY NOT NULL, customer_id TEXT NOT NULL REFERENCES customers,
              order_no TEXT NOT NULL REFERENCES orders, issued_on TEXT NOT NULL, due_on TEXT NOT NULL,
              net NUMERIC NOT NULL, tax NUMERIC NOT NULL, total NUMERIC NOT NULL, status TEXT NOT NULL,
              ledger_note TEXT)""", """
            CREATE TABLE invoice_lines (
              line_no TEXT PRIMARY KEY NOT NULL, invoice_no TEXT NOT NULL REFERENCES invoices,
              kind TEXT NOT NULL, description TEXT NOT NULL, amount NUMERIC NOT NULL)""", """
            CREATE TABLE shipments (
              shipment_no TEXT PRIMARY KEY NOT NULL, order_no TEXT NOT NULL REFERENCES orders,
              carrier TEXT NOT NULL, status TEXT NOT NULL, tracking_no TEXT, shipped_at TEXT, eta TEXT,
              delivered_at TEXT, door_code TEXT)""", """
            CREATE TABLE tickets (
              ticket_no TEXT PRIMARY KEY NOT NULL, customer_id TEXT NOT NULL REFERENCES customers,
              order_no TEXT REFERENCES orders, topic TEXT NOT NULL, title TEXT NOT NULL, status TEXT NOT NULL,
              priority TEXT NOT NULL, queue TEXT NOT NULL, opened_at TEXT NOT NULL, updated_at TEXT NOT NULL,
              resolution TEXT)""", """
            CREATE TABLE ticket_messages (
              message_no TEXT PRIMARY KEY NOT NULL, ticket_no TEXT NOT NULL REFERENCES tickets,
              author TEXT NOT NULL, written_at TEXT NOT NULL, internal INTEGER NOT NULL, body TEXT NOT NULL)""", """
            CREATE TABLE bookings (
              booking_no TEXT PRIMARY KEY NOT NULL, brand TEXT NOT NULL, store TEXT NOT NULL,
              service TEXT NOT NULL, product TEXT NOT NULL, status TEXT NOT NULL, starts_at TEXT NOT NULL,
              staff TEXT, customer_id TEXT REFERENCES customers, customer_name TEXT, customer_phone TEXT)""", """
            CREATE TABLE sales_notes (
              note_no TEXT PRIMARY KEY NOT NULL, brand TEXT NOT NULL, store TEXT NOT NULL,
              sku TEXT NOT NULL REFERENCES products, written_at TEXT NOT NULL, staff TEXT, body TEXT NOT NULL)""", """
            CREATE TABLE campaigns (
              campaign_no TEXT PRIMARY KEY NOT NULL, brand TEXT NOT NULL, name TEXT NOT NULL,
              message TEXT NOT NULL, channel TEXT NOT NULL, published INTEGER NOT NULL,
              starts_on TEXT NOT NULL, ends_on TEXT, spend NUMERIC)""", """
            CREATE TABLE leads (
              lead_no TEXT PRIMARY KEY NOT NULL, brand TEXT NOT NULL, campaign_no TEXT REFERENCES campaigns,
              industry TEXT NOT NULL, company_size TEXT, interest TEXT NOT NULL, stage TEXT NOT NULL,
              created_at TEXT NOT NULL, company TEXT, contact_name TEXT, contact_email TEXT,
              contact_phone TEXT, budget NUMERIC, note TEXT)""", """
            CREATE TABLE help_pages (
              page_no TEXT PRIMARY KEY NOT NULL, section TEXT NOT NULL, topic TEXT NOT NULL, title TEXT NOT NULL,
              body TEXT NOT NULL, published INTEGER NOT NULL, editor_note TEXT)""");

    /** Made after the rows are in, which is faster: what scopes, verification and paging look up by. */
    static final List<String> INDEXES = List.of(
            "CREATE UNIQUE INDEX customers_by_email ON customers (brand, email)",
            "CREATE INDEX customers_by_name ON customers (brand, last_name, postcode)",
            "CREATE INDEX subscriptions_by_customer ON subscriptions (customer_id)",
            "CREATE INDEX eligibility_checks_by_customer ON eligibility_checks (customer_id)",
            "CREATE INDEX variants_by_product ON variants (sku)",
            "CREATE INDEX product_documents_by_product ON product_documents (sku)",
            "CREATE INDEX orders_by_customer ON orders (customer_id, placed_at)",
            "CREATE INDEX order_items_by_order ON order_items (order_no)",
            "CREATE INDEX payments_by_order ON payments (order_no)",
            "CREATE INDEX invoices_by_customer ON invoices (customer_id)",
            "CREATE INDEX invoice_lines_by_invoice ON invoice_lines (invoice_no)",
            "CREATE INDEX shipments_by_order ON shipments (order_no)",
            "CREATE INDEX tickets_by_customer ON tickets (customer_id)",
            "CREATE INDEX ticket_messages_by_ticket ON ticket_messages (ticket_no)",
            "CREATE INDEX bookings_by_brand ON bookings (brand, starts_at)",
            "CREATE INDEX sales_notes_by_brand ON sales_notes (brand, sku)",
            "CREATE INDEX campaigns_by_brand ON campaigns (brand)",
            "CREATE INDEX leads_by_brand ON leads (brand, created_at)",
            "CREATE INDEX help_pages_by_section ON help_pages (section, topic)");

    private Schema() {}
}
