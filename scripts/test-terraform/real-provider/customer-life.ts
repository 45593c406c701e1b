import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { StatusReport } from "../../../ledger/status-report";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { mustChangeNothing } from "../deployment";
import type { Processes } from "../processes";
import { Project } from "../project";
import { CheckFailed, type Report } from "../report";
import { readStacks, Stack } from "../stack";
import { externalEndpoint } from "./external-endpoint";
import { inRealCloud, type RealCloud } from "./real-cloud";

const PROVIDER = "111111111111";
const CUSTOMER = "888888888888";
const ZONES = ["use1-az1", "use1-az2"];

/**
 * The life of two customers, one managed and one external, from `invited` to `revoked`: step by step through the
 * commands, through Terraform and through `status`. A third customer is connected all the time, and nothing of it
 * changes.
 */
export async function customerLife(report: Report, processes: Processes, folder: string): Promise<void> {
  await inRealCloud("life of a customer", { report, processes, folder }, async (cloud) => {
    const life = new Life(report, processes, folder, cloud);
    await life.begins();
    await life.isInvited();
    await life.isAllowed();
    await life.drains();
    await life.isRevoked();
    await life.ends();
  });
}

/** Customers of one service, and what happens to them. */
class Life {
  private readonly project: Project;
  private customer: Stack | undefined;
  private stateOfOther = "";

  constructor(
    private readonly report: Report,
    private readonly processes: Processes,
    private readonly folder: string,
    private readonly cloud: RealCloud,
  ) {
    this.project = new Project(folder);
  }

  /** A service with one connected customer. */
  async begins(): Promise<void> {
    this.project.write("demo/environment.yaml", {
      backend: { type: "local" },
      region: "us-east-1",
      services: {
        orders: {
          account: PROVIDER,
          vpc: { cidr: "10.10.0.0/20", zones: ZONES },
          listeners: { http: { port: 80, targetPort: 8080 } },
          targets: { type: "ip", addresses: ["10.10.0.20"] },
        },
      },
    });
    this.project.write("demo/consumers/app.yaml", this.managed("222222222222", "10.20.0.0/20"));
    await this.check("a service with one customer is deployed", async () => {
      await this.synthesize();
      for (const name of ["service-orders", "consumer-app", "acceptance-orders"]) await this.deploy(name);
      this.stateOfOther = this.stateOf("consumer-app");
      await this.expect(0, { "app/orders": ["allowed", "available"] });
    });
  }

  async isInvited(): Promise<void> {
    const { project } = this;
    project.write("demo/consumers/web.yaml", { ...this.managed("333333333333", "10.30.0.0/20"), state: "invited" });
    await this.check("`consumer add` invites an external customer", async () => {
      await this.privatelink(
        0,
        ...["consumer", "add", "globex", "--env", "demo", "--account", CUSTOMER],
        ...["--service", "orders", "--state", "invited"],
      );
      await this.synthesize();
      for (const name of ["service-orders", "acceptance-orders"]) await mustChangeNothing(this.stack(name));
      await this.expect(0, { "globex/orders": ["invited", "none"], "web/orders": ["invited", "none"] });
    });
  }

  async isAllowed(): Promise<void> {
    await this.check("`consumer allow` and a deploy of the service let them connect", async () => {
      for (const name of ["web", "globex"]) await this.privatelink(0, "consumer", "allow", name, "--env", "demo");
      await this.synthesize();
      await this.deploy("service-orders");
      await this.expect(1, { "globex/orders": ["allowed", "none"], "web/orders": ["allowed", "none"] });
    });
    await this.check("their endpoints wait for acceptance", async () => {
      await this.deploy("consumer-web");
      const { service_name: serviceName } = await this.stack("service-orders").outputs();
      this.customer = await this.cloud.stack("customer", externalEndpoint(CUSTOMER, String(serviceName)));
      await this.customer.planAndApply();
      await this.expect(1, { "globex/orders": ["allowed", "waiting"], "web/orders": ["allowed", "waiting"] });
    });
    await this.check("the acceptance stack connects both, once the ledger has the id of the endpoint", async () => {
      const { endpoint_id: endpointId } = (await this.customer?.outputs()) ?? {};
      await this.privatelink(
        0,
        ...["consumer", "allow", "globex", "--env", "demo", "--endpoint-id", String(endpointId)],
      );
      await this.synthesize();
      await this.deploy("acceptance-orders");
      await this.expect(0, { "globex/orders": ["allowed", "available"], "web/orders": ["allowed", "available"] });
    });
  }

  async drains(): Promise<void> {
    await this.check("a draining customer stays connected, without the principal", async () => {
      await this.privatelink(0, "consumer", "drain", "globex", "--env", "demo");
      await this.synthesize();
      await this.deploy("service-orders");
      await mustChangeNothing(this.stack("acceptance-orders"));
      await this.expect(0, { "globex/orders": ["draining", "available"], "web/orders": ["allowed", "available"] });
    });
  }

  async isRevoked(): Promise<void> {
    for (const name of ["globex", "web"])
      await this.check(`a revoked customer is rejected: ${name}`, async () => {
        await this.privatelink(
          0,
          ...["consumer", "revoke", name, "--env", "demo", "--reason", "the contract has ended"],
        );
        await this.synthesize();
        await this.expect(1, { [`${name}/orders`]: ["revoked", "available"] });
        for (const stack of ["acceptance-orders", "service-orders"]) await this.deploy(stack);
        await this.expect(0, { [`${name}/orders`]: ["revoked", "rejected"] });
      });
  }

  async ends(): Promise<void> {
    await this.check("the customers take their own side away", async () => {
      await new Stack(join(this.project.out, "removed", "demo-consumer-web"), this.cloud.terraform).destroy();
      await this.customer?.destroy();
      await this.expect(0, { "globex/orders": ["revoked", "none"], "web/orders": ["revoked", "none"] });
    });
    await this.check("the records of revoked customers can be deleted", async () => {
      for (const name of ["globex", "web"]) this.project.remove(`demo/consumers/${name}.yaml`);
      await this.synthesize();
      // Its output no longer names them as revoked.
      await this.deploy("acceptance-orders");
      for (const name of ["service-orders", "consumer-app", "acceptance-orders"])
        await mustChangeNothing(this.stack(name));
    });
    await this.check("everything is taken away", async () => {
      for (const name of ["acceptance-orders", "consumer-app", "service-orders"]) await this.stack(name).destroy();
    });
  }

  /** A check, after which the other customer's state has the same bytes. */
  private async check(what: string, body: () => Promise<void>): Promise<void> {
    await this.report.check(`life of a customer: ${what}`, async () => {
      await body();
      if (
        this.stateOfOther !== "" &&
        what !== "everything is taken away" &&
        this.stateOfOther !== this.stateOf("consumer-app")
      )
        throw new CheckFailed("the state of demo-consumer-app changed");
    });
  }

  private managed(account: string, cidr: string): object {
    return { account, vpc: { cidr, zones: ZONES }, connections: { orders: { service: "orders" } }, client: false };
  }

  private async synthesize(): Promise<void> {
    await this.privatelink(0, "synth", "--out", this.project.out);
    this.cloud.prepareAll(this.project.out);
  }

  private stack(name: string): Stack {
    const stack = readStacks(this.project.out, this.cloud.terraform).get(`demo-${name}`);
    if (stack === undefined) throw new CheckFailed(`no stack demo-${name}`);
    return stack;
  }

  private async deploy(name: string): Promise<void> {
    const stack = this.stack(name);
    await stack.init();
    await stack.planAndApply();
  }

  private stateOf(name: string): string {
    return readFileSync(join(this.project.out, "../terraform-state", `demo-${name}.tfstate`), "utf8");
  }

  /**
   * Asks for the status, and compares what is declared and observed of some connections. The other customer is
   * connected.
   */
  private async expect(code: 0 | 1, connections: Readonly<Record<string, readonly [string, string]>>): Promise<void> {
    const report: StatusReport = JSON.parse(await this.privatelink(code, "status", "--format", "json"));
    const found = Object.fromEntries(
      report.services.flatMap(({ customers }) =>
        customers.map(({ customer, connection, declared, observed }) => [
          `${customer}/${connection}`,
          [declared, observed],
        ]),
      ),
    );
    const all = { "app/orders": ["allowed", "available"], ...connections };
    for (const [name, expected] of Object.entries(all))
      if (found[name]?.join() !== expected.join()) throw new CheckFailed(JSON.stringify(report, null, 2));
  }

  /** Runs a command of the program. @returns what it printed. */
  private async privatelink(code: number, ...words: readonly string[]): Promise<string> {
    const args = [
      join(PACKAGE_ROOT, "dist/cli/main.js"),
      ...words,
      "--environments",
      join(this.folder, "environments"),
    ];
    const env = this.cloud.variablesOf(PROVIDER);
    const { code: ended, stdout, output } = await this.processes.run(process.execPath, args, this.folder, env);
    if (ended !== code)
      throw new CheckFailed(`privatelink ${words.join(" ")} ended with ${ended}, not ${code}: ${output}`);
    return stdout;
  }
}
