import { bootstrapNotes } from "../../bootstrap/notes";
import type { RoleUse } from "../../bootstrap/uses";
import { bootstrapSchema } from "../../config/bootstrap-schema";
import type { Environment } from "../../config/environment";

const SPEC = bootstrapSchema.parse({
  account: "999999999999",
  region: "us-east-1",
  ci: { github: { repository: "example/privatelink" } },
});

const environment = (name: string) =>
  ({ name, backend: { type: "s3" }, delivery: { planRole: "reader" } }) as unknown as Environment;

const use = (name: string, account: string): RoleUse => ({
  ...{ account, role: `deploy-${name}`, environment: name, sides: ["provider"], regions: ["us-east-1"] },
  types: new Map(),
});

function alike(...uses: readonly RoleUse[]): string[] {
  const environments = [...new Set(uses.map((each) => each.environment))].map(environment);
  return bootstrapNotes(SPEC, environments, uses).filter((note) => note.includes("begin as those of"));
}

test("environments of one account whose names begin alike are noted", () => {
  expect(alike(use("prod", "111111111111"), use("prod-eu", "111111111111"))).toEqual([
    expect.stringContaining("account 111111111111 has the environments prod and prod-eu"),
  ]);
});

test("names that only share some letters, or are in accounts of their own, are not", () => {
  expect(alike(use("prod", "111111111111"), use("production", "111111111111"))).toEqual([]);
  expect(alike(use("prod", "111111111111"), use("prod-eu", "222222222222"))).toEqual([]);
});
