/**
 * Why a text cannot name an Auto Scaling group, as what was expected instead; undefined when it can. Source: Amazon EC2 Auto
 * Scaling API, CreateAutoScalingGroup.
 */
export function autoScalingGroupNameProblem(name: string): string | undefined {
  return /^[!-9;-~]{1,255}$/.test(name)
    ? undefined
    : "the name of an Auto Scaling group: 1 to 255 characters of ASCII, without spaces and colons";
}
