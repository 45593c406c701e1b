import { awsServiceProblem } from "../../../modules/aws/aws-service";
import { AWS_SERVICE_SETS, awsEndpointProblem, expandServices } from "../../../modules/consumer/aws-service-sets";

test("names of sets are none of services, and what is in them is", () => {
  for (const [set, services] of Object.entries(AWS_SERVICE_SETS)) {
    expect(awsServiceProblem(set)).toBeDefined();
    for (const service of services) expect(awsServiceProblem(service)).toBeUndefined();
    expect(awsEndpointProblem(set)).toBeUndefined();
  }
  expect(expandServices(["secrets", "kms", "logs"])).toEqual(["kms", "logs", "secretsmanager"]);
});
