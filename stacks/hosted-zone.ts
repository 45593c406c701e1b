import type { HostedZoneSpec } from "../config/connection/names-schema";
import type { Deployer } from "../config/estate/common-input";
import { EndpointHostedZone, type EndpointHostedZoneProps, type ZoneVpc } from "../modules/consumer";
import type { PrivateLinkStack } from "./privatelink-stack";

/** What a hosted zone is for. */
interface Named extends Pick<EndpointHostedZoneProps, "endpoint" | "addressTypes"> {
  /** VPC of the endpoint. */
  readonly vpcId: string;
  /** Who the stack is deployed by. */
  readonly owner: Deployer;
}

/** The private hosted zone that a connection asks for, with a provider for each account that it reaches into. */
export function endpointHostedZone(
  stack: PrivateLinkStack,
  id: string,
  spec: HostedZoneSpec,
  { endpoint, addressTypes, vpcId, owner }: Named,
): EndpointHostedZone {
  const zoneOwner = deployerOf(spec, owner);
  const zoneProvider = stack.providerFor(zoneOwner);
  const vpcs: Record<string, ZoneVpc> = {};
  for (const [further, { region, ...vpc }] of Object.entries(spec.vpcs)) {
    const vpcOwner = deployerOf(vpc, zoneOwner);
    vpcs[further] = {
      vpcId: further,
      ...(region === undefined ? {} : { region }),
      // What is in the zone's account needs no authorization, nor a provider of its own.
      ...(vpcOwner.account === zoneOwner.account ? {} : { provider: stack.providerFor(vpcOwner) ?? stack.ownProvider }),
    };
  }
  if (spec.associate)
    vpcs.own = { vpcId, ...(zoneOwner.account === owner.account ? {} : { provider: stack.ownProvider }) };
  const zone = spec.id === undefined ? undefined : { id: spec.id, ...(zoneProvider ? { provider: zoneProvider } : {}) };
  return new EndpointHostedZone(stack, id, {
    endpoint,
    name: spec.name,
    records: spec.records,
    ...(zone ? { zone } : { vpcId }),
    vpcs,
    wildcard: spec.wildcard,
    zonal: spec.zonal,
    ...(addressTypes ? { addressTypes } : {}),
  });
}

/** Who deploys into an account: the same as somebody else where it is theirs, unless another role is named. */
function deployerOf(
  { account, role }: { readonly account?: string | undefined; readonly role?: string | undefined },
  otherwise: Deployer,
): Deployer {
  if (account === undefined || account === otherwise.account)
    return { account: otherwise.account, assumedRole: role ?? otherwise.assumedRole };
  return { account, assumedRole: role };
}
