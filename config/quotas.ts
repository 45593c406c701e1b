import { z } from "zod";
import { defaultQuota, QUOTAS, type Quota, type QuotaKey } from "../modules/aws/quotas";

/** Stands for every account. */
export const EVERY_ACCOUNT = "*";

const accountOrAll = z.string().regex(/^(\d{12}|\*)$/, { error: "an account id, 12 digits in quotes, or `*` for all" });

const quota = ({ name, default: standard }: Quota) =>
  z.int().min(1).optional().describe(`AWS's quota "${name}". Default: ${standard}, or what \`*\` says.`);

const ofAccount = Object.fromEntries(Object.entries(QUOTAS).map(([key, each]) => [key, quota(each)])) as Record<
  QuotaKey,
  ReturnType<typeof quota>
>;

/** Quotas of accounts that are not AWS's defaults. */
export const quotas = z
  .record(accountOrAll, z.strictObject(ofAccount))
  .default({})
  .describe(
    "What AWS has granted beyond its default quotas in the environment's region, by account (in quotes), or `*` for all; or less than them, where others use an account too. What the environment asks for is checked against it. Default: AWS's.",
  );

/** Quotas as an environment file gives them. */
export type QuotasSpec = z.output<typeof quotas>;

/** How much of something an account can have. */
export function limitOf(spec: QuotasSpec, account: string, region: string, key: QuotaKey): number {
  return spec[account]?.[key] ?? spec[EVERY_ACCOUNT]?.[key] ?? defaultQuota(key, region);
}
