import { hasPrivateDns } from "../../modules/aws/aws-service";
import { hostedZonesOf } from "../connection/names-schema";
import { provesDomain } from "../service/private-dns-schema";
import { eachConnection } from "./connections";
import type { Rule } from "./rule";

/** Private DNS is for services that have a name, which is verified before the consumers come. */
export const privateDnsServiceRule: Rule = (environment) =>
  eachConnection(environment, ({ file }, name, { privateDns, service, card, awsService }) => {
    if (privateDns !== true) return [];
    const expected = (text: string, fix: string) => [file.problemAt(["connections", name, "privateDns"], text, fix)];
    const instead = "or give the endpoint a name of your own with `hostedZone`";
    if (awsService !== undefined)
      return environment.region === undefined || hasPrivateDns(awsService, environment.region)
        ? []
        : expected(
            `no private DNS: endpoints of ${awsService} have none there, and clients are told the endpoint's own name`,
            `take it out, ${instead}`,
          );
    if (card !== undefined) {
      const document = environment.cards.get(card)?.card;
      return document === undefined || document.privateDnsName !== undefined
        ? []
        : expected(
            `a service with a private DNS name; card ${card} tells of none`,
            `ask the provider for one, ${instead}`,
          );
    }
    const spec = environment.services?.get(service ?? "")?.spec;
    if (spec === undefined || (spec.privateDns && provesDomain(spec.privateDns))) return [];
    return spec.privateDns === undefined
      ? expected(
          `a service with a private DNS name, which ${service} has not`,
          `give it \`privateDns\` in ${environment.file.name}, ${instead}`,
        )
      : expected(
          `a service whose private DNS name is verified before its consumers are deployed, which that of ${service} is not`,
          `give its \`privateDns\` a \`hostedZone\`, or \`verify: true\` once the record is in public DNS, in ${environment.file.name}`,
        );
  });

/** Nobody but the VPC itself gets to an endpoint in a VPC that is isolated. */
export const zoneVpcRule: Rule = (environment) =>
  eachConnection(environment, ({ file, vpc }, name, connection) =>
    hostedZonesOf(connection).flatMap(({ path, spec }) => {
      const vpcs = Object.keys(spec.vpcs);
      return vpcs.length === 0 || vpc === undefined || vpc.id !== undefined
        ? []
        : [
            file.problemAt(
              ["connections", name, ...path, "vpcs"],
              "no further VPCs: the consumer's own is isolated, so that none of them has a path to the endpoint in it",
              "take them out and give each VPC a connection of its own, or put the endpoint into a VPC that exists and that they have a path to",
              vpcs.join(", "),
            ),
          ];
    }),
  );
