import type { ProtocolPort } from "../aws/port";
import type { EndpointDetails } from "./endpoint-details";

/** An endpoint in a VPC that clients connect to. */
export interface IEndpoint {
  /** Id of the endpoint, `vpce-...`. */
  readonly endpointId: string;
  /** DNS name of the endpoint, reachable from within the VPC. */
  readonly dnsName: string;
  /** Id of the endpoint's security group; of several that were given, the first. */
  readonly securityGroupId: string;
  /**
   * Range that the endpoint is in, where rules cannot name its security group: it is in another VPC, or appliances are
   * on the way to it. Clients let themselves out to the range, and whoever has the endpoint lets them in.
   *
   * @default - rules name the security group
   */
  readonly cidrBlock?: string | undefined;
  /**
   * Subnets, addresses and security groups of the endpoint.
   *
   * @default - not known, as of an endpoint in another stack
   */
  readonly details?: EndpointDetails | undefined;
  /** Ports that may be connected to, each once, ascending. */
  readonly ports: readonly ProtocolPort[];
  /**
   * Lets a security group connect to the ports. Where the endpoint's groups were given, whoever has them must do that.
   *
   * @param key name for the source, part of the Terraform address of its rules.
   * @throws UserError when another source has the name.
   */
  allowFromSecurityGroup(key: string, securityGroupId: string): void;
}
