import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { kitFiles } from "../../../kit/kit-files";
import { readServiceCard } from "../../../modules/card";
import { CheckFailed, type Report } from "../report";
import type { Terraform } from "../terraform";
import { mustBeValid } from "./customer";

const REGION = "us-east-1";

const CARD = {
  format: "privatelink-service-card",
  version: 1,
  type: "Interface",
  environment: "demo",
  service: "orders",
  serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
  account: "111111111111",
  region: REGION,
  supportedRegions: ["eu-west-1", REGION],
  zoneIds: ["use1-az1", "use1-az2"],
  listeners: {
    dns: { port: 53, protocol: "TCP_UDP" },
    http: { port: 80, protocol: "TCP", httpPath: "/health" },
    https: { port: 443, protocol: "TLS" },
  },
  addressTypes: ["ipv4"],
  acceptance: "registered",
  endpointPolicy: false,
} as const;

const HOSTILE = "\"; id # `id` $(id) '; <b> | !Ref x: {a} * &";

/** Kits of services that differ in all that decides what is in a kit, by name. */
const VARIANTS: Readonly<Record<string, { readonly card: object; readonly region?: string }>> = {
  least: { card: { acceptance: "automatic", listeners: { db: { port: 5432, protocol: "TCP" } } } },
  most: { card: { privateDnsName: "*.example.com", addressTypes: ["ipv4", "ipv6"], contact: "a@example.com" } },
  "only-ipv6": { card: { privateDnsName: "orders.example.com", addressTypes: ["ipv6"] } },
  "other-region": { card: { privateDnsName: "orders.example.com" }, region: "eu-west-1" },
  hostile: { card: { environment: HOSTILE, service: HOSTILE, description: HOSTILE, contact: HOSTILE } },
};

/** Checks that Terraform and cfn-lint take each kind of kit. */
export async function kitVariants(report: Report, terraform: Terraform, folder: string): Promise<void> {
  const templates: string[] = [];
  for (const [name, { card, region = REGION }] of Object.entries(VARIANTS)) {
    const kit = join(folder, `kit-${name}`);
    const principals = ["arn:aws:iam::888888888888:root"];
    const service = { card: readServiceCard({ ...CARD, ...card }), region, principals };
    write(kit, kitFiles("globex", [service]));
    templates.push(join(kit, "cloudformation/endpoint.yaml"));
    await report.section(() =>
      report.check(`kit: the Terraform of one that is ${name} is formatted and valid`, () =>
        mustBeValid(kit, terraform),
      ),
    );
  }
  await report.section(() => lint(report, templates));
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** cfn-lint exits with another code than 0 also where it only warns or informs. */
async function lint(report: Report, templates: readonly string[]): Promise<void> {
  const what = "kit: cfn-lint finds nothing in the CloudFormation templates";
  const options = ["--include-checks", "I", "--regions", REGION, "eu-west-1", "--"];
  const { error, status, stdout, stderr } = spawnSync("cfn-lint", [...options, ...templates], { encoding: "utf8" });
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ENOENT")
    return report.skip(what, "cfn-lint is not installed (pip install cfn-lint)");
  await report.check(what, () => {
    if (error !== undefined || status !== 0) throw new CheckFailed(`${error?.message ?? ""}${stdout}${stderr}`);
  });
}
