export { EndpointNames, type EndpointNamesProps } from "./endpoint-names";
export { EndpointPrivateDns, type EndpointPrivateDnsProps } from "./endpoint-private-dns";
export {
  EndpointHostedZone,
  type EndpointHostedZoneProps,
  type ExistingPrivateZone,
  type ZoneVpc,
} from "./hosted-zone";
export { aliasNameProblem, nameToTry, zoneOfName } from "./names";
export { VpcDnsCheck, type VpcDnsCheckProps } from "./vpc-dns-check";
