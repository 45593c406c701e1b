import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../../support/package-root";

/** The example of README.md: a whole app. It writes the stack `web`. */
export function readmeApp(): string {
  const readme = readFileSync(join(PACKAGE_ROOT, "README.md"), "utf8");
  const [, code] = /^```ts\n(.*?)^```$/ms.exec(readme) ?? [];
  if (code === undefined) throw new Error("README.md: expected an example in TypeScript; found none");
  return code;
}

/** A program of a user's own: it names each entry of the package, and synthesizes a stack of both sides. */
export const APP = `
import { InterfaceEndpoint, EndpointServiceLookup } from "cdktf-privatelink/modules/consumer";
import { EndpointService, NetworkLoadBalancer, type NetworkLoadBalancerProps } from "cdktf-privatelink/modules/provider";
import { IsolatedVpc } from "cdktf-privatelink/modules/vpc";
import { VPCS_PER_PROFILE } from "cdktf-privatelink/modules/hub";
import { endpointPorts, readServiceCard } from "cdktf-privatelink/modules/card";
import { loadEnvironments, type Environment } from "cdktf-privatelink/config";
import * as policies from "cdktf-privatelink/policies";
import type * as matchers from "cdktf-privatelink/jest";
import { runApp } from "cdktf-privatelink";
// ES modules import no folders: Node wants the name of the file.
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { App, LocalBackend, TerraformStack } from "cdktf";

export type Matchers = keyof typeof matchers;
export const nameOf = ({ name }: Environment): string => name;
// @ts-expect-error An environment is no text, nor of any type.
export const wrong = ({ name }: Environment): number => name;
// @ts-expect-error A signal is no text.
export const signal: policies.JudgePathsOptions = { signal: "SIGINT" };
// @ts-expect-error A listener has a port.
export const listeners: NetworkLoadBalancerProps["listeners"] = { http: { targetPort: 8080 } };

const functions: readonly unknown[] = [runApp, loadEnvironments, endpointPorts, readServiceCard];
if (functions.some((each) => typeof each !== "function")) throw new Error("an entry lacks a function");
if (!(VPCS_PER_PROFILE > 0) || Object.keys(policies).length === 0) throw new Error("an entry is empty");

const app = new App({ outdir: "cdktf.out" });
const stack = new TerraformStack(app, "both");
// By default, cdktf writes the path of the working folder into the stack.
new LocalBackend(stack, { path: "both.tfstate" });
new AwsProvider(stack, "aws", { region: "us-east-1" });
const vpc = new IsolatedVpc(stack, "provider-vpc", {
  name: "orders",
  role: "service",
  cidrBlock: "10.10.0.0/20",
  zoneIds: ["use1-az1", "use1-az2"],
});
const loadBalancer = new NetworkLoadBalancer(stack, "load-balancer", {
  name: "orders",
  vpc,
  listeners: { http: { port: 80, targetPort: 8080 } },
});
new EndpointService(stack, "service", {
  name: "orders",
  networkLoadBalancerArns: [loadBalancer.loadBalancerArn],
  allowedPrincipals: ["arn:aws:iam::222222222222:root"],
  acceptance: "registered",
});
const consumer = new IsolatedVpc(stack, "consumer-vpc", {
  name: "web",
  role: "consumer",
  cidrBlock: "10.20.0.0/20",
  zoneIds: ["use1-az1", "use1-az2"],
});
const service = new EndpointServiceLookup(stack, "orders", {
  serviceArn: "arn:aws:ec2:us-east-1:111111111111:vpc-endpoint-service/vpce-svc-0123456789abcdef0",
});
new InterfaceEndpoint(stack, "endpoint", { name: "web-orders", vpc: consumer, service, ports: [80] });
app.synth();
`.trimStart();

/** A file of a project that has the types of Node: their signal is one that the package takes. */
export const SIGNAL = `
import type { JudgePathsOptions } from "cdktf-privatelink/policies";

export const stoppable: JudgePathsOptions = { signal: new AbortController().signal };
`.trimStart();
