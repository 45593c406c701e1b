import type { EnvironmentDraft } from "../draft";
import { asMapping, isMapping } from "../fields";
import type { Problem } from "../problem";
import { defaultParameterName } from "../service/card-schema";
import { type FilePlace, foundTwice, lineOf } from "../twice";
import type { KeyPath, YamlFile } from "../yaml-file";

/** Something whose name in AWS begins with its environment's and its own, and where it stands. */
interface Named {
  readonly what: string;
  /** What the name is of, where things of another kind have names of it, too. @default - `what` */
  readonly nameOf?: string;
  readonly account: string;
  readonly file: YamlFile;
  readonly path: KeyPath;
  readonly name: string;
}

/**
 * No two environments give one name to things of one account: `dev` with `x-orders` and `dev-x` with `orders` would both
 * make a load balancer `dev-x-orders`.
 */
export function sameNameProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const seen = new Map<string, Named>();
  return environments.flatMap(named).flatMap((each) => {
    const key = `${each.account} ${each.nameOf ?? each.what} ${each.name}`;
    const other = seen.get(key);
    seen.set(key, other ?? each);
    // Within an environment a key is of one thing alone, which another rule holds.
    return other === undefined || other.file === each.file
      ? []
      : [
          each.file.problemAt(
            each.path,
            `a ${each.what} whose name does not join with the environment's to ${each.name}, as in ${other.file.name}`,
            "rename one of the two, or one of the environments",
            `${foundTwice(each.name, [other, each])}, in account ${each.account}`,
          ),
        ];
  });
}

/** A bucket is in one region: environments that keep states in one bucket agree on where it is. */
export function bucketRegionProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const seen = new Map<unknown, FilePlace & { region: unknown }>();
  return environments.flatMap(({ file }) => {
    const { type, bucket, region } = asMapping(file.valueAt(["backend"]));
    const other = seen.get(bucket);
    if (type !== "s3" || bucket === undefined) return [];
    seen.set(bucket, other ?? { region, file, path: ["backend", "region"] });
    return other === undefined || other.region === region
      ? []
      : [
          file.problemAt(
            ["backend", "region"],
            `the region of the bucket ${bucket} as in ${lineOf(other)}, ${other.region}`,
            "name the region that the bucket is in, or another bucket",
          ),
        ];
  });
}

/** A name is one parameter's in an account and region: no two services keep their cards under it. */
export function sameParameterProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const seen = new Map<string, FilePlace & { what: string }>();
  return environments.flatMap(({ name: environment, file, region, services }) =>
    [...(services ?? [])].flatMap(([service, { account }]) => {
      const path = ["services", service, "card", "parameter"];
      const parameter = file.valueAt(path);
      if (!isMapping(parameter)) return [];
      const name = parameter.name ?? defaultParameterName(environment, service);
      const key = `${account} ${region} ${name}`;
      const other = seen.get(key);
      const place = { file, path: [...path, "name"] };
      seen.set(key, other ?? { ...place, what: `service ${service} of ${file.name}` });
      return other === undefined
        ? []
        : [
            file.problemAt(
              place.path,
              `a parameter other than that of ${other.what}`,
              "choose another name",
              foundTwice(String(name), [other, place]),
            ),
          ];
    }),
  );
}

function named({ name, file, services, resources, appliances, consumers }: EnvironmentDraft): Named[] {
  const ofServices = [...(services ?? [])].flatMap(([key, { account }]) =>
    account === undefined
      ? []
      : [
          {
            what: "service",
            nameOf: "load balancer",
            account,
            file,
            path: ["services", key],
            name: `${name}-${key}`,
          },
        ],
  );
  const ofAppliances = [...(appliances ?? [])].flatMap(([key, { account }]) =>
    account === undefined
      ? []
      : [
          {
            what: "group of appliances",
            nameOf: "load balancer",
            account,
            file,
            path: ["appliances", key],
            name: `${name}-${key}`,
          },
        ],
  );
  const ofResources = [...(resources ?? [])].flatMap(([key, { account }]) =>
    account === undefined
      ? []
      : [{ what: "resource", account, file, path: ["resources", key], name: `${name}-${key}` }],
  );
  const ofConsumers = consumers.flatMap((consumer) =>
    consumer.account === undefined || consumer.external
      ? []
      : [
          {
            what: "consumer",
            account: consumer.account,
            file: consumer.file,
            path: [],
            name: `${name}-${consumer.name}`,
          },
        ],
  );
  return [...ofServices, ...ofResources, ...ofAppliances, ...ofConsumers];
}
