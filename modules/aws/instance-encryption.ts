/**
 * Families of EC2 instance types that do not encrypt traffic between instances. All that came later do.
 *
 * Source: `NetworkInfo.EncryptionInTransitSupported` of the EC2 API's DescribeInstanceTypes, as the reference of
 * instance types of aws/karpenter-provider-aws has it (commit 1d92708, 2026-08-21).
 */
const UNENCRYPTED: ReadonlySet<string> = new Set(
  `a1 c1 c3 c4 c5 c5d c6g c6gd d2 g5g h1 i2 i3 m1 m2 m3 m4 m5 m5a m5ad m5d m6g m6gd r3 r4 r5 r5a r5ad r5b r5d r6g r6gd
  t1 t2 t3 t3a t4g x1 x1e x2gd z1d`.split(/\s+/),
);

/**
 * Whether an instance type is known not to encrypt its traffic, so that AWS refuses it in a VPC with enforced
 * encryption. A type that is not known here is left to AWS.
 */
export function isUnencryptedInstanceType(instanceType: string): boolean {
  return UNENCRYPTED.has(instanceType.split(".")[0] as string);
}
