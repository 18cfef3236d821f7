package dev.remit.gateway.demo;

/**
 * What a walk through the generated shop needs to know. Nobody in it is real.
 *
 * @param tenant the tenant of the example customer
 * @param otherTenant the other one
 * @param customerId the example customer, who has an open ticket and an order of the last year
 * @param email theirs, and no other customer's of this tenant
 * @param lastName together with {@code postcode} theirs alone in this tenant
 * @param orderNo an order of theirs
 * @param othersOrderNo an order of another customer of the same tenant
 * @param otherTenantsOrderNo an order at the other tenant
 * @param openTicketNo an open ticket of theirs, whose text holds their e-mail address
 * @param closedTicketNo a closed ticket of somebody at the same tenant
 * @param emailAtBothTenants an address under which both tenants know a customer
 * @param bookingNo a booking of the coming days at this tenant
 * @param leadNo a new lead of this tenant
 */
public record ShopFacts(
        String tenant,
        String otherTenant,
        String customerId,
        String firstName,
        String lastName,
        String email,
        String postcode,
        String orderNo,
        String othersOrderNo,
        String otherTenantsOrderNo,
        String openTicketNo,
        String closedTicketNo,
        String emailAtBothTenants,
        String bookingNo,
        String leadNo) {}
