-- What can be done in the retail database, and by whom. Run it after the tables are loaded, as their owner.
-- Each function is one step of the shop's policy; it checks by itself what a caller could get wrong, and raises an
-- exception where something does not fit, so that nothing of it happens. retail_writer can run these functions, lock the
-- rows that they are about, and do nothing else.

CREATE TABLE remit_operations (id text PRIMARY KEY, done_at timestamptz NOT NULL DEFAULT now());

-- A return or an exchange that was asked for. Who packs it reads it here.
CREATE TABLE order_requests (
    order_id text PRIMARY KEY REFERENCES orders,
    kind text NOT NULL CHECK (kind IN ('return', 'exchange')),
    item_ids text[] NOT NULL,
    new_item_ids text[] NOT NULL DEFAULT '{}',
    payment_method_id text NOT NULL REFERENCES payment_methods,
    price_difference numeric
);

-- The next payment of an order, numbered as the others are.
CREATE FUNCTION retail_pay(of_order text, kind text, how_much numeric, method text) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    INSERT INTO payments (payment_no, order_id, transaction_type, amount, payment_method_id)
    SELECT of_order || '/' || (count(*) + 1), of_order, kind, how_much, method FROM payments WHERE order_id = of_order;
$$;

-- Money onto a gift card, or off it where the amount is negative; other methods are settled elsewhere.
CREATE FUNCTION retail_gift_card(method text, how_much numeric) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    card payment_methods;
BEGIN
    SELECT * INTO STRICT card FROM payment_methods WHERE payment_method_id = method FOR UPDATE;
    IF card.source <> 'gift_card' THEN
        RETURN;
    END IF;
    IF card.balance + how_much < 0 THEN
        RAISE EXCEPTION 'the gift card does not cover it';
    END IF;
    UPDATE payment_methods SET balance = round(balance + how_much, 2) WHERE payment_method_id = method;
END $$;

CREATE FUNCTION retail_order_in(of_order text, wanted text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM FROM orders WHERE order_id = of_order AND status = wanted FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the order is not %', wanted;
    END IF;
END $$;

-- Lines of the order that hold these items, one line for each time an item is named.
CREATE FUNCTION retail_lines(of_order text, items text[]) RETURNS integer[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    lines integer[] := '{}';
    wanted text;
    found_line integer;
BEGIN
    FOREACH wanted IN ARRAY items LOOP
        SELECT line_no INTO found_line FROM order_items
            WHERE order_id = of_order AND item_id = wanted AND NOT line_no = ANY (lines)
            ORDER BY line_no LIMIT 1;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'an item is not in the order, or not so often';
        END IF;
        lines := lines || found_line;
    END LOOP;
    RETURN lines;
END $$;

-- What new items cost more than old ones. Each is of the same product as the one that it replaces, and can be had.
CREATE FUNCTION retail_difference(of_order text, lines integer[], new_items text[]) RETURNS numeric
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    difference numeric := 0;
    old_item order_items;
    new_item variants;
BEGIN
    IF cardinality(lines) <> cardinality(new_items) THEN
        RAISE EXCEPTION 'there is not one new item for each old one';
    END IF;
    FOR i IN 1 .. cardinality(lines) LOOP
        SELECT * INTO STRICT old_item FROM order_items WHERE order_id = of_order AND line_no = lines[i];
        SELECT * INTO new_item FROM variants WHERE item_id = new_items[i];
        IF NOT FOUND OR new_item.product_id <> old_item.product_id OR NOT new_item.available THEN
            RAISE EXCEPTION 'a new item cannot be had instead of the old one';
        END IF;
        difference := difference + new_item.price - old_item.price;
    END LOOP;
    RETURN round(difference, 2);
END $$;

CREATE FUNCTION retail_texts(list text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(array_agg(value ORDER BY place), '{}') FROM jsonb_array_elements_text(list::jsonb)
        WITH ORDINALITY AS each (value, place);
$$;

CREATE FUNCTION retail_cancel(of_order text, why text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    paid payments;
BEGIN
    PERFORM retail_order_in(of_order, 'pending');
    FOR paid IN SELECT * FROM payments WHERE order_id = of_order ORDER BY length(payment_no), payment_no LOOP
        PERFORM retail_pay(of_order, 'refund', paid.amount, paid.payment_method_id);
        PERFORM retail_gift_card(paid.payment_method_id, paid.amount);
    END LOOP;
    UPDATE orders SET status = 'cancelled', cancel_reason = why WHERE order_id = of_order;
END $$;

CREATE FUNCTION retail_change_payment(of_order text, method text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    paid payments;
BEGIN
    PERFORM retail_order_in(of_order, 'pending');
    SELECT * INTO STRICT paid FROM payments WHERE order_id = of_order;
    IF paid.transaction_type <> 'payment' OR paid.payment_method_id = method THEN
        RAISE EXCEPTION 'the payment cannot be changed to this method';
    END IF;
    PERFORM retail_gift_card(method, -paid.amount);
    PERFORM retail_gift_card(paid.payment_method_id, paid.amount);
    PERFORM retail_pay(of_order, 'payment', paid.amount, method);
    PERFORM retail_pay(of_order, 'refund', paid.amount, paid.payment_method_id);
END $$;

CREATE FUNCTION retail_change_items(of_order text, items text[], new_items text[], method text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    lines integer[];
    difference numeric;
BEGIN
    PERFORM retail_order_in(of_order, 'pending');
    lines := retail_lines(of_order, items);
    difference := retail_difference(of_order, lines, new_items);
    PERFORM retail_gift_card(method, -difference);
    PERFORM retail_pay(
        of_order, CASE WHEN difference > 0 THEN 'payment' ELSE 'refund' END, abs(difference), method);
    FOR i IN 1 .. cardinality(lines) LOOP
        UPDATE order_items AS line SET item_id = chosen.item_id, price = chosen.price, options = chosen.options
            FROM variants AS chosen
            WHERE line.order_id = of_order AND line.line_no = lines[i] AND chosen.item_id = new_items[i];
    END LOOP;
    UPDATE orders SET status = 'pending (item modified)' WHERE order_id = of_order;
END $$;

CREATE FUNCTION retail_return(of_order text, items text[], method text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    lines integer[];
BEGIN
    PERFORM retail_order_in(of_order, 'delivered');
    lines := retail_lines(of_order, items);
    INSERT INTO order_requests (order_id, kind, item_ids, payment_method_id)
        VALUES (of_order, 'return', (SELECT array_agg(item ORDER BY item) FROM unnest(items) AS item), method);
    UPDATE orders SET status = 'return requested' WHERE order_id = of_order;
END $$;

CREATE FUNCTION retail_exchange(of_order text, items text[], new_items text[], method text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    difference numeric;
    card payment_methods;
BEGIN
    PERFORM retail_order_in(of_order, 'delivered');
    difference := retail_difference(of_order, retail_lines(of_order, items), new_items);
    SELECT * INTO STRICT card FROM payment_methods WHERE payment_method_id = method;
    IF card.source = 'gift_card' AND card.balance < difference THEN
        RAISE EXCEPTION 'the gift card does not cover it';
    END IF;
    INSERT INTO order_requests (order_id, kind, item_ids, new_item_ids, payment_method_id, price_difference)
        VALUES (
            of_order,
            'exchange',
            (SELECT array_agg(item ORDER BY item) FROM unnest(items) AS item),
            (SELECT array_agg(item ORDER BY item) FROM unnest(new_items) AS item),
            method,
            difference);
    UPDATE orders SET status = 'exchange requested' WHERE order_id = of_order;
END $$;

DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'retail_writer') THEN
        CREATE ROLE retail_writer LOGIN;
    END IF;
END $$;

-- A row can be locked by who may update a column of it.
GRANT SELECT ON orders, users, payment_methods TO retail_writer;
GRANT UPDATE (address1, address2, city, state, country, zip) ON orders, users TO retail_writer;
GRANT SELECT, INSERT ON remit_operations TO retail_writer;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    retail_texts(text),
    retail_cancel(text, text),
    retail_change_payment(text, text),
    retail_change_items(text, text[], text[], text),
    retail_return(text, text[], text),
    retail_exchange(text, text[], text[], text)
    TO retail_writer;
