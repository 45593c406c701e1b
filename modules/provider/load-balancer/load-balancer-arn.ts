import { parseArn } from "../../aws/arn";

/** Why a text is not the ARN of a Network Load Balancer, as what was expected instead; undefined when it is. */
export function networkLoadBalancerArnProblem(text: string): string | undefined {
  const arn = parseArn(text);
  const resource = arn?.service === "elasticloadbalancing" ? arn.resource : "";
  if (/^loadbalancer\/net\/[A-Za-z0-9-]{1,32}\/[0-9a-f]{16}$/.test(resource)) return undefined;
  if (resource.startsWith("loadbalancer/app/"))
    return "the ARN of a Network Load Balancer: an endpoint service takes no Application Load Balancer, which can be a target of one";
  if (resource.startsWith("loadbalancer/gwy/"))
    return "the ARN of a Network Load Balancer: a Gateway Load Balancer is for appliances";
  return "the ARN of a Network Load Balancer: arn:aws:elasticloadbalancing:<region>:<account>:loadbalancer/net/<name>/<16 hex digits>";
}
