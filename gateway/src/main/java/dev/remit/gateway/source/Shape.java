package dev.remit.gateway.source;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Resource;
import dev.remit.core.condition.Predicate;
import dev.remit.core.decision.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All of a read that its statement's text depends on. */
sealed interface Shape {
    Resource resource();

    List<Predicate> rules();

    List<Field> filters();

    /** Where a page begins. */
    enum Page {
        FIRST,
        AFTER_VALUE,
        AFTER_ABSENT
    }

    /** Of a {@link Read}. */
    record Rows(
            Resource resource,
            List<Field> columns,
            List<Predicate> rules,
            List<Field> filters,
            Read.@Nullable Order order,
            Page page)
            implements Shape {
        static Rows of(Read read) {
            return new Rows(
                    read.resource(), read.columns(), read.rules(), fields(read.filters()), read.order(), page(read));
        }

        private static Page page(Read read) {
            if (read.after() == null) {
                return Page.FIRST;
            }
            return read.order() != null && read.after().orderValue() == null ? Page.AFTER_ABSENT : Page.AFTER_VALUE;
        }

        /** Over little of it: hashing every field of the resource for every read would cost more than the look-up. */
        @Override
        public int hashCode() {
            return Objects.hash(
                    resource.name(), columns.size(), rules.size(), filters.size(), order != null, page.name());
        }
    }

    /** Of a {@link SubjectQuery}. */
    record Owners(Resource resource, List<Predicate> rules, List<Field> filters) implements Shape {
        static Owners of(SubjectQuery query) {
            return new Owners(query.resource(), query.rules(), fields(query.filters()));
        }

        @Override
        public int hashCode() {
            return Objects.hash(resource.name(), rules.size(), filters.size());
        }
    }

    /** A loop, not a stream: it runs for every read. */
    private static List<Field> fields(List<Read.Filter> filters) {
        List<Field> fields = new ArrayList<>(filters.size());
        for (Read.Filter filter : filters) {
            fields.add(filter.field());
        }
        return fields;
    }
}
