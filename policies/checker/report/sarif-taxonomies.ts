import { createHash } from "node:crypto";
import type {
  ReportingDescriptor,
  ReportingDescriptorRelationship,
  ToolComponent,
  ToolComponentReference,
} from "sarif";
import { FRAMEWORKS, type Framework } from "../frameworks";
import type { Rule } from "../rules";

/** Controls that rules of a run answer, as SARIF has them: `taxonomies` of the run, and what its rules refer to. */
export interface Taxonomies {
  /** For `run.taxonomies`. */
  readonly taxonomies: ToolComponent[];
  /** For `run.tool.driver.supportedTaxonomies`. */
  readonly supported: ToolComponentReference[];
  /** For `relationships` of a rule; undefined where it answers no control. */
  readonly relationshipsOf: (rule: Rule) => Pick<ReportingDescriptor, "relationships">;
}

/** The controls that these rules answer, by framework. A framework that none of them answers is left out. */
export function taxonomiesOf(rules: readonly Rule[]): Taxonomies {
  const answered = new Set(rules.flatMap(({ controls }) => controls.map(keyOf)));
  const frameworks = FRAMEWORKS.map((framework) => ({
    framework,
    controls: Object.keys(framework.controls).filter((control) =>
      answered.has(keyOf({ framework: framework.id, control })),
    ),
  })).filter(({ controls }) => controls.length > 0);
  const indexes = new Map(frameworks.map(({ framework }, index) => [framework.id, index]));
  const referenceTo = (framework: Framework): ToolComponentReference => ({
    name: framework.name,
    index: indexes.get(framework.id) ?? -1,
    guid: guidOf(framework.id),
  });
  return {
    taxonomies: frameworks.map(({ framework, controls }) => ({
      name: framework.name,
      guid: guidOf(framework.id),
      version: framework.version,
      organization: framework.organization,
      informationUri: framework.url,
      shortDescription: { text: `${framework.name} ${framework.version}: the controls that rules answer` },
      isComprehensive: false,
      taxa: controls.map((control) => ({
        id: control,
        guid: guidOf(framework.id, control),
        name: framework.controls[control] ?? control,
        shortDescription: { text: framework.controls[control] ?? control },
        helpUri: framework.url,
      })),
    })),
    supported: frameworks.map(({ framework }) => referenceTo(framework)),
    relationshipsOf: ({ controls }) =>
      controls.length === 0
        ? {}
        : {
            relationships: controls.map(({ framework: id, control, reason }): ReportingDescriptorRelationship => {
              const index = indexes.get(id) ?? -1;
              const { framework, controls: taxa = [] } = frameworks[index] ?? {};
              return {
                target: {
                  id: control,
                  index: taxa.indexOf(control),
                  guid: guidOf(id, control),
                  ...(framework === undefined ? {} : { toolComponent: referenceTo(framework) }),
                },
                kinds: ["relevant"],
                description: { text: reason },
              };
            }),
          },
  };
}

function keyOf({ framework, control }: { framework: string; control: string }): string {
  return `${framework} ${control}`;
}

/** Namespace of names that are URLs: RFC 9562, section 6.6. */
const URLS = Buffer.from("6ba7b8119dad11d180b400c04fd430c8", "hex");

/** A GUID that is always the same for a framework or a control: version 5 of RFC 9562. SARIF takes no later version. */
function guidOf(framework: string, control = ""): string {
  const { url } = FRAMEWORKS.find(({ id }) => id === framework) ?? { url: framework };
  const digest = createHash("sha1").update(URLS).update(`${url}#${control}`).digest();
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = digest.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
