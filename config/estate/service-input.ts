import type { ServiceLedger } from "../../ledger/service-ledger";
import type { ServiceCard } from "../../modules/card";
import { accountsOf, type Environment, type Protection, protectionOf } from "../environment";
import { limitOf } from "../quotas";
import type { AcceptorSpec } from "../service/acceptor-schema";
import { cardOf } from "../service/card";
import { type CardParameterSpec, defaultParameterName } from "../service/card-schema";
import type { LoadBalancerSpec } from "../service/load-balancer-schema";
import type { ServiceSpec } from "../service/service-schema";
import { type CommonInput, commonInput, picked, type VpcInput, vpcInput } from "./common-input";
import { serviceLedger } from "./ledger";
import { principalsOf } from "./principals";
import type { Registrations } from "./registrations";
import { serviceStackName } from "./stack-names";

/** Keys of a service that its stack takes as its file has them. */
const AS_THEY_ARE = [
  "listeners",
  "targets",
  "acceptance",
  "addressTypes",
  "supportedRegions",
  "monitoring",
  "notifications",
] as const;

/** The parameter with a service's card, and whom it is shared with. */
export interface CardParameterInput {
  /** Name of the parameter. */
  readonly name: string;
  /** Ids of accounts, ARNs of organizations or organizational units. */
  readonly shareWith: readonly string[];
  readonly allowExternalPrincipals: boolean;
}

/** The function that accepts connections, and what it decides by. */
export interface AcceptorInput extends AcceptorSpec {
  readonly ledger: ServiceLedger;
}

/** What the stack of a service is made of. */
export interface ServiceInput extends CommonInput, Readonly<Pick<ServiceSpec, (typeof AS_THEY_ARE)[number]>> {
  /** What the names of everything in it begin with. */
  readonly prefix: string;
  readonly vpc: VpcInput;
  /** The load balancer but for its deletion protection, which {@link protection} says. */
  readonly loadBalancer: Omit<LoadBalancerSpec, "deletionProtection">;
  readonly protection: Protection;
  /** Most inbound rules of a security group in the account. */
  readonly ruleQuota: number;
  /** Who may connect: ARNs, sorted. */
  readonly allowedPrincipals: readonly string[];
  /** DNS name that consumers may use. @default - none */
  readonly privateDnsName?: string | undefined;
  /** Card of the service, without the service's name, which Terraform learns. */
  readonly card: ServiceCard;
  /** Parameter with the card. @default - none */
  readonly cardParameter?: CardParameterInput | undefined;
  /** The function that accepts connections. @default - the acceptance stack accepts them, or somebody else does */
  readonly acceptor?: AcceptorInput | undefined;
}

/** The input of the stack of a service. @param key of the service. */
export function serviceInput(
  environment: Environment,
  registrations: Registrations,
  key: string,
  spec: ServiceSpec,
): ServiceInput {
  const { deletionProtection: _, ...loadBalancer } = spec.loadBalancer;
  const { privateDns, card } = spec;
  return {
    ...commonInput(environment, {
      name: serviceStackName(environment.name, key),
      role: "service",
      of: { account: spec.account, role: spec.role },
      tags: { ...spec.tags, Service: key },
    }),
    ...picked(spec, AS_THEY_ARE),
    prefix: `${environment.name}-${key}`,
    vpc: vpcInput(spec.vpc),
    loadBalancer,
    protection: protectionOf(environment, spec),
    ruleQuota: limitOf(environment.quotas, spec.account, environment.region, "rulesPerSecurityGroup"),
    allowedPrincipals: principalsOf(environment, registrations, key, spec.allowedPrincipals),
    privateDnsName: privateDns?.name,
    card: cardOf(environment, key, spec),
    cardParameter: card?.parameter && parameterOf(environment, registrations, key, spec, card.parameter),
    acceptor: spec.acceptor && acceptorInput(environment, key, spec, spec.acceptor),
  };
}

/** The acceptor, whose alarms notify the topics of the service's other alarms, where it names none. */
function acceptorInput(
  environment: Environment,
  key: string,
  { monitoring }: ServiceSpec,
  acceptor: AcceptorSpec,
): AcceptorInput {
  const { alarmTopicArns } = acceptor;
  return {
    ...acceptor,
    alarmTopicArns: alarmTopicArns.length > 0 ? alarmTopicArns : (monitoring?.alarmTopicArns ?? []),
    ledger: acceptorLedger(environment, key),
  };
}

/** What the acceptor decides by: whom to talk to is no part of it, so that another contact changes no function. */
function acceptorLedger(environment: Environment, key: string): ServiceLedger {
  const { entries, ...ledger } = serviceLedger(environment, key);
  return { ...ledger, entries: entries.map(({ contact: _, ...entry }) => entry) };
}

function parameterOf(
  environment: Environment,
  registrations: Registrations,
  key: string,
  { account }: ServiceSpec,
  { name, shareWithConsumers, shareWith, allowExternalPrincipals }: CardParameterSpec,
): CardParameterInput {
  const consumers = shareWithConsumers ? (registrations.consumers.get(key) ?? []) : [];
  const accounts = consumers.flatMap((each) => {
    const consumer = environment.consumers[each];
    return consumer === undefined ? [] : accountsOf(consumer);
  });
  return {
    name: name ?? defaultParameterName(environment.name, key),
    shareWith: [...shareWith, ...accounts].filter((principal) => principal !== account),
    allowExternalPrincipals,
  };
}
