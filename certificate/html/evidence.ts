import type { Certificate } from "../certificate-file";
import { html, type Markup, type Part } from "./markup";
import { code, facts } from "./parts";

/** Digests and versions, by which a reader finds out whether this page is about what they have. */
export function evidence({ basis, head, policy, program, date }: Certificate): Markup {
  const { documents, stack_digest, plan } = basis;
  const rows: [string, Part][] = [
    ["Day of the judgement", `${date} (UTC)`],
    [
      "Commit",
      head === null
        ? "not known"
        : html`${code(head.commit)}${head.dirty && html` <strong>with changes that are not committed</strong>`}`,
    ],
    ...documents.map(({ kind, name, sha256, result }): [string, Part] => [
      `${kind === "stack" ? "Stack" : "Plan"}: ${result}`,
      html`${code(name)}<br>SHA-256 ${code(sha256)}`,
    ]),
    ...(stack_digest === null ? [] : [["Stack with its assets", html`digest ${code(stack_digest)}`] as [string, Part]]),
    ...(plan === null ? [] : planRows(plan)),
    ["Program", `${program.name} ${program.version}`],
    ["Policies", html`OPA ${policy.opa}, module SHA-256 ${code(policy.wasm)}`],
    [
      "Policy data",
      policy.data.length === 0
        ? "none"
        : policy.data.map(({ file, sha256 }) => html`${code(file)}, SHA-256 ${code(sha256)}<br>`),
    ],
    ...Object.entries(policy.settings).map(([name, value]): [string, Part] => [
      `Setting ${name}`,
      code(JSON.stringify(value)),
    ]),
    ...policy.status.map(({ file, sha256, generated_at }): [string, Part] => [
      "Status of connections",
      html`${code(file)} of ${generated_at}, SHA-256 ${code(sha256)}`,
    ]),
  ];
  return html`${facts(rows)}
<p class="note">Compute the SHA-256 of the files that you have (${code("sha256sum FILE")}) and compare.
The file with the same name and the ending ${code(".intoto.json")} has the same content as an in-toto
statement: a signature on it can be verified.</p>`;
}

function planRows({
  status,
  reason,
  made_at,
  commit,
  sha256,
  changes,
}: NonNullable<Certificate["basis"]["plan"]>): [string, Part][] {
  return [
    [
      "Plan",
      html`${status}${reason !== null && `: ${reason}`}${made_at !== null && `, made at ${made_at}`}${
        commit !== null && html`, of commit ${code(commit)}`
      }`,
    ],
    ...(changes === null
      ? []
      : [
          [
            "Changes of the plan",
            `${changes.create} to create, ${changes.update} to change, ` +
              `${changes.replace} to replace, ${changes.destroy} to destroy`,
          ] as [string, Part],
        ]),
    ...(sha256 === null ? [] : [["Binary plan", html`SHA-256 ${code(sha256)}`] as [string, Part]]),
  ];
}
