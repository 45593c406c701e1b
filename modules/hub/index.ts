/**
 * Hubs: endpoints once for many VPCs, and Route 53 Profiles with their names.
 *
 * @module
 */
export { profileIdProblem, VPCS_PER_PROFILE } from "./names";
export { DnsProfile, type DnsProfileProps, type ProfileResource } from "./profile";
export { ProfileAssociation, type ProfileAssociationProps } from "./profile-association";
