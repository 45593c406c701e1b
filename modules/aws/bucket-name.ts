/** Form of a bucket's name, and beginnings and ends that S3 keeps for itself (Amazon S3 User Guide, "Bucket naming rules"). */
const BUCKET_NAME = /^(?!\d+(\.\d+){3}$)[a-z0-9]([a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]$/;
const RESERVED = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

/** Why a text is no bucket's name, as what was expected instead; undefined when it is one. */
export function bucketNameProblem(text: string): string | undefined {
  if (!BUCKET_NAME.test(text))
    return "the name of a bucket: 3 to 63 lower-case letters, digits, hyphens and dots, with a letter or digit at each end";
  const reserved = RESERVED.exec(text)?.[0];
  return reserved === undefined ? undefined : `the name of a bucket without \`${reserved}\`, which S3 keeps for itself`;
}
