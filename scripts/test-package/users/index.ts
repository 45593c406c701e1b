import { existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CheckFailed } from "../../test-terraform/report";
import type { Context, Part } from "../context";
import { adoptVpcs, vendorsService } from "./existing";
import { Scratch } from "./scratch";
import { userPart } from "./user-part";

/** What each of the four users does with the package. */
export const USER_PARTS: Readonly<Record<"vendor" | "platform" | "network" | "customer", Part>> = {
  vendor: userPart({ user: "vendor", stacks: 3, mistakeIn: "consumers/globex.yaml", own: addsCustomer }),
  platform: userPart({ user: "platform", stacks: 4, mistakeIn: "environment.yaml", own: inFolderOfRepository }),
  network: userPart({
    user: "network",
    stacks: 7,
    mistakeIn: "consumers/web.yaml",
    own: addsVpc,
    prepare: adoptVpcs,
  }),
  customer: userPart({
    user: "customer",
    stacks: 1,
    mistakeIn: "consumers/purchasing.yaml",
    own: connectsByName,
    prepare: vendorsService,
  }),
};

async function addsCustomer(scratch: Scratch, { report }: Context): Promise<void> {
  await report.check("vendor: consumer add, with a schema that editors find, and a kit for them", async () => {
    await scratch.must("npm run consumer -- add hooli --env vendor --account 555555555555 --service orders");
    const path = "environments/vendor/consumers/hooli.yaml";
    const schema = /\$schema=(\S+)/.exec(scratch.read(path))?.[1] ?? "";
    const found = resolve(scratch.folder, dirname(path), schema);
    if (schema === "" || !existsSync(found)) throw new CheckFailed(`no schema: ${schema}`);
    await scratch.must("npm start", /hooli \(external\)/);
    await scratch.must("npm run init -- github --check", /all are current/);
  });
}

/** A project in a folder of a repository with other things, by `npx --package`, which installs nothing there. */
async function inFolderOfRepository(scratch: Scratch, context: Context): Promise<void> {
  const { report, tarball, env, folder } = context;
  const root = join(folder, "repository");
  mkdirSync(join(root, "infra/our links"), { recursive: true });
  const part = new Scratch(context, join(root, "infra/our links"), env);
  await report.check("platform: npx --package=FILE.tgz privatelink init, in a folder of a repository", async () => {
    await part.must(`git init --quiet '${root}'`);
    await part.must(`npx --yes --package='${tarball}' privatelink init --platform --vendor`, /--ci none/);
    if (existsSync(join(part.folder, ".github"))) throw new CheckFailed("workflows are where no CI finds them");
  });
  await report.check("platform: npm install, and npm start, there", async () => {
    await part.must("npm install --no-audit --no-fund");
    await part.must("npm start", /7 of 7 stacks judged/);
    await part.must("npx privatelink policy cdktf.out", /0 with violations/);
  });
  await report.check("platform: the same project, the same bytes", async () => {
    for (const file of ["README.md", "policy.yaml", "environments/platform/consumers/web.yaml"])
      if (file !== "README.md" && scratch.read(file) !== part.read(file)) throw new CheckFailed(`${file} differs`);
  });
}

async function addsVpc(scratch: Scratch, { report }: Context): Promise<void> {
  await report.check("network: another VPC uses the hub by one file more", async () => {
    const [web, batch] = ["web", "batch"].map((name) => `environments/network/consumers/${name}.yaml`);
    await scratch.must(
      `sed 's/vpc-0123456789abcdef1/vpc-0123456789abcdef9/; s/\\(subnet-0123456789abcde\\)f/\\1e/' ${web} >${batch}`,
    );
    await scratch.must("npm start", /9 of 9 stacks judged/);
    await scratch.must(`rm ${batch} && npm start`, /7 of 7 stacks judged/);
  });
}

async function connectsByName(scratch: Scratch, { report }: Context): Promise<void> {
  await report.check("customer: by the service's name, as the comment in the file says", async () => {
    const file = "environments/customer/consumers/purchasing.yaml";
    const before = scratch.read(file);
    scratch.edit(file, (text) =>
      text
        .replace(/^ *card: orders\n/m, "")
        .replace("# serviceName:", "serviceName:")
        .replace("# ports:", "ports:"),
    );
    await scratch.must("npm start", /1 of 1 stacks? judged/);
    scratch.edit(file, () => before);
  });
}
