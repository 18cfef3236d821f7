-- A small software company with customers in two regions; each region is a tenant. Runs on SQLite and PostgreSQL, and makes
-- the same rows every time. Nobody in it is real: addresses end in .example, and what is secret is made up.
CREATE TABLE remit_operations (id text NOT NULL PRIMARY KEY);
CREATE TABLE accounts (account_no text NOT NULL PRIMARY KEY, region text NOT NULL, company text NOT NULL, contact_email text NOT NULL, postcode text NOT NULL, plan text NOT NULL, status text NOT NULL);
CREATE INDEX accounts_region ON accounts (region);
CREATE INDEX accounts_contact_email ON accounts (contact_email);
CREATE INDEX accounts_postcode ON accounts (postcode);
CREATE INDEX accounts_company ON accounts (company);
CREATE TABLE users (user_no text NOT NULL PRIMARY KEY, account_no text NOT NULL, first_name text NOT NULL, email text NOT NULL, role text NOT NULL, status text NOT NULL, password_hash text);
CREATE INDEX users_account_no ON users (account_no);
CREATE TABLE api_keys (key_no text NOT NULL PRIMARY KEY, account_no text NOT NULL, user_no text NOT NULL, label text NOT NULL, status text NOT NULL, key_hash text NOT NULL);
CREATE INDEX api_keys_account_no ON api_keys (account_no);
CREATE TABLE trials (trial_no text NOT NULL PRIMARY KEY, account_no text NOT NULL, status text NOT NULL, ends_on date NOT NULL);
CREATE INDEX trials_account_no ON trials (account_no);
CREATE TABLE access_grants (access_no text NOT NULL PRIMARY KEY, account_no text NOT NULL, trial_no text NOT NULL, user_no text NOT NULL, area text NOT NULL, until date NOT NULL, status text NOT NULL);
CREATE INDEX access_grants_account_no ON access_grants (account_no);
CREATE INDEX access_grants_trial_no ON access_grants (trial_no);
CREATE TABLE link_requests (request_no text NOT NULL PRIMARY KEY, account_no text NOT NULL, kind text NOT NULL, about text NOT NULL, address text NOT NULL, state text NOT NULL);
CREATE INDEX link_requests_account_no ON link_requests (account_no);
CREATE INDEX link_requests_about ON link_requests (about);
CREATE TABLE subscriptions (subscription_no text NOT NULL PRIMARY KEY, account_no text NOT NULL, plan text NOT NULL, seats integer NOT NULL, seat_price numeric(10,2) NOT NULL, status text NOT NULL, renews_on date);
CREATE INDEX subscriptions_account_no ON subscriptions (account_no);
CREATE TABLE invoices (invoice_no text NOT NULL PRIMARY KEY, account_no text NOT NULL, issued_on date NOT NULL, net numeric(10,2) NOT NULL, tax numeric(10,2) NOT NULL, total numeric(10,2) NOT NULL, status text NOT NULL, ledger_note text);
CREATE INDEX invoices_account_no ON invoices (account_no);
CREATE TABLE invoice_lines (line_no text NOT NULL PRIMARY KEY, invoice_no text NOT NULL, description text NOT NULL, amount numeric(10,2) NOT NULL);
CREATE INDEX invoice_lines_invoice_no ON invoice_lines (invoice_no);
CREATE TABLE payments (payment_no text NOT NULL PRIMARY KEY, invoice_no text NOT NULL, method text NOT NULL, amount numeric(10,2) NOT NULL, card_last4 text, processor_token text);
CREATE INDEX payments_invoice_no ON payments (invoice_no);
CREATE TABLE draft_invoices (draft_no text NOT NULL PRIMARY KEY, account_no text NOT NULL, subscription_no text NOT NULL, seats integer NOT NULL, amount numeric(10,2) NOT NULL, state text NOT NULL);
CREATE INDEX draft_invoices_account_no ON draft_invoices (account_no);
CREATE TABLE tickets (ticket_no text NOT NULL PRIMARY KEY, account_no text NOT NULL, topic text NOT NULL, body text NOT NULL, status text NOT NULL, priority text NOT NULL, queue text NOT NULL, priority_before text, queue_before text);
CREATE INDEX tickets_account_no ON tickets (account_no);
CREATE TABLE campaigns (campaign_no text NOT NULL PRIMARY KEY, region text NOT NULL, name text NOT NULL, channel text NOT NULL, spend numeric(10,2));
CREATE INDEX campaigns_region ON campaigns (region);
CREATE TABLE leads (lead_no text NOT NULL PRIMARY KEY, region text NOT NULL, campaign_no text, industry text NOT NULL, company_size text NOT NULL, stage text NOT NULL, contact_name text, contact_email text, budget numeric(10,2));
CREATE INDEX leads_region ON leads (region);
CREATE TABLE crm_notes (note_no text NOT NULL PRIMARY KEY, region text NOT NULL, lead_no text NOT NULL, stage text NOT NULL, reason text NOT NULL);
CREATE INDEX crm_notes_region ON crm_notes (region);

-- What the rows are made of; gone at the end.
CREATE TABLE made_names (n integer NOT NULL, first_name text NOT NULL, company text NOT NULL);
INSERT INTO made_names VALUES (0, 'Ada', 'Brightloaf'), (1, 'Bruno', 'Tallgrass'), (2, 'Carla', 'Northquay'), (3, 'Dario', 'Redkiln'), (4, 'Elif', 'Softpine'), (5, 'Femi', 'Wideharbour'), (6, 'Greta', 'Coldspring'), (7, 'Hugo', 'Oldmill');
CREATE TABLE made_days (n integer NOT NULL, past date NOT NULL, future date NOT NULL);
INSERT INTO made_days VALUES (0, '2026-01-01', '2099-01-14'), (1, '2026-02-01', '2099-02-14'), (2, '2026-03-01', '2099-03-14'), (3, '2026-04-01', '2099-04-14'), (4, '2026-05-01', '2099-05-14'), (5, '2026-06-01', '2099-06-14');
CREATE TABLE made_words (n integer NOT NULL, topic text NOT NULL, body text NOT NULL);
INSERT INTO made_words VALUES (0, 'billing', 'Why is the second invoice higher than the first?'), (1, 'access', 'A new colleague cannot sign in.'), (2, 'fault', 'Exports stop half way since the last update.'), (3, 'billing', 'Please write to billing.team@elsewhere.example from now on.');
CREATE TABLE made_numbers (i integer NOT NULL);
INSERT INTO made_numbers WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120) SELECT i FROM n;

INSERT INTO accounts SELECT 'c' || i, CASE i % 2 WHEN 0 THEN 'europe' ELSE 'america' END, company || ' ' || i,
  'office@' || lower(company) || i || '.example', CASE i % 2 WHEN 0 THEN '101' ELSE '021' END || (10 + i % 80),
  CASE i % 3 WHEN 0 THEN 'trial' WHEN 1 THEN 'team' ELSE 'business' END, CASE i % 15 WHEN 14 THEN 'suspended' ELSE 'active' END
  FROM made_numbers JOIN made_names ON n = i % 8;
-- Two people of each customer; the first is its owner.
INSERT INTO users SELECT 'u' || i || '-' || k, 'c' || i, first_name, lower(first_name) || k || '@' || lower(company) || i || '.example',
  CASE k WHEN 1 THEN 'owner' ELSE 'member' END, CASE WHEN k = 2 AND i % 5 = 0 THEN 'disabled' ELSE 'active' END, 'made-up-hash-' || i
  FROM made_numbers JOIN (SELECT 1 AS k UNION ALL SELECT 2) both_users ON 1 = 1 JOIN made_names ON n = (i + k) % 8;
INSERT INTO api_keys SELECT 'k' || i, 'c' || i, 'u' || i || '-1', CASE i % 2 WHEN 0 THEN 'nightly export' ELSE 'web shop' END,
  CASE i % 6 WHEN 5 THEN 'revoked' ELSE 'active' END, 'made-up-hash-' || i FROM made_numbers WHERE i % 3 <> 0;
INSERT INTO trials SELECT 'R-' || i, 'c' || i, CASE i % 4 WHEN 0 THEN 'ended' ELSE 'running' END, future
  FROM made_numbers JOIN made_days ON n = i % 6 WHERE i % 3 = 0;
INSERT INTO subscriptions SELECT 'S-' || i, 'c' || i, CASE i % 3 WHEN 1 THEN 'team' ELSE 'business' END, 3 + i % 40,
  CASE i % 3 WHEN 1 THEN 12.50 ELSE 19 END, CASE i % 10 WHEN 7 THEN 'ended' ELSE 'active' END, future
  FROM made_numbers JOIN made_days ON n = i % 6 WHERE i % 3 <> 0;
-- Six invoices of each customer who pays: seats, and tax in one of the regions.
INSERT INTO invoices SELECT 'I-' || i || '-' || n, 'c' || i, past, seats * seat_price,
  CASE i % 2 WHEN 0 THEN seats * seat_price * 20 / 100 ELSE 0 END, CASE i % 2 WHEN 0 THEN seats * seat_price * 120 / 100 ELSE seats * seat_price END,
  CASE WHEN n = 5 AND i % 4 = 0 THEN 'open' ELSE 'paid' END, CASE i % 9 WHEN 1 THEN 'second reminder' END
  FROM made_numbers JOIN subscriptions ON subscription_no = 'S-' || i CROSS JOIN made_days;
INSERT INTO invoice_lines SELECT invoice_no || '-1', invoice_no, 'Seats for one month', net FROM invoices;
INSERT INTO payments SELECT 'P-' || invoice_no, invoice_no, 'card', total, '1111', 'made-up-token' FROM invoices WHERE status = 'paid';
INSERT INTO tickets SELECT 'T-' || i, 'c' || i, topic, body, CASE i % 5 WHEN 0 THEN 'closed' ELSE 'open' END, 'normal', 'support', NULL, NULL
  FROM made_numbers JOIN made_words ON n = i % 4;
INSERT INTO campaigns VALUES ('K-1', 'europe', 'Less paper', 'fair', 4000), ('K-2', 'america', 'First month free', 'newsletter', 900);
INSERT INTO leads SELECT 'L-' || i, CASE i % 2 WHEN 0 THEN 'europe' ELSE 'america' END, CASE i % 2 WHEN 0 THEN 'K-1' ELSE 'K-2' END,
  CASE i % 3 WHEN 0 THEN 'bakery' WHEN 1 THEN 'school' ELSE 'hospital' END, CASE i % 2 WHEN 0 THEN '10-49' ELSE '50-249' END,
  CASE i % 5 WHEN 0 THEN 'new' WHEN 1 THEN 'contacted' WHEN 2 THEN 'qualified' ELSE 'lost' END, first_name,
  lower(first_name) || '@' || lower(company) || i || '.example', 1000 * (i % 20)
  FROM made_numbers JOIN made_names ON n = i % 8 WHERE i <= 60;

DROP TABLE made_names;
DROP TABLE made_days;
DROP TABLE made_words;
DROP TABLE made_numbers;
