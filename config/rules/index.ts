import { accountRule } from "./accounts";
import { applianceKeyRule, applianceNameRule } from "./appliances";
import { arnPlaceRule } from "./arns";
import { backendRule } from "./backend";
import { cardAddressRule, cardRule, cardSizeRule, ownCardRule } from "./cards";
import { claimRule } from "./claims";
import { clientRangeRule } from "./client-ranges";
import { clientSizeRule } from "./client-size";
import { instanceKeyRule } from "./clients";
import { serviceKeyRule } from "./connections";
import { consumerOnceRule } from "./consumers-once";
import { privateDnsServiceRule, zoneVpcRule } from "./dns-names";
import { encryptionRule } from "./encryption";
import { endpointMonitoringRule } from "./endpoint-monitoring";
import { endpointRegionRule } from "./endpoint-regions";
import { endpointRule } from "./endpoints";
import { existingLoadBalancerRule } from "./existing-load-balancers";
import { sharedVpcRule } from "./existing-vpcs";
import { externalEndpointRule } from "./external-endpoints";
import { targetAddressRule } from "./fixed-addresses";
import { flowLogsRule } from "./flow-logs";
import { gatewayEndpointRule } from "./gateway-endpoints";
import { hubKeyRule, hubNameRule, hubPathRule, hubRegionRule, profileRule, sharedKeyRule } from "./hubs";
import { inspectionRule } from "./inspection";
import { alarmTopicRule } from "./monitoring";
import { cidrOverlapRule, serviceZoneRule, sharedZoneRule, subnetRule, zoneRule } from "./networks";
import { newerArgumentRule } from "./newer-arguments";
import { topicRegionRule } from "./notifications";
import { portRule } from "./ports";
import { principalRule } from "./principals";
import { privateDnsNameRule } from "./private-dns";
import { quotaAccountRule, quotaRule } from "./quotas";
import { resourceKeyRule, resourceNameRule, resourcePlaceRule, resourceRegionRule } from "./resources";
import { rolesOfStackRule } from "./roles";
import type { Rule } from "./rule";
import { consumerRegionRule, serviceRegionRule } from "./service-regions";
import { shardRule } from "./shards";
import { sharedWithRule } from "./shared-with";
import { subnetRoomRule } from "./subnet-room";
import { supportedRegionRule } from "./supported-regions";
import { tagCountRule } from "./tag-counts";
import { tagRule } from "./tags";
import { clientsInVpcRule, destinationsInVpcRule } from "./vpc-ranges";
import { furtherVpcRegionRule, furtherVpcRule } from "./zone-records";

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
  cardSizeRule,
  endpointRule,
  externalEndpointRule,
  endpointRegionRule,
  endpointMonitoringRule,
  consumerOnceRule,
  claimRule,
  shardRule,
  clientRangeRule,
  clientSizeRule,
  principalRule,
  arnPlaceRule,
  existingLoadBalancerRule,
  supportedRegionRule,
  privateDnsNameRule,
  privateDnsServiceRule,
  zoneVpcRule,
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
  newerArgumentRule,
  applianceNameRule,
  applianceKeyRule,
  inspectionRule,
  tagRule,
  tagCountRule,
  alarmTopicRule,
  instanceKeyRule,
  flowLogsRule,
  encryptionRule,
  sharedVpcRule,
  gatewayEndpointRule,
  targetAddressRule,
  clientsInVpcRule,
  destinationsInVpcRule,
  backendRule,
  rolesOfStackRule,
  subnetRoomRule,
  furtherVpcRule,
  furtherVpcRegionRule,
  sharedWithRule,
  accountRule,
  quotaRule,
  quotaAccountRule,
];
