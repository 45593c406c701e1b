import type { Context } from "../context";
import { absentValues } from "./absent-values";
import { acceptor } from "./acceptor";
import { accessLogs } from "./access-logs";
import { adoptedIsolation } from "./adopted-isolation";
import { appliances } from "./appliances";
import { awsServices } from "./aws-services";
import { blockPublicAccess } from "./block-public-access";
import { bootstrap } from "./bootstrap";
import { bootstrapStates } from "./bootstrap-states";
import { changeGuard } from "./change-guard";
import { clientInstance } from "./client-instance";
import { crossRegion } from "./cross-region";
import { delivery } from "./delivery";
import { dualstack } from "./dualstack";
import { endpointNames } from "./endpoint-names";
import { endpointOptions } from "./endpoint-options";
import { exampleOfACustomer } from "./example-of-a-customer";
import { exampleOfAProvider } from "./example-of-a-provider";
import { existingLoadBalancers } from "./existing-load-balancers";
import { flowLogs } from "./flow-logs";
import { gatewayEndpoints } from "./gateway-endpoints";
import { hub } from "./hub";
import { inspection } from "./inspection";
import { kit } from "./kit";
import { listeners } from "./listeners";
import { loadBalancer } from "./load-balancer";
import { loadBalancerSwap } from "./load-balancer-swap";
import { lockedVpc } from "./locked-vpc";
import { monitoring } from "./monitoring";
import { mutations } from "./mutations";
import { notifications } from "./notifications";
import { offboarding } from "./offboarding";
import { openTofu } from "./opentofu";
import { planRole } from "./plan-role";
import { portsByProtocol } from "./ports-by-protocol";
import { privateDns } from "./private-dns";
import { providerRange } from "./provider-range";
import { resources } from "./resources";
import { securityGroups } from "./security-groups";
import { serviceCard } from "./service-card";
import { serviceNetworks } from "./service-networks";
import { shards } from "./shards";
import { supportedRegions } from "./supported-regions";
import { targetGroups } from "./target-groups";
import { targets } from "./targets";

/** Capabilities of the modules, by name: each is deployed by itself, in a simulated cloud of its own. */
export const TRIALS: Readonly<Record<string, (context: Context) => Promise<void>>> = {
  "absent-values": absentValues,
  acceptor,
  "access-logs": accessLogs,
  "adopted-isolation": adoptedIsolation,
  "block-public-access": blockPublicAccess,
  appliances,
  bootstrap,
  "bootstrap-states": bootstrapStates,
  "aws-services": awsServices,
  "cross-region": crossRegion,
  "change-guard": changeGuard,
  "client-instance": clientInstance,
  delivery,
  dualstack,
  "endpoint-names": endpointNames,
  "endpoint-options": endpointOptions,
  "example-of-a-customer": exampleOfACustomer,
  "example-of-a-provider": exampleOfAProvider,
  "existing-load-balancers": existingLoadBalancers,
  "flow-logs": flowLogs,
  "gateway-endpoints": gatewayEndpoints,
  hub,
  inspection,
  kit,
  listeners,
  "locked-vpc": lockedVpc,
  monitoring,
  mutations,
  "load-balancer": loadBalancer,
  "load-balancer-swap": loadBalancerSwap,
  notifications,
  offboarding,
  opentofu: openTofu,
  "plan-role": planRole,
  "ports-by-protocol": portsByProtocol,
  "private-dns": privateDns,
  "provider-range": providerRange,
  "security-groups": securityGroups,
  "service-card": serviceCard,
  "service-networks": serviceNetworks,
  resources,
  shards,
  "supported-regions": supportedRegions,
  "target-groups": targetGroups,
  targets,
};
