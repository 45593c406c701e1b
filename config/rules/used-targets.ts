import type { EnvironmentDraft } from "../draft";
import { asMapping } from "../fields";
import type { Problem } from "../problem";
import { countListenerSets } from "../service/existing-load-balancers";
import { LOAD_BALANCERS_OF_AN_ALB } from "../service/targets-rule";
import type { KeyPath, YamlFile } from "../yaml-file";

/** Targets of a service that are another's, by their ARN, and where the files name them. */
interface Use {
  readonly type: unknown;
  readonly arn: string;
  readonly service: string;
  /** How many load balancers of the service forward to them. */
  readonly loadBalancers: number;
  readonly file: YamlFile;
  readonly path: KeyPath;
}

/** A target group that exists is of one load balancer, so that no two services forward to it. */
export function sameTargetGroupProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const seen = new Map<string, Use>();
  return environments.flatMap(usesIn).flatMap((use) => {
    if (use.type !== "targetGroup") return [];
    const first = seen.get(use.arn);
    seen.set(use.arn, first ?? use);
    return first === undefined || first.service === use.service
      ? []
      : [
          use.file.problemAt(
            use.path,
            `a target group other than that of ${first.service} (line ${first.file.where(first.path).line}): a target group is of one load balancer only`,
            "name another target group, or the targets themselves",
          ),
        ];
  });
}

/** An Application Load Balancer is a target of so many Network Load Balancers only, whichever services these are of. */
export function sharedAlbProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const services = new Map<string, Map<string, number>>();
  return environments.flatMap(usesIn).flatMap((use) => {
    if (use.type !== "alb") return [];
    const users = services.get(use.arn) ?? new Map<string, number>();
    services.set(use.arn, users);
    if (users.has(use.service)) return [];
    const others = [...users.values()].reduce((sum, count) => sum + count, 0);
    users.set(use.service, use.loadBalancers);
    // That one service by itself has too many is told within it.
    return others === 0 || others + use.loadBalancers <= LOAD_BALANCERS_OF_AN_ALB
      ? []
      : [
          use.file.problemAt(
            use.path,
            `an Application Load Balancer behind at most ${LOAD_BALANCERS_OF_AN_ALB} Network Load Balancers: with those of ${[...users.keys()].filter((each) => each !== use.service).join(", ")} it is behind ${others + use.loadBalancers}`,
            "put another Application Load Balancer behind this service",
          ),
        ];
  });
}

function usesIn({ file, services }: EnvironmentDraft): Use[] {
  return [...(services?.keys() ?? [])].flatMap((key) => {
    const service = asMapping(file.valueAt(["services", key]));
    const loadBalancers = countListenerSets(service.loadBalancer);
    const places = [["targets"], ...Object.entries(asMapping(service.listeners)).flatMap(placesIn)];
    return places.flatMap((place) => {
      const path = ["services", key, ...place, "arn"];
      const { type, arn } = asMapping(file.valueAt(path.slice(0, -1)));
      return typeof arn === "string"
        ? [{ type, arn, service: `service ${key} of ${file.name}`, loadBalancers, file, path }]
        : [];
    });
  });
}

/** Where a listener names its targets. */
function placesIn([name, listener]: [string, unknown]): string[][] {
  const groups = Object.keys(asMapping(asMapping(listener).targetGroups));
  return [
    ["listeners", name, "targets"],
    ...groups.map((group) => ["listeners", name, "targetGroups", group, "targets"]),
  ];
}
