/** Version of cdktf-cli that goes with cdktf, the library. CI of this repository reads it here. */
export const CDKTF_CLI_VERSION = "0.21.0";
