import { type Context, stackNamed } from "../context";
import { applyChanges } from "../deployment";
import { ONE_SERVICE } from "../one-service";
import { CheckFailed } from "../report";
import { changeInCloud } from "../simulated-cloud";
import { foundIn } from "../stack";
import { trial } from "../trial";

const FILE = "demo/consumers/web.yaml";

/**
 * A consumer whose VPC has endpoints to services of AWS, an instance that people reach by them, alarms of each connection, and
 * paths of Reachability Analyzer, one of which is then found not to be reachable.
 */
export async function clientInstance(context: Context): Promise<void> {
  const files = {
    "demo/environment.yaml": ONE_SERVICE,
    [FILE]: {
      account: "222222222222",
      vpc: {
        cidr: "10.20.0.0/20",
        zones: ["use1-az1", "use1-az2"],
        awsEndpoints: ["session-manager", "logs", "container-images"],
      },
      connections: { orders: { service: "orders" } },
      client: { connectionAlarms: true, instance: { zone: "use1-az2", reachability: "analysed" } },
    },
  };
  await trial(context, "client instance", files, async (deployed) => {
    const { report, project, folder } = deployed;
    const stack = stackNamed(deployed, "demo-consumer-web");
    await report.check("client instance: the outputs say how to reach it, and what to analyse", async () => {
      const outputs = await stack.outputs();
      const expected = `aws ssm start-session --region us-east-1 --target ${outputs.client_instance_id}`;
      if (outputs.client_instance_session !== expected) throw new CheckFailed(String(outputs.client_instance_session));
      if (Object.keys(outputs.client_instance_paths as object).join() !== "orders:80")
        throw new CheckFailed(JSON.stringify(outputs.client_instance_paths));
      if (JSON.stringify(outputs.client_connection_alarms) !== '{"orders":"demo-web-client/orders"}')
        throw new CheckFailed(JSON.stringify(outputs.client_connection_alarms));
    });
    await report.check("client instance: a plan warns of a path that was found not to be reachable", async () => {
      const [analysis] = foundIn((await stack.plan()).document, "aws_ec2_network_insights_analysis");
      changeInCloud(folder, "aws_ec2_network_insights_analysis", String(analysis?.id), { path_found: false });
      const said = (await stack.plan()).output.replace(/\s+│?\s*/g, " ");
      const expected = "found no path from demo-web-client-instance to orders:80";
      if (!said.includes(expected)) throw new CheckFailed(`expected ${expected} in:\n${said}`);
    });
    await report.check("client instance: endpoints that are no longer wanted go, and nothing else", async () => {
      project.edit(FILE, (document) => document.setIn(["vpc", "awsEndpoints"], ["session-manager"]));
      const changes = await applyChanges(project, stack);
      const others = Object.entries(changes).filter(
        ([address, action]) => action !== "delete" || !address.includes(".aws-endpoints_"),
      );
      const gone = Object.keys(changes).filter((address) => address.startsWith("aws_vpc_endpoint."));
      if (others.length > 0 || gone.length !== 4) throw new CheckFailed(JSON.stringify(changes, undefined, 2));
    });
  });
}
