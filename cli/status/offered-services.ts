import type { Environment } from "../../config/environment";
import { serviceLedger } from "../../config/estate/ledger";
import { applianceStackName, serviceStackName } from "../../config/estate/stack-names";
import type { AskedService } from "../../connections/ask-estate";
import type { ReconcileSettings } from "../../connections/reconcile";
import { MOST_REJECTIONS } from "../../ledger/acceptor-ledger";
import type { ServiceLedger } from "../../ledger/service-ledger";
import { roleArn } from "../../modules/aws/principal";

/** A service, or appliances, with all that their connections are judged by. */
export interface OfferedService extends AskedService {
  readonly ledger: ServiceLedger;
  readonly acceptance: "registered" | "manual" | "automatic";
  /** Who may connect besides the customers of the ledger: ARNs, or `*`. */
  readonly allowedPrincipals: readonly string[];
  /** Whether an acceptor decides about its connections. */
  readonly hasAcceptor: boolean;
  /** How it is reconciled. */
  readonly settings: ReconcileSettings;
}

/**
 * What environments offer, in the order of the environments, services before appliances.
 *
 * @param isReader whether AWS is asked with `delivery.planRole` instead of `role`, where an environment has it.
 */
export function offeredServices(environments: readonly Environment[], isReader: boolean = false): OfferedService[] {
  return environments.flatMap((environment) => {
    const { services, appliances } = environment;
    const all = [
      ...Object.entries(services).map(([key, spec]) => offered(environment, key, spec, serviceStackName)),
      ...Object.entries(appliances).map(([key, spec]) => offered(environment, key, spec, applianceStackName)),
    ];
    return isReader ? all.map((each) => asReader(each, environment)) : all;
  });
}

/** Only where a role is assumed at all: an account without one is asked with the credentials that are there. */
function asReader(service: OfferedService, { delivery }: Environment): OfferedService {
  const { account, region } = service;
  const { planRole } = delivery;
  if (service.roleArn === undefined || planRole === undefined) return service;
  return { ...service, roleArn: roleArn(account, planRole, region) };
}

type Spec = Environment["services"][string] | Environment["appliances"][string];

function offered(
  environment: Environment,
  key: string,
  spec: Spec,
  stackName: (environment: string, key: string) => string,
): OfferedService {
  const { account, role, acceptance, allowedPrincipals } = spec;
  const { name, region } = environment;
  const acceptor = "acceptor" in spec ? (spec.acceptor as Partial<ReconcileSettings> | undefined) : undefined;
  return {
    ...{ account, region, acceptance, allowedPrincipals },
    roleArn: role === undefined ? undefined : roleArn(account, role, region),
    tagName: `${name}-${key}`,
    stack: stackName(name, key),
    ledger: serviceLedger(environment, key),
    hasAcceptor: acceptor !== undefined,
    settings: {
      unknown: acceptor?.unknown ?? "leave",
      mostRejections: acceptor?.mostRejections ?? MOST_REJECTIONS,
    },
  };
}
