package dev.remit.gateway.source;

import dev.remit.core.catalog.Resource;
import java.util.Collection;

/** A source that can be compared with the catalog. */
public interface InspectedReader extends Reader {
    /**
     * Looks whether the source can be asked, and whether it is as the catalog says, as far as can be known without asking
     * for rows. What is found also holds for the reads that follow.
     *
     * @param resources the catalog's resources in this source; others are left out
     */
    Inspection inspect(Collection<Resource> resources);
}
