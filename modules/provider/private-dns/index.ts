export {
  type HostedZone,
  PrivateDnsVerification,
  type PrivateDnsVerificationProps,
} from "./private-dns-verification";
export { type PrivateDnsRecord, privateDnsRecord } from "./record";
