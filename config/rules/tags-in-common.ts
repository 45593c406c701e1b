import type { EnvironmentDraft } from "../draft";
import { asMapping } from "../fields";
import type { Problem } from "../problem";
import { existingIn } from "../service/existing-load-balancers";
import { type FilePlace, lineOf } from "../twice";

/** A load balancer that is found by its tags. */
interface Tagged extends FilePlace {
  /** Its name, as the service's file gives it. */
  readonly name: string;
  readonly service: string;
  /** Its tags, each with the account and the region that it is looked for in. */
  readonly tags: ReadonlySet<string>;
}

/**
 * Tags find one load balancer only if no other one has all of them: where another one is found by the same tags and
 * more, these find both. Of equal tags another rule tells. Source: Terraform AWS provider, data source `aws_lb`,
 * argument `tags`: it finds the load balancers that have all of these tags, and fails if there are several.
 */
export function tagsInCommonProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const all = environments.flatMap((environment) =>
    [...(environment.services?.keys() ?? [])].flatMap((service) => taggedIn(environment, service)),
  );
  const byTag = new Map<string, Tagged[]>();
  for (const each of all)
    for (const tag of each.tags) {
      const having = byTag.get(tag);
      if (having) having.push(each);
      else byTag.set(tag, [each]);
    }
  return all.flatMap((each) => {
    const tags = [...each.tags];
    // Those that have the rarest tag are the fewest that can have all.
    const [likely = []] = tags.map((tag) => byTag.get(tag) ?? []).sort((a, b) => a.length - b.length);
    const other = likely.find((one) => one.tags.size > tags.length && tags.every((tag) => one.tags.has(tag)));
    return other === undefined ? [] : [foundToo(each, other)];
  });
}

function foundToo({ file, path, service }: Tagged, other: Tagged): Problem {
  const apart = other.file !== file || other.service !== service;
  const title = `${other.name}${apart ? ` of service ${other.service}` : ""} (${lineOf(other)})`;
  return file.problemAt(
    path,
    `tags that no other load balancer has: that of ${title} has all of these too, so that they find both`,
    "add a tag that the other one does not have, or give the `arn` in their place",
  );
}

function taggedIn({ file, region, services }: EnvironmentDraft, service: string): Tagged[] {
  const path = ["services", service, "loadBalancer"];
  const where = [services?.get(service)?.account, region];
  return Object.entries(existingIn(file.valueAt(path))).flatMap(([name, existing]) => {
    const { arn, tags } = asMapping(existing);
    const entries = Object.entries(asMapping(tags));
    // Of anything else something is told already.
    if (arn !== undefined || entries.length === 0 || entries.some(([, value]) => typeof value !== "string")) return [];
    return [
      {
        ...{ file, name, service, path: [...path, "existing", name, "tags"] },
        tags: new Set(entries.map((tag) => JSON.stringify([...where, ...tag]))),
      },
    ];
  });
}
