/**
 * IPv4 addresses in one block that a service-network endpoint takes of each subnet for services, besides one for each
 * resource. Source: AWS PrivateLink Guide, "Access a service network through a service-network endpoint".
 */
export const ADDRESSES_PER_SUBNET = 16;
