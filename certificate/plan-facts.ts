import { resourceAction } from "../pipeline/plan-actions";
import { withoutIndexes } from "../support/addresses";
import { isObject, type JsonObject, objectOf } from "../support/json-object";
import { accountInArn, accountOf, known, onlyKnown, type PlanChanges, rangesOf, type VpcFacts } from "./document-facts";
import { listOf } from "./list-of";

/** What a plan, as `terraform show -json` prints it, says of a VPC. @param address Terraform's. */
export function planFacts(plan: JsonObject, address: string): VpcFacts {
  const all = resourcesOf(plan);
  const values = valuesAt(all, address);
  const provider = providerOf(plan, address);
  const arn = known(values.arn);
  const id = known(values.id);
  const further = all
    .filter(({ type }) => type === "aws_vpc_ipv4_cidr_block_association")
    .map((each) => objectOf(withoutSensitive(each.values, each.sensitive_values)))
    .filter(({ vpc_id }) => id !== undefined && vpc_id === id)
    .map(({ cidr_block }) => cidr_block);
  return onlyKnown({
    name: known(objectOf(values.tags).Name),
    id,
    account: known(values.owner_id) ?? (arn === undefined ? undefined : accountInArn(arn)) ?? accountOf(provider),
    region: known(values.region) ?? arn?.split(":")[3] ?? known(provider.region),
    ...rangesOf(values, further),
  });
}

/** The service of an endpoint, where the plan knows it. */
export function planService(plan: JsonObject, address: string): string | undefined {
  return known(valuesAt(resourcesOf(plan), address).service_name);
}

/** How many resources the plan changes. A resource that is only read or forgotten is not changed. */
export function changesOf(plan: JsonObject): PlanChanges {
  const counts = { create: 0, update: 0, replace: 0, destroy: 0 };
  for (const each of listOf(plan.resource_changes).map(objectOf)) {
    const actions = listOf(objectOf(each.change).actions);
    const action = resourceAction({ mode: each.mode, change: { actions } });
    if (action !== undefined && action !== "forget") counts[action] += 1;
  }
  return counts;
}

/** All resources after the plan, and those that data sources found before it, of all modules. */
function resourcesOf(plan: JsonObject): JsonObject[] {
  const planned = objectOf(objectOf(plan.planned_values).root_module);
  const prior = objectOf(objectOf(objectOf(plan.prior_state).values).root_module);
  return [...inModule(planned), ...inModule(prior).filter(({ mode }) => mode === "data")];
}

function inModule(module: JsonObject): JsonObject[] {
  const below = listOf(module.child_modules).flatMap((child) => inModule(objectOf(child)));
  return [...listOf(module.resources).filter(isObject), ...below];
}

function valuesAt(resources: readonly JsonObject[], address: string): JsonObject {
  const found = resources.find((each) => each.address === address);
  return objectOf(withoutSensitive(found?.values, found?.sensitive_values));
}

/** JsonObject but for those that the configuration marks as sensitive: nothing of them may be shown. */
function withoutSensitive(value: unknown, sensitive: unknown): unknown {
  if (sensitive === true) return undefined;
  if (Array.isArray(value)) return value.map((each, index) => withoutSensitive(each, listOf(sensitive)[index]));
  if (!isObject(value)) return value;
  const marks = objectOf(sensitive);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutSensitive(each, marks[key])]));
}

/** Settings of the provider of a resource of the root module, where they are constants. */
function providerOf(plan: JsonObject, address: string): JsonObject {
  const { provider_config, root_module } = objectOf(plan.configuration);
  const plain = withoutIndexes(address);
  const resource = listOf(objectOf(root_module).resources)
    .map(objectOf)
    .find((each) => each.address === plain);
  const expressions = objectOf(
    objectOf(objectOf(provider_config)[String(resource?.provider_config_key ?? "aws")]).expressions,
  );
  return constant(expressions);
}

function constant(expressions: JsonObject): JsonObject {
  const value = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map((item) => constant(objectOf(item)));
    return objectOf(each).constant_value;
  };
  return Object.fromEntries(Object.entries(expressions).map(([key, each]) => [key, value(each)]));
}
