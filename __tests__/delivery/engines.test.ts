import { parse } from "yaml";
import { loadEnvironments } from "../../config/load";
import { deliveryFiles } from "../../delivery/files";
import type { System } from "../../delivery/systems";
import { folderOf } from "../support/environments";
import { inS3 } from "./environments";

const SETUP = ".github/actions/privatelink-setup/action.yaml";
const IMAGE = ".gitlab/privatelink.Dockerfile";

/** The files of a system for environments of these engines. */
function filesOf(system: System, ...engines: readonly string[]): Readonly<Record<string, string>> {
  const files = engines.map((engine, index) => [
    `env${index}/environment.yaml`,
    `${inS3(index)}terraform: { engine: ${engine} }\n`,
  ]);
  const environments = loadEnvironments(folderOf(Object.fromEntries(files)));
  return deliveryFiles(system, { environments, folder: "environments", branch: "main" });
}

/** Actions that the setup uses, and what its callers give it. */
function github(...engines: readonly string[]) {
  const { [SETUP]: setup = "", ...workflows } = filesOf("github", ...engines);
  const given = Object.values(workflows)
    .join("\n")
    .matchAll(/^ +(terraform|tofu): "([\d.]+)"$/gm);
  return {
    inputs: Object.keys(parse(setup).inputs ?? {}),
    actions: [...setup.matchAll(/uses: (\w+\/setup-(?:terraform|opentofu))@[0-9a-f]{40} # v[\d.]+$/gm)].map(
      ([, name]) => name,
    ),
    given: [...new Set([...given].map(([, name]) => name))],
  };
}

test("only what environments need is installed by GitHub Actions", () => {
  const [terraform, tofu] = ["hashicorp/setup-terraform", "opentofu/setup-opentofu"];
  expect(github("terraform")).toEqual({ inputs: ["terraform"], actions: [terraform], given: ["terraform"] });
  expect(github("tofu")).toEqual({ inputs: ["tofu"], actions: [tofu], given: ["tofu"] });
  const both = { inputs: ["terraform", "tofu"], actions: [terraform, tofu], given: ["terraform", "tofu"] };
  expect(github("tofu", "terraform")).toEqual(both);
});

test("each job that plans or applies is given each program that is needed", () => {
  const { [SETUP]: _, ...workflows } = filesOf("github", "tofu", "terraform");
  for (const text of Object.values(workflows))
    expect(text.match(/^ +tofu: "/gm)?.length).toBe(text.match(/^ +terraform: "/gm)?.length);
});

test("the image of GitLab has what environments need", () => {
  const image = (...engines: readonly string[]) =>
    [...(filesOf("gitlab", ...engines)[IMAGE] ?? "").matchAll(/^(?:FROM|COPY) .*(terraform|tofu)\S*$/gm)].map(
      ([, name]) => name,
    );
  expect(image("terraform")).toEqual(["terraform", "terraform"]);
  expect(image("tofu")).toEqual(["tofu", "tofu"]);
  expect(image("terraform", "tofu")).toEqual(["terraform", "tofu", "terraform", "tofu"]);
});
