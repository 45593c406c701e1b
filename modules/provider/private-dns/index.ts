export {
  type HostedZone,
  hostedZoneIdProblem,
  PrivateDnsVerification,
  type PrivateDnsVerificationProps,
} from "./private-dns-verification";
export { type PrivateDnsRecord, privateDnsRecord } from "./record";
