import { expandServices } from "../../modules/consumer/aws-endpoints";
import { type FilePlace, foundTwice } from "../twice";
import { vpcsOf } from "./networks";
import type { Rule } from "./rule";

/** In a VPC that exists, one endpoint has the private DNS name of a service of AWS, whoever asks for it. */
export const awsEndpointRule: Rule = (environment) => {
  const seen = new Map<string, FilePlace & { owner: string }>();
  return vpcsOf(environment).flatMap(({ owner, file, path, vpc }) => {
    if (vpc.id === undefined) return [];
    const services = expandServices(vpc.awsEndpoints ?? []);
    const taken = services.filter((service) => seen.has(`${vpc.id} ${service}`));
    const place = { file, path: [...path, "awsEndpoints"] };
    const others = [...new Set(taken.flatMap((service) => seen.get(`${vpc.id} ${service}`) ?? []))];
    for (const service of services) if (!taken.includes(service)) seen.set(`${vpc.id} ${service}`, { ...place, owner });
    return taken.length === 0
      ? []
      : [
          file.problemAt(
            place.path,
            `services that nobody else has in ${vpc.id}: ${taken.join(", ")} of ${others.map((other) => other.owner).join(", ")} are there`,
            "take them out here: what is in the VPC may use those",
            foundTwice(taken.join(", "), [...others, place]),
          ),
        ];
  });
};
