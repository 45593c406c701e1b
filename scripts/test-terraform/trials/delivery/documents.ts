import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mustEqual, mustSay } from "../../delivery/change";
import type { Walk } from "../../delivery/walk";

/** What is deployed as a picture, and as a certificate of each consumer VPC. */
export async function documents({ report, repository, folder }: Walk): Promise<void> {
  await report.check("delivery: diagram draws what is deployed, as SVG and as Mermaid", async () => {
    const svg = join(folder, "demo.svg");
    await repository.expect(0, "diagram", "--env", "demo", "--output", svg);
    mustSay(readFileSync(svg, "utf8"), "<svg", "billing", "reports", "web");
    mustSay(await repository.expect(0, "diagram", "--env", "demo", "--format", "mermaid"), "flowchart", "billing");
  });
  await report.check("delivery: certificate certifies each consumer VPC of what is planned", async () => {
    await repository.expect(0, "plan");
    const out = join(folder, "certificates");
    await repository.expect(0, "certificate", "--plans", "plans", "--out", out);
    const index = JSON.parse(readFileSync(join(out, "index.json"), "utf8"));
    mustEqual(index.certificates.map(({ stack }: { stack: string }) => stack).sort(), [
      "demo-consumer-billing",
      "demo-consumer-reports",
      "demo-consumer-web",
      "stage-consumer-app",
    ]);
  });
}
