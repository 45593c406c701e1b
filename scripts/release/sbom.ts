import { z } from "zod";
import { compare } from "../../support/compare";
import { sha256 } from "../../support/sha256";
import { UserError } from "../../support/user-error";

const referenceSchema = z.looseObject({ type: z.string(), url: z.string() });

const componentSchema = z.looseObject({
  "bom-ref": z.string(),
  name: z.string(),
  version: z.string(),
  externalReferences: z.array(referenceSchema).default([]),
  licenses: z
    .array(
      z.looseObject({
        license: z.looseObject({ id: z.string().optional() }).optional(),
        expression: z.string().optional(),
      }),
    )
    .optional(),
});

const sbomSchema = z.looseObject({
  bomFormat: z.literal("CycloneDX"),
  specVersion: z.string(),
  metadata: z.looseObject({ component: componentSchema }),
  components: z.array(componentSchema),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).default([]) })),
});

/** A software bill of materials in the format CycloneDX, of which this is what is read. */
export type Sbom = z.infer<typeof sbomSchema>;

export type Component = z.infer<typeof componentSchema>;

/** What a bill of materials is about. */
export interface Subject {
  readonly name: string;
  readonly version: string;
  /** Time of the commit. */
  readonly time: Date;
}

/**
 * Makes the bill of materials of the package from what `npm sbom` prints in a project that installs only it: the package is
 * its subject in place of that project, and the same installation is the same bytes.
 *
 * @throws UserError where npm prints something else.
 */
export function sbomOf(printed: string, { name, version, time }: Subject): Sbom {
  const parsed = sbomSchema.safeParse(JSON.parse(printed));
  if (!parsed.success) throw new UserError(`npm sbom: ${z.prettifyError(parsed.error)}`);
  const { metadata, components, dependencies, serialNumber: _, ...rest } = parsed.data;
  const [subject, ...more] = components.filter((each) => each.name === name && each.version === version);
  if (subject === undefined || more.length > 0)
    throw new UserError(`npm sbom: expected ${name}@${version} once; found ${more.length === 0 ? "none" : "several"}.`);
  const project = metadata.component["bom-ref"];
  const others = components.filter((each) => each !== subject);
  const sbom: Sbom = {
    ...rest,
    metadata: { ...metadata, timestamp: time.toISOString(), component: portable(subject) },
    components: others.map(portable).sort((a, b) => compare(a["bom-ref"], b["bom-ref"])),
    dependencies: dependencies
      .filter(({ ref }) => ref !== project)
      .map((each) => ({ ...each, dependsOn: [...each.dependsOn].sort(compare) }))
      .sort((a, b) => compare(a.ref, b.ref)),
  };
  return { ...sbom, serialNumber: serialNumber(JSON.stringify(sbom)) };
}

/** A component without the path of the file that it was installed from, and what npm says of the file: only its digest. */
function portable(component: Component): Component {
  const externalReferences = component.externalReferences.filter(({ url }) => !url.startsWith("file:"));
  return { ...component, externalReferences };
}

/** A UUID of a content, of the version that leaves its bits to whoever makes it. @see RFC 9562, section 5.8 */
function serialNumber(content: string): string {
  const hex = sha256(content);
  const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) % 4];
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
