import { accountRule } from "./accounts";
import { applianceKeyRule, applianceNameRule } from "./appliances";
import { arnPlaceRule } from "./arns";
import { awsEndpointRule } from "./aws-endpoints";
import { cardAddressRule, cardRule, ownCardRule } from "./cards";
import { clientRangeRule } from "./client-ranges";

import { instanceKeyRule } from "./clients";
import { externalEndpointRule, principalRule, serviceKeyRule } from "./connections";
import { nameOnceRule, privateDnsServiceRule, recordOnceRule, zoneVpcRule } from "./dns-names";
import { endpointRule } from "./endpoints";

import { existingLoadBalancerRule } from "./existing-load-balancers";
import { flowLogsRule } from "./flow-logs";
import { hubKeyRule, hubNameRule, hubPathRule, hubRegionRule, profileRule, sharedKeyRule } from "./hubs";
import { alarmTopicRule } from "./monitoring";
import { cidrOverlapRule, serviceZoneRule, sharedZoneRule, subnetRule, zoneRule } from "./networks";
import { topicRegionRule } from "./notifications";
import { portRule } from "./ports";
import { privateDnsNameRule } from "./private-dns";
import { quotaAccountRule, quotaRule } from "./quotas";
import { resourceKeyRule, resourceNameRule, resourcePlaceRule, resourceRegionRule } from "./resources";
import type { Rule } from "./rule";
import { consumerRegionRule, serviceRegionRule } from "./service-regions";
import { supportedRegionRule } from "./supported-regions";
import { tagRule } from "./tags";

/** All that must hold within an environment, beyond the schema of each file. */
export const RULES: readonly Rule[] = [
  zoneRule,
  subnetRule,
  cidrOverlapRule,
  serviceZoneRule,
  sharedZoneRule,
  serviceKeyRule,
  portRule,
  cardRule,
  consumerRegionRule,
  serviceRegionRule,
  cardAddressRule,
  ownCardRule,
  endpointRule,
  externalEndpointRule,
  clientRangeRule,
  principalRule,
  arnPlaceRule,
  existingLoadBalancerRule,
  supportedRegionRule,
  privateDnsNameRule,
  privateDnsServiceRule,
  nameOnceRule,
  zoneVpcRule,
  recordOnceRule,
  sharedKeyRule,
  hubKeyRule,
  hubPathRule,
  hubRegionRule,
  profileRule,
  hubNameRule,
  topicRegionRule,
  resourceNameRule,
  resourcePlaceRule,
  resourceKeyRule,
  resourceRegionRule,
  applianceNameRule,
  applianceKeyRule,
  tagRule,
  alarmTopicRule,
  instanceKeyRule,
  awsEndpointRule,
  flowLogsRule,
  accountRule,
  quotaRule,
  quotaAccountRule,
];
