package dev.remit.gateway.propose;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Kind;
import dev.remit.core.catalog.Names;
import dev.remit.gateway.source.SampledValues;
import dev.remit.gateway.source.SurveyedTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Proposes a catalog of what a survey found. Keeps no values: each table's are judged and let go. For one thread. */
public final class Proposer {
    private static final List<String> TENANTS = List.of(
            "tenant",
            "tenantid",
            "brand",
            "brandid",
            "org",
            "orgid",
            "organization",
            "organizationid",
            "organisation",
            "organisationid",
            "workspace",
            "workspaceid",
            "merchant",
            "merchantid",
            "mandant",
            "mandantid",
            "mandantnr",
            "shopid",
            "companyid");
    private static final int MOST_FIND_BY = 8;
    private static final int MOST_FIELDS = 500;

    private final String source;
    private final List<SurveyedTable> tables;
    private final Links links;
    private final Naming naming;
    private final Map<SurveyedTable, String> names = new HashMap<>();
    private final List<String> unlisted = new ArrayList<>();
    private final Map<SurveyedTable, Links.Step> ways;
    private final @Nullable SurveyedTable customers;
    private final boolean byColumn;
    private final FieldRules rules = new FieldRules();
    private final Map<String, Evidence> keys = new HashMap<>();

    /**
     * @param source its name
     * @param found all tables that could be described
     * @param taken names of resources that other catalogs have
     * @param customersKnown whether another catalog holds the customers
     */
    public Proposer(String source, List<SurveyedTable> found, Set<String> taken, boolean customersKnown) {
        this.source = source;
        this.naming = Naming.resources(taken);
        List<SurveyedTable> nameable = new ArrayList<>();
        for (SurveyedTable table : found) {
            if (Names.isTable(table.name())) {
                nameable.add(table);
            } else {
                unlisted.add(CatalogText.plain(table.name()) + ": a catalog cannot name it; offer it through a view");
            }
        }
        this.tables = nameable;
        tables.forEach(table -> names.put(table, naming.resource(table.name())));
        this.links = new Links(tables);
        this.customers = customersKnown ? null : customers();
        Set<SurveyedTable> usable = new LinkedHashSet<>(
                tables.stream().filter(table -> undecidedKey(table) == null).toList());
        this.ways = customers == null ? Map.of() : links.waysTo(customers, usable);
        this.byColumn = customers == null
                ? tables.stream().anyMatch(table -> tenantColumn(table) != null)
                : tenantColumn(customers) != null;
    }

    /**
     * The proposal.
     *
     * @param samples of one table, asked for once for each
     */
    public Proposal propose(Function<SurveyedTable, SampledValues> samples) {
        // Keys first: what points at one has its class.
        List<SurveyedTable> order = new ArrayList<>(tables);
        Map<SurveyedTable, ProposedResource> done = new HashMap<>();
        order.sort((a, b) -> Integer.compare(depth(a), depth(b)));
        for (SurveyedTable table : order) {
            done.put(table, resource(table, samples.apply(table)));
        }
        List<ProposedResource> resources = new ArrayList<>();
        for (SurveyedTable table : tables) {
            ProposedResource resource = done.get(table);
            if (resource != null && isCustomers(table)) {
                resources.addFirst(resource);
            } else if (resource != null) {
                resources.add(resource);
            }
        }
        ProposedResource first = customers == null ? null : done.get(customers);
        String subject = first != null && first.undecided() == null ? first.name() : null;
        return new Proposal(source, byColumn ? null : source, subject, resources, unlisted);
    }

    private boolean isCustomers(SurveyedTable table) {
        return customers != null && customers.name().equals(table.name());
    }

    /** The longest chain of links below a table; a cycle ends where it closes. */
    private int depth(SurveyedTable table) {
        return depth(table, new LinkedHashSet<>());
    }

    private int depth(SurveyedTable table, Set<SurveyedTable> above) {
        if (above.size() > 6 || !above.add(table)) {
            return 0;
        }
        int deepest = 0;
        for (Links.Link link : links.of(table)) {
            deepest = Math.max(deepest, 1 + depth(link.to(), above));
        }
        above.remove(table);
        return deepest;
    }

    /** The table that most likely holds the customers; null where none is likely to. */
    private @Nullable SurveyedTable customers() {
        SurveyedTable best = null;
        int most = 29;
        for (SurveyedTable table : tables) {
            int score = score(table);
            if (score > most && !table.view() && undecidedKey(table) == null) {
                best = table;
                most = score;
            }
        }
        return best;
    }

    private int score(SurveyedTable table) {
        Words name = Words.of(table.name().substring(table.name().lastIndexOf('.') + 1))
                .singular();
        int score = switch (name.last()) {
            case "customer",
                    "kunde",
                    "kunden",
                    "cliente",
                    "clienti",
                    "client",
                    "klant",
                    "klanten",
                    "klient",
                    "kund",
                    "kunder" -> 100;
            case "patient", "member", "subscriber", "guest", "student", "mitglied", "tenant" -> 70;
            case "user", "benutzer", "usuario", "utilisateur", "utente", "gebruiker" -> 60;
            case "account", "person", "contact", "persona", "personne" -> 30;
            default -> 0;
        };
        if (score == 0) {
            return 0;
        }
        boolean reached = table.columns().stream()
                .map(column -> Words.of(column.name()).joined())
                .anyMatch(column -> column.contains("mail") || column.contains("phone") || column.contains("name"));
        return score - 10 * (name.all().size() - 1) + (reached ? 10 : 0) + Math.min(30, 3 * links.pointingAt(table));
    }

    private @Nullable String tenantColumn(SurveyedTable table) {
        return table.columns().stream()
                .filter(column -> column.readable()
                        && (column.types().contains(FieldType.TEXT)
                                || column.types().contains(FieldType.INTEGER)))
                .map(SurveyedTable.Column::name)
                .filter(Names::isColumn)
                .filter(column -> TENANTS.contains(Words.of(column).joined()) && !column.equals(Links.key(table)))
                .findFirst()
                .orElse(null);
    }

    private ProposedResource resource(SurveyedTable table, SampledValues samples) {
        List<ProposedField> fields = fields(table, samples);
        Decision scope = scope(table, fields);
        String key = keyField(table, fields);
        String undecided = undecidedKey(table);
        if (undecided == null) {
            undecided = scope.undecided();
        }
        if (undecided == null && fields.stream().allMatch(field -> field.leftOut() != null)) {
            undecided = "none of its columns can be served";
        }
        return new ProposedResource(
                names.getOrDefault(table, "row"),
                table.name(),
                table.view(),
                scope.text(),
                scope.reason(),
                scope.guessed(),
                key,
                findBy(table, fields, key, byColumn ? tenantColumn(table) : null),
                fields,
                samples.rows(),
                undecided);
    }

    // -- fields
    // ---------------------------------------------------------------------------------------------------------

    private List<ProposedField> fields(SurveyedTable table, SampledValues samples) {
        Domain domain = Domain.of(Words.of(table.name().substring(table.name().lastIndexOf('.') + 1)));
        boolean addresses = table.columns().stream()
                .map(column -> Words.of(column.name()).joined())
                .anyMatch(name -> name.contains("street")
                        || name.contains("address")
                        || name.contains("zip")
                        || name.contains("postcode")
                        || name.contains("postal")
                        || name.equals("city"));
        String key = Links.key(table);
        String tenant = byColumn ? tenantColumn(table) : null;
        Naming fieldNames = Naming.fields();
        Set<String> seen = new LinkedHashSet<>();
        List<ProposedField> fields = new ArrayList<>();
        for (SurveyedTable.Column column : table.columns()) {
            Links.Link link = links.of(table).stream()
                    .filter(each -> each.column().equals(column.name()))
                    .findFirst()
                    .orElse(null);
            Evidence pointsAt = link == null ? null : keys.get(place(link.to(), link.toColumn()));
            FieldRules.Answer answer = rules.judge(new FieldRules.Question(
                    column,
                    domain,
                    addresses,
                    column.name().equals(key),
                    pointsAt,
                    column.name().equals(tenant),
                    table.view(),
                    samples.of(column.name())));
            Evidence evidence = answer.evidence();
            if (column.name().equals(key) || table.unique().contains(List.of(column.name()))) {
                keys.put(
                        place(table, column.name()),
                        new Evidence(
                                evidence.dataClass(),
                                answer.kind() == Kind.OTHER ? Kind.ID : answer.kind(),
                                Evidence.From.KEY,
                                "points at " + names.getOrDefault(table, "another")));
            }
            fields.add(new ProposedField(
                    fieldNames.field(column.name()),
                    column.name(),
                    evidence.dataClass(),
                    answer.type(),
                    answer.kind(),
                    answer.required(),
                    answer.confidence(),
                    answer.reason(),
                    leftOut(column, seen, fields.size())));
        }
        return fields;
    }

    private static String place(SurveyedTable table, String column) {
        return table.name() + '\n' + column;
    }

    private static @Nullable String leftOut(SurveyedTable.Column column, Set<String> seen, int before) {
        if (!column.readable()) {
            return "the credential may not read it";
        }
        if (column.type() == null
                || column.sourceType().toUpperCase(Locale.ROOT).contains("BLOB")) {
            return "its type " + CatalogText.plain(column.sourceType())
                    + " is not supported; offer it through a view that casts it";
        }
        if (!Names.isColumn(column.name())) {
            return "a catalog cannot name it; offer it through a view";
        }
        if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
            return "another column has this name but for its case; offer one of them through a view";
        }
        return before >= MOST_FIELDS ? "a resource has at most " + MOST_FIELDS + " fields" : null;
    }

    private static String keyField(SurveyedTable table, List<ProposedField> fields) {
        String key = key(table);
        return fields.stream()
                .filter(field -> field.column().equals(key) && field.leftOut() == null)
                .map(ProposedField::name)
                .findFirst()
                .orElse("");
    }

    private static List<String> findBy(
            SurveyedTable table, List<ProposedField> fields, String key, @Nullable String tenant) {
        Predicate<ProposedField> wanted = field -> field.name().equals(key)
                || table.leading().contains(field.column())
                || Set.of("status", "state", "type", "category")
                        .contains(Words.of(field.column()).last());
        return fields.stream()
                .filter(wanted)
                .filter(field -> field.leftOut() == null
                        && !field.column().equals(tenant)
                        && Evidence.level(field.dataClass()) == 0
                        && field.kind() != Kind.TEXT
                        && field.kind() != Kind.CARD)
                .map(ProposedField::name)
                .filter(name -> !Set.of("limit", "cursor", "order_by").contains(name))
                .limit(MOST_FIND_BY)
                .toList();
    }

    // -- keys and scopes
    // ------------------------------------------------------------------------------------------------

    /** The key, or for a view the column that is named like one. */
    private static @Nullable String key(SurveyedTable table) {
        String key = Links.key(table);
        if (key != null || !table.view()) {
            return key;
        }
        return table.columns().stream()
                .filter(column -> column.readable() && column.type() != null && Names.isColumn(column.name()))
                .map(SurveyedTable.Column::name)
                .filter(name -> name.equalsIgnoreCase("id"))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String undecidedKey(SurveyedTable table) {
        String key = key(table);
        if (key == null) {
            return table.primaryKey().size() > 1
                    ? "its rows are told apart only by "
                            + String.join(
                                    " and ",
                                    table.primaryKey().stream()
                                            .map(CatalogText::plain)
                                            .toList())
                            + " together, and a resource has one key; offer it through a view with one, or choose a field"
                    : "nothing tells its rows apart; name a key that is different in every row";
        }
        boolean fit = table.columns().stream()
                .anyMatch(column -> column.name().equals(key)
                        && column.readable()
                        && column.type() != null
                        && column.type() != FieldType.BOOLEAN
                        && Names.isColumn(key));
        return fit
                ? null
                : "its key " + CatalogText.plain(key) + " cannot be read, or has a type that is not supported";
    }

    /** A scope, or why there is none. */
    private record Decision(
            String text,
            String reason,
            boolean guessed,
            @Nullable String undecided) {
        static Decision of(String text, String reason, boolean guessed) {
            return new Decision(text, reason, guessed, null);
        }

        static Decision undecided(String why) {
            return new Decision("", "", true, why);
        }
    }

    private Decision scope(SurveyedTable table, List<ProposedField> fields) {
        if (isCustomers(table)) {
            String tenant = tenantColumn(table);
            return Decision.of(
                    columns(String.valueOf(Links.key(table)), byColumn ? String.valueOf(tenant) : null),
                    "the table is named like customers" + (byColumn ? ", and a column like their tenants" : ""),
                    true);
        }
        Links.Step step = ways.get(table);
        if (step != null) {
            return way(step);
        }
        boolean personal = fields.stream()
                .anyMatch(field -> field.dataClass().aboutCustomers()
                        && (Evidence.level(field.dataClass()) > 0 || field.kind() == Kind.TEXT));
        Domain domain = Domain.of(Words.of(table.name().substring(table.name().lastIndexOf('.') + 1)));
        String tenant = tenantColumn(table);
        if (personal) {
            return Decision.undecided(
                    "no key leads from it to the customers, and it holds data about people; say whose its"
                            + " rows are, or leave it out"
                            + (byColumn && tenant != null
                                    ? " (" + CatalogText.plain(tenant)
                                            + " may say the tenant, but then each agent of a tenant reads them all)"
                                    : ""));
        }
        if (byColumn && tenant != null) {
            return Decision.of(
                    "{ tenant: " + CatalogText.scalar(tenant) + " }", "a column is named like a tenant", true);
        }
        if (!byColumn && domain == Domain.GOODS) {
            return Decision.of("tenant", "no key leads to a customer, and it seems to hold goods or the like", true);
        }
        if (domain == Domain.GOODS) {
            return Decision.of("shared", "no key leads to a customer, and it seems to hold goods or the like", true);
        }
        return Decision.undecided(
                "no key leads from it to the customers; say whose its rows are: a customer's, a tenant's,"
                        + " or shared by everyone");
    }

    private Decision way(Links.Step step) {
        Links.Link link = step.link();
        if (!step.others().isEmpty()) {
            return Decision.undecided("several columns lead to " + names.get(link.to()) + ": " + link.column() + ", "
                    + String.join(", ", step.others()) + "; choose the one that says whose a row is");
        }
        String target = String.valueOf(names.get(link.to()));
        boolean toKey = link.toColumn().equals(key(link.to()));
        String arrow = CatalogText.arrow(link.column(), target, toKey ? null : link.toColumn());
        String reason = (link.declared() ? "by a foreign key" : "by the column's name, not by a foreign key")
                + (isCustomers(link.to()) ? "" : ", on through " + target);
        return Decision.of(
                "{ subject: " + arrow + (byColumn ? ", tenant: " + arrow : "") + " }", reason, !link.declared());
    }

    private static String columns(String subject, @Nullable String tenant) {
        return "{ subject: " + CatalogText.scalar(subject)
                + (tenant == null ? "" : ", tenant: " + CatalogText.scalar(tenant)) + " }";
    }
}
