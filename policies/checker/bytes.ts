/** A value as JSON, in a buffer with nothing else in it. */
export function jsonBytes(value: object): ArrayBuffer {
  return exactly(new TextEncoder().encode(JSON.stringify(value)));
}

/** Bytes as a buffer with nothing else in it. */
export function exactly(bytes: Uint8Array): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = bytes;
  return byteOffset === 0 && byteLength === buffer.byteLength
    ? (buffer as ArrayBuffer)
    : (buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
}
